import logging

from odoo import api, models

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_org.exceptions import KeyMissing

from .. import signed
from ..const import CODES, UNKNOWN

_logger = logging.getLogger(__name__)


class JnChannelApp(models.AbstractModel):
    """Messages in the city's mobile app (Art. 6), through its server."""

    _name = "jn.channel.app"
    _description = "App"
    _inherit = ["jn.channel"]

    _channel_code = "app"

    @api.model
    def _channel_name(self):
        return self.env._("App")

    @api.model
    def _hand_over(self, messages):
        results = {}
        for account, group in messages.grouped("account_id").items():
            results.update(self._hand_over_carefully(account, group))
        return results

    @api.model
    def _hand_over_carefully(self, account, messages):
        """One account's trouble must not hide what another has sent."""
        try:
            return self._send_batch(account, messages)
        except (KeyMissing, OSError, ValueError) as error:  # those of `requests` are OSErrors
            reason = type(error).__name__  # its words may hold an address with secrets
            _logger.warning("App account %s could not take %s messages: %s", account.id, len(messages), reason)
            return {message.id: Result("retry", error="not_sent", detail=reason) for message in messages}

    @api.model
    def _send_batch(self, account, messages):
        words = messages._filled_values()
        rows = [self._prepare_row(message, words[message.id]) for message in messages]
        answers = signed.hand_over(account.endpoint, account._secret(), rows, self.env["jn.clock"]._now())
        silent = ("unanswered", None)
        return {message.id: _result(*answers.get(message.key, silent)) for message in messages}

    @api.model
    def _prepare_row(self, message, values):
        return {
            "id": message.key,
            "number": message.recipient,
            "title": message.template_id.name or "",
            "text": message._filled_text(values),
            "url": values.get("url") or "",
        }

    @api.model
    def _take_callback(self, account_id, headers, body):
        """Take receipts and texts of the app's server; raises Refused, or ValueError for a signed body that makes no sense.

        Who calls is known by the signature alone; this runs without a login.
        """
        domain = [("id", "=", account_id), ("channel", "=", self._channel_code)]
        account = self.env["jn.message.account"].sudo().search(domain)  # the server has no login
        nonce = signed.check(self._callback_key(account), headers, body, self.env["jn.clock"]._now())
        if not self.env["jn.app.nonce"].sudo()._spend(account, nonce):  # nobody else writes nonces
            raise signed.Refused("replay")
        receipts, texts = signed.read(body)
        results = {number: _result(code, number) for number, code in receipts.items()}
        self.env["jn.message"]._take_receipts(self._channel_code, results)
        self.env["jn.message"]._receive([self._prepare_text(account, *text) for text in texts])

    @api.model
    def _callback_key(self, account):
        if not account:
            raise signed.Refused("account")
        try:
            return account._secret()
        except KeyMissing as error:
            raise signed.Refused("key") from error

    @api.model
    def _prepare_text(self, account, external_id, number, text):
        return {
            "channel": self._channel_code,
            "account_id": account.id,
            "sender": number,
            "text": text,
            "external_id": external_id,
            "at": self.env["jn.clock"]._now(),
        }


def _result(code, external_id):
    state, error = CODES.get(code, UNKNOWN)
    return Result(state, external_id, error, code if error else None)
