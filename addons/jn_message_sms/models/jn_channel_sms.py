import logging

from odoo import api, models

from odoo.addons.jn_message.const import HOME_CODE, Result
from odoo.addons.jn_org.exceptions import KeyMissing

from .. import aliyun, signed
from ..const import ALIYUN, GATEWAY, UNKNOWN

_logger = logging.getLogger(__name__)


class JnChannelSms(models.AbstractModel):
    """Texts to mobile phones (Art. 6), through Aliyun or a carrier's gateway."""

    _name = "jn.channel.sms"
    _description = "SMS"
    _inherit = ["jn.channel"]

    _channel_code = "sms"

    @api.model
    def _channel_name(self):
        return self.env._("SMS")

    @api.model
    def _hand_over(self, messages):
        results = {}
        for account, group in messages.grouped("account_id").items():
            results.update(self._hand_over_carefully(account, group))
        return results

    @api.model
    def _hand_over_carefully(self, account, messages):
        """One account's trouble must not hide what another has sent."""
        send = getattr(self, f"_hand_over_{account._setting('provider')}")
        try:
            return send(account, messages)
        except (KeyMissing, OSError, ValueError) as error:  # those of `requests` are OSErrors
            reason = type(error).__name__  # its words may hold an address with secrets
            _logger.warning("SMS account %s could not take %s messages: %s", account.id, len(messages), reason)
            return {message.id: Result("retry", error="not_sent", detail=reason) for message in messages}

    @api.model
    def _hand_over_gateway(self, account, messages):
        words = messages._filled_texts()
        rows = [{"id": message.key, "number": message.recipient, "text": words[message.id]} for message in messages]
        now = self.env["jn.clock"]._now()
        answers = signed.hand_over(account.endpoint, account._secret(), rows, now)
        silent = ("unanswered", None)
        return {message.id: _result(GATEWAY, *answers.get(message.key, silent)) for message in messages}

    @api.model
    def _hand_over_aliyun(self, account, messages):
        key_id = self.env["jn.secret"]._key(f"{account.secret_name or account.channel}_id")
        service = aliyun.client(account.endpoint, key_id, account._secret())
        words = messages._filled_values()
        return {message.id: self._send_aliyun(service, message, words[message.id]) for message in messages}

    @api.model
    def _send_aliyun(self, service, message, values):
        setting = message.account_id._setting
        names = setting("params") or {name: name for name in values}
        template = setting("templates", {}).get(message.template_id.code) or setting("template_code")
        params = {name: values.get(source) or "" for name, source in names.items()}
        number = message.recipient.removeprefix(HOME_CODE)
        return _result(ALIYUN, *aliyun.send(service, number, setting("sign_name"), template, params, message.key))

    @api.model
    def _take_callback(self, account_id, headers, body):
        """Take receipts and texts of the gateway; raises Refused, or ValueError for a signed body that makes no sense.

        Who calls is known by the signature alone; this runs without a login.
        """
        domain = [("id", "=", account_id), ("channel", "=", self._channel_code)]
        account = self.env["jn.message.account"].sudo().search(domain)  # the gateway has no login
        nonce = signed.check(self._callback_key(account), headers, body, self.env["jn.clock"]._now())
        if not self.env["jn.sms.nonce"].sudo()._spend(account, nonce):  # nobody else writes nonces
            raise signed.Refused("replay")
        receipts, texts = signed.read(body)
        results = {number: _result(GATEWAY, code, number) for number, code in receipts.items()}
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


def _result(table, code, external_id):
    state, error = table.get(code, UNKNOWN)
    return Result(state, external_id, error, code if error else None)
