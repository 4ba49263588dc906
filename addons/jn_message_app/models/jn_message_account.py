from odoo import models


class JnMessageAccount(models.Model):
    _inherit = "jn.message.account"

    def _needed_settings(self):
        return ("endpoint",) if self.channel == "app" else super()._needed_settings()

    def _callback_path(self):
        return f"/jn/app/{self._origin.id}" if self.channel == "app" else super()._callback_path()
