import logging

from odoo import api, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import ormcache

from odoo.addons.jn_org.exceptions import KeyMissing

from ..const import Result

_logger = logging.getLogger(__name__)


class JnChannel(models.AbstractModel):
    """A way to reach a citizen's phone (Art. 6: WeChat, app, SMS); each is a model `jn.channel.<code>` of its own."""

    _name = "jn.channel"
    _description = "Channel"

    _channel_code = ""
    # In a rehearsal database only channels that never leave the house are used, elsewhere never; None: in both.
    _channel_rehearsal = False
    # Whether several questions for one person go in one message.
    _channel_merges = True
    # What it means if no receipt comes in time: a code of ERRORS.
    _channel_overdue = "no_receipt"
    # So long after the attempt the provider is asked what became of a message whose sending was cut off.
    _channel_ask_minutes = 10
    # What an account's settings look like, which of them it must give (`endpoint` is its address), and the parts of its secret.
    _channel_example = {}
    _channel_needs = ()
    _channel_secrets = ("",)
    # How the provider calls us; () where it never does.
    _channel_methods = ()
    _channel_most_bytes = 1024 * 1024

    @api.model
    def _account_needs(self, account):
        """The settings that `account` must give."""
        return self._channel_needs

    @api.model
    def _account_secrets(self, account):
        """The parts of its secret that `account` needs, "" for the secret itself."""
        return self._channel_secrets

    @api.model
    def _account_is_called(self, account):
        """Whether the account's provider calls us."""
        return bool(self._channel_methods)

    @api.model
    def _account_query(self, account):
        """What the provider has to add to the address of `account`, the place of a secret word in angle brackets."""
        return ""

    @api.model
    def _take_call(self, account, call):
        """Take what the provider of `account` brings in a werkzeug request; return the words of the answer, or None.

        Raises Refused for whoever is not that provider, ValueError for what makes no sense.
        """
        raise NotImplementedError

    @api.model
    def _channel_name(self):
        """The channel's name in the user's language."""
        raise NotImplementedError

    @api.model
    def _hand_over(self, messages):
        """Hand queued messages over; return {message id: (state, external_id, error, detail)}, see `Result`.

        `messages._filled_texts()` gives the words that leave the house. A channel answers for
        each message what became of it; if it raises, nothing was handed over.
        """
        return self._by_account(self._hand_over_account, messages, Result("retry", error="not_sent"))

    @api.model
    def _hand_over_account(self, account, messages):
        """Hand over those of one account; if it raises OSError or ValueError, they may be handed over again."""
        raise NotImplementedError

    @api.model
    def _ask(self, messages):
        """Ask what became of messages that were cut off (state sending) or whose receipts are fetched (sent).

        Returns results as `_hand_over` does: retry, if the provider never got it; again, if it takes
        a message only once; unknown, if it cannot be asked now; stuck, if it cannot tell.
        """
        return self._by_account(self._ask_account, messages, Result("unknown"))

    @api.model
    def _ask_account(self, account, messages):
        """Ask about those of one account.

        Who can neither be asked nor told a message from its repetition leaves it to a person:
        being asked late is better than being asked twice.
        """
        return dict.fromkeys(messages.ids, Result("stuck"))

    @api.model
    def _fetches_receipts(self, account):
        """Whether the account's receipts do not come by themselves but are asked for."""
        return False

    @api.model
    def _prepare_text(self, account, external_id, sender, text, answered=None):
        """The values of an inbound message, see `jn.message._receive`."""
        return {
            "channel": self._channel_code,
            "account_id": account.id,
            "sender": sender,
            "text": text.replace("\0", ""),  # PostgreSQL stores no such character
            "external_id": external_id,
            "at": self.env["jn.clock"]._now(),
            "answered_key": answered,
        }

    @api.model
    def _by_account(self, work, messages, otherwise):
        """Do `work(account, messages)` account by account: one's trouble must not hide what another has sent."""
        results = {}
        for account, group in messages.grouped("account_id").items():
            try:
                results.update(work(account, group))
            except (KeyMissing, OSError, ValueError) as error:  # those of `requests` are OSErrors
                reason = type(error).__name__  # its words may hold an address with secrets
                _logger.warning("Account %s fails for %s messages: %s", account.id, len(group), reason)
                results.update(dict.fromkeys(group.ids, otherwise._replace(detail=reason)))
        return results

    @api.model
    def _called(self, code, verb, messages):
        """Return what the channel `code` answers to `verb` about `messages`; {} if it is gone or breaks down."""
        channel = self._channels().get(code)
        if channel is None:
            return {}
        try:
            with self.env.cr.savepoint():
                return getattr(channel, verb)(messages)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("Channel %s broke down over %s messages", code, len(messages))
            return {}

    @api.model
    def _channel_of(self, account):
        """The channel of an account; this one if there is none."""
        return self._channels().get(account.channel, self)

    @api.model
    def _channels(self):
        """All installed channels as {code: empty recordset}."""
        names = self.env.registry.descendants(["jn.channel"], "_inherit")
        return {self.env[name]._channel_code: self.env[name] for name in sorted(names) if self.env[name]._channel_code}

    @api.model
    @ormcache()
    def _merging(self):
        """The codes of the channels by which several questions for one person go in one message."""
        return frozenset(code for code, channel in self._channels().items() if channel._channel_merges)

    @api.model
    def _selection(self):
        """The installed channels as the items of a selection."""
        return [(code, channel._channel_name()) for code, channel in self._channels().items()]

    @api.model
    def _codes_for(self, unit, matter_id=None):
        """The codes of the channels to try for a unit about a matter, in order (Art. 6): the ladder that is theirs."""
        demo, others = self._usable(self.env["jn.clock"]._is_rehearsal())
        return [*demo, *(code for code in self.env["jn.message.ladder"]._codes(unit, matter_id) if code in others)]

    @api.model
    @ormcache("rehearsal")
    def _usable(self, rehearsal):
        """The codes of the channels that may be used, in a rehearsal or in life: those of the rehearsal itself, and the others."""
        usable = {code: channel for code, channel in self._channels().items() if channel._channel_rehearsal in (rehearsal, None)}
        demo = [code for code, channel in usable.items() if rehearsal and channel._channel_rehearsal]
        return demo, frozenset(usable) - frozenset(demo)
