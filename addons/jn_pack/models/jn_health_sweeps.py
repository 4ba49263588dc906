from odoo import api, models


class JnHealthOrg(models.AbstractModel):
    """How long work may wait for its sweep is a setting, as soon as a regulation is applied."""

    _inherit = "jn.health.org"

    @api.model
    def _sweep_limits(self):
        setting = self.env["jn.setting"]
        try:
            return setting._get("health.sweep_yellow_minutes"), setting._get("health.sweep_red_minutes")
        except KeyError:  # no pack is applied yet
            return super()._sweep_limits()
