from odoo import models

from odoo.addons.jn_message.signed import Refused
from odoo.addons.jn_org.exceptions import KeyMissing

from .. import wechat
from ..const import BASE, EXAMPLE, NEEDED


class JnMessageAccount(models.Model):
    _inherit = "jn.message.account"

    def _needed_settings(self):
        return NEEDED if self.channel == "wechat" else super()._needed_settings()

    def _example_settings(self):
        return EXAMPLE if self.channel == "wechat" else super()._example_settings()

    def _secret_parts(self):
        return ("", "token", "aes") if self.channel == "wechat" else super()._secret_parts()

    def _callback_path(self):
        return f"/jn/wechat/{self._origin.id}" if self.channel == "wechat" else super()._callback_path()

    def _wechat_client(self):
        return wechat.Client(self.endpoint or BASE, self._setting("appid"), self._secret())

    def _wechat_keys(self):
        """The keys of the callback; raises Refused."""
        try:
            return wechat.Keys(self._setting("appid"), self._secret("token"), self._secret("aes"))
        except KeyMissing as error:
            raise Refused("key") from error
