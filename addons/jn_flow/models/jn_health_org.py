from odoo import api, models

from odoo.addons.jn_org.health import window


class JnHealthOrg(models.AbstractModel):
    _inherit = "jn.health.org"

    @api.model
    def _sweep_window(self, sweep, now):
        if sweep._name == "jn.flow.archivist":
            return window(self.env._("Archiving of past years"), "jn.flow.archive", [], views=[[False, "list"]])
        if sweep._name != "jn.flow.sweep":
            return super()._sweep_window(sweep, now)
        return window(self.env._("Waiting for the sweep"), "jn.flow.deadline", [("state", "=", "running"), ("due_at", "<=", now)])
