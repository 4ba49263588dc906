from odoo import models

from odoo.addons.jn_org.exceptions import BadInput

from .. import aliyun
from ..const import NEEDED


class JnMessageAccount(models.Model):
    _inherit = "jn.message.account"

    def _needed_settings(self):
        """An SMS account names its provider and what that one needs."""
        if self.channel != "sms":
            return super()._needed_settings()
        provider = self._setting("provider")
        if provider not in list(NEEDED):
            names = ", ".join(NEEDED)
            raise BadInput(
                self.env._('Name the provider in the settings: "provider" is one of %(names)s.', names=names)
            )
        return ("endpoint", *NEEDED[provider])

    def _example_settings(self):
        if self.channel != "sms":
            return super()._example_settings()
        return {"provider": "aliyun", "sign_name": "", "template_code": "SMS_"}

    def _is_aliyun(self):
        return self.channel == "sms" and (self._read_settings() or {}).get("provider") == "aliyun"

    def _secret_parts(self):
        return ("id", "") if self._is_aliyun() else super()._secret_parts()

    def _callback_path(self):
        """Aliyun's calls are not signed, so they are not taken."""
        taken = self.channel == "sms" and not self._is_aliyun()
        return f"/jn/sms/{self._origin.id}" if taken else super()._callback_path()

    def _aliyun_client(self):
        """A client of Aliyun's for this account; raises KeyMissing."""
        return aliyun.client(self.endpoint, self._secret("id"), self._secret())
