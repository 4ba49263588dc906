import logging

from odoo import api, models

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_org.exceptions import KeyMissing

from .. import wechat
from ..const import CODES, LONGEST, UNKNOWN

_logger = logging.getLogger(__name__)


class JnChannelWechat(models.AbstractModel):
    """Template messages of a WeChat official account (Art. 6, 7); who does not follow it cannot be reached."""

    _name = "jn.channel.wechat"
    _description = "WeChat"
    _inherit = ["jn.channel"]

    _channel_code = "wechat"

    @api.model
    def _channel_name(self):
        return self.env._("WeChat")

    @api.model
    def _hand_over(self, messages):
        results = {}
        for account, group in messages.grouped("account_id").items():
            followers = self.env["jn.wechat.follower"].sudo()  # the channel's own
            openids = followers._openids(account, set(group.mapped("recipient")))
            reached = group.filtered(lambda message, openids=openids: message.recipient in openids)
            results.update({message.id: _result("no_account", None) for message in group - reached})
            results.update(self._hand_over_carefully(account, reached, openids))
        return results

    @api.model
    def _hand_over_carefully(self, account, messages, openids):
        """One account's trouble must not hide what another has sent."""
        try:
            client = account._wechat_client()
        except KeyMissing:
            _logger.warning("WeChat account %s has no key", account.id)
            return {message.id: Result("retry", error="not_sent", detail="KeyMissing") for message in messages}
        words = messages._filled_values()
        return {message.id: self._send_one(client, message, openids, words[message.id]) for message in messages}

    @api.model
    def _send_one(self, client, message, openids, values):
        setting = message.account_id._setting
        template = setting("templates", {}).get(message.template_id.code) or setting("template_id")
        data = {name: _cut(name, values.get(source) or "") for name, source in setting("data").items()}
        openid, url = openids[message.recipient], values.get("url") or ""
        return _result(*wechat.send(client, openid, template, data, url, message.key))


def _cut(name, words):
    """Cut words to what WeChat allows: it refuses the whole message otherwise."""
    longest = LONGEST.get(name.rstrip("0123456789"))
    return words[:longest]


def _result(code, external_id):
    state, error = CODES.get(code, UNKNOWN)
    return Result(state, external_id, error, code if error else None)
