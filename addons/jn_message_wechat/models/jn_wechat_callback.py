from odoo import api, models

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_rules import phones

from .. import wechat
from ..const import BIND, RECEIPTS, TAKERS, UNKNOWN


class JnWechatCallback(models.AbstractModel):
    """Takes what WeChat tells us. A repeated call changes nothing, so nonces need not be kept."""

    _name = "jn.wechat.callback"
    _description = "WeChat callback"

    @api.model
    def _greet(self, account_id, query):
        """Return the word that WeChat wants back when it checks our address; raises Refused."""
        _account, keys = self.env["jn.message.account"]._wechat_callback(account_id)
        wechat.check(keys, query, self.env["jn.clock"]._now())
        return query.get("echostr") or ""

    @api.model
    def _take(self, account_id, query, body):
        """Take one call; raises Refused."""
        account, keys = self.env["jn.message.account"]._wechat_callback(account_id)
        call = wechat.read(keys, query, body, self.env["jn.clock"]._now())
        taker = TAKERS.get(getattr(call, "event", None) or getattr(call, "type", None))
        if taker:
            getattr(self, taker)(account, call)

    @api.model
    def _take_receipt(self, account, call):
        state, error = RECEIPTS.get(call.status.replace(" ", ""), UNKNOWN)
        receipt = Result(state, str(call.id), error, call.status if error else None)
        self.env["jn.message"]._take_receipts("wechat", {str(call.id): receipt})

    @api.model
    def _take_scan(self, account, call):
        """Bind the number in the scene: only who holds the account's token can make such a QR code."""
        phone = phones.check((call.scene_id or "").removeprefix(BIND))
        if (call.scene_id or "").startswith(BIND) and phone.ok:
            self._followers()._bind(account, phone.e164, call.source)

    @api.model
    def _take_farewell(self, account, call):
        self._followers()._leave(account, call.source)

    @api.model
    def _take_click(self, account, call):
        """A button of the menu stands for the text in its key."""
        self._receive(account, call.source, call.key, f"{call.source}-{call._data['CreateTime']}")

    @api.model
    def _take_text(self, account, call):
        self._receive(account, call.source, call.content, str(call.id))

    @api.model
    def _receive(self, account, openid, text, external_id):
        text = {
            "channel": "wechat",
            "account_id": account.id,
            "sender": self._followers()._number_of(account, openid),
            "text": text or "",
            "external_id": external_id,
            "at": self.env["jn.clock"]._now(),
        }
        self.env["jn.message"]._receive([text])

    @api.model
    def _followers(self):
        return self.env["jn.wechat.follower"].sudo()  # the channel's own; WeChat has no login
