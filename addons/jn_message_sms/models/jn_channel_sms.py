import hmac

from odoo import api, models

from odoo.addons.jn_message import wire
from odoo.addons.jn_message.const import Result
from odoo.addons.jn_message.signed import Refused
from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import periods

from .. import aliyun
from ..const import ALIYUN, ALIYUN_SINGLY, ALIYUN_STATUS, ALIYUN_TAKEN, ALIYUN_ZONE, EXAMPLE, GATEWAY, NEEDED

REPLIES = "replies"  # the part of the secrets that Aliyun's address holds


class JnChannelSms(models.AbstractModel):
    """Texts to mobile phones (Art. 6), through Aliyun or a carrier's gateway that speaks our signed protocol."""

    _name = "jn.channel.sms"
    _description = "SMS"
    _inherit = ["jn.channel.signed"]

    _channel_code = "sms"
    _channel_words = GATEWAY
    _channel_example = EXAMPLE

    @api.model
    def _channel_name(self):
        return self.env._("SMS")

    @api.model
    def _account_needs(self, account):
        """An SMS account names its provider and what that one needs."""
        provider = account._setting("provider")
        if provider not in list(NEEDED):
            names = ", ".join(NEEDED)
            raise BadInput(self.env._('Name the provider in the settings: "provider" is one of %(names)s.', names=names))
        return ("endpoint", *NEEDED[provider])

    @api.model
    def _account_secrets(self, account):
        return ("id", "", REPLIES) if self._is_aliyun(account) else super()._account_secrets(account)

    @api.model
    def _account_is_called(self, account):
        """Aliyun signs no call: it brings citizens' replies where our secret word in the address says that it is Aliyun."""
        return not self._is_aliyun(account) or account._has_secret(REPLIES)

    @api.model
    def _account_query(self, account):
        return f"?key=<jn_{account._secret_option(REPLIES)}>" if self._is_aliyun(account) else ""

    @api.model
    def _fetches_receipts(self, account):
        """Aliyun's receipts are not signed: they are asked for, and those that come are not believed."""
        return self._is_aliyun(account)

    @api.model
    def _take_call(self, account, call):
        if not self._is_aliyun(account):
            return super()._take_call(account, call)
        if not hmac.compare_digest(call.args.get("key", "").encode(), account._callback_key(REPLIES).encode()):
            raise Refused("key")
        self.env["jn.message"]._receive([self._prepare_text(account, *text) for text in aliyun.replies(call.get_data())])
        return ALIYUN_TAKEN

    @api.model
    def _is_aliyun(self, account):
        return (account._read_settings() or {}).get("provider") == "aliyun"

    @api.model
    def _hand_over_account(self, account, messages):
        if not self._is_aliyun(account):
            return super()._hand_over_account(account, messages)
        service, sign_name = _service(account), account._setting("sign_name")
        values, results = messages._filled_values(), {}
        for claim, group in messages.grouped("claim").items():
            texts = [self._prepare_aliyun(account, message, values[message.id]) for message in group]
            results.update(aliyun.send(service, sign_name, texts, claim, singly=ALIYUN_SINGLY))
        return {number: Result.of(ALIYUN, *answer) for number, answer in results.items()}

    @api.model
    def _prepare_aliyun(self, account, message, values):
        names = account._setting("params") or {name: name for name in values}
        params = {name: values.get(source) or "" for name, source in names.items()}
        template = account._template_of(message, "template_code")
        return aliyun.Text(message.id, message.key, message._home_number(), template, params)

    @api.model
    def _ask_account(self, account, messages):
        if not self._is_aliyun(account):
            return super()._ask_account(account, messages)
        service, now = _service(account), self.env["jn.clock"]._now()
        questions = [_question(message, now) for message in messages]  # other threads must not touch the database
        answers = wire.at_once(lambda question: aliyun.details(service, *question[:3]), questions)
        return dict(zip(messages.ids, map(_result, questions, answers), strict=True))


def _service(account):
    """A client of Aliyun's for this account; raises KeyMissing."""
    return aliyun.client(account.endpoint, account._secret("id"), account._secret())


def _question(message, now):
    """Return (number, days, number of the receipt, our own numbers) of what is asked about one message."""
    # A text that was cut off at midnight may stand under either day.
    days = sorted({periods.day_of(moment, ALIYUN_ZONE) for moment in (message.sent_at or message.claimed_at, now)})
    return message._home_number(), days, message.external_id or None, {message.key, message.claim}


def _result(question, details):
    """Return what became of a message by what Aliyun says of its number."""
    _number, _days, receipt, ours = question
    found = [detail for detail in details or () if receipt or detail[0] in ours]
    if details is None or (receipt and not found):  # whoever has a receipt's number has been taken
        return Result("unknown")
    if not found:
        return Result("retry", error="not_sent", detail="cut off")
    _out_id, status, code = found[-1]
    state, error = ALIYUN_STATUS.get(status, ("unknown", None))
    return Result(state, receipt, error, code if error else None)
