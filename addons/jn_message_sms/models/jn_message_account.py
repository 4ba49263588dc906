import json

from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput

from ..const import NEEDED, PROVIDERS


class JnMessageAccount(models.Model):
    _inherit = "jn.message.account"

    @api.constrains("settings", "channel", "endpoint")
    def _check_settings(self):
        """An SMS account names its provider and what that one needs."""
        super()._check_settings()
        for account in self.filtered(lambda account: account.channel == "sms"):
            account._check_provider(json.loads(account.settings))

    def _check_provider(self, settings):
        provider = settings.get("provider")
        if provider not in PROVIDERS:
            raise BadInput(
                self.env._('Name the provider in the settings: "provider" is one of %(names)s.', names=PROVIDERS)
            )
        missing = [name for name in NEEDED[provider] if not settings.get(name)]
        if missing or not self.endpoint:
            raise BadInput(
                self.env._("The account also needs: %(names)s.", names=", ".join(missing or ["endpoint"]))
            )
