from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput


class JnMessageAccount(models.Model):
    _inherit = "jn.message.account"

    @api.constrains("channel", "endpoint")
    def _check_app_endpoint(self):
        if any(account.channel == "app" and not account.endpoint for account in self):
            raise BadInput(self.env._("An app account needs the address of the app's server."))
