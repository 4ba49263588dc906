from odoo import api, models

from odoo.addons.jn_org.health import YELLOW


class JnHealthRevisit(models.AbstractModel):
    """Whether every matter that was sent to us could be taken."""

    _name = "jn.health.revisit"
    _inherit = ["jn.health.check"]
    _description = "Health of the intake"

    @api.model
    def _health_duties(self):
        advice = self.env._("Mend each row and send it again; nothing of it is lost.")
        return [
            self._count_row("intake.rejected", self.env._("Rejected cases"), "jn.intake.reject",
                            [("solved_at", "=", False)], "at", YELLOW, advice, duty=True)
        ]
