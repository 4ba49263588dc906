import json

from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput, KeyMissing

from .. import wechat
from ..const import BASE, NEEDED


class JnMessageAccount(models.Model):
    _inherit = "jn.message.account"

    @api.constrains("settings", "channel")
    def _check_settings(self):
        """A WeChat account names itself and its template."""
        super()._check_settings()
        for account in self.filtered(lambda account: account.channel == "wechat"):
            settings = json.loads(account.settings)
            missing = [name for name in NEEDED if not settings.get(name)]
            if missing:
                raise BadInput(self.env._("The settings also need: %(names)s.", names=", ".join(missing)))

    def _wechat_client(self):
        return wechat.Client(self.endpoint or BASE, self._setting("appid"), self._secret())

    def _wechat_keys(self):
        """The keys of the callback; raises KeyMissing."""
        name = self.secret_name or self.channel
        aes_key = self.env["jn.secret"]._key(f"{name}_aes") if self._setting("encrypted") else None
        return wechat.Keys(self._setting("appid"), self.env["jn.secret"]._key(f"{name}_token"), aes_key)

    @api.model
    def _wechat_callback(self, account_id):
        """The WeChat account of a callback's address with its keys; raises Refused."""
        domain = [("id", "=", account_id), ("channel", "=", "wechat")]
        account = self.sudo().search(domain)  # WeChat has no login
        if not account:
            raise wechat.Refused("account")
        try:
            return account, account._wechat_keys()
        except KeyMissing as error:
            raise wechat.Refused("key") from error
