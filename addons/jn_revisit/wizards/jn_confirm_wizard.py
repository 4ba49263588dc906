from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotPossible

from .jn_step_wizard import CLOSE

EVENT = "confirmed"


class JnConfirmWizard(models.TransientModel):
    """Confirms many reports at once, after they have been read one below the other (Art. 4, 8)."""

    _name = "jn.confirm.wizard"
    _description = "Confirm reports"

    rectification_ids = fields.Many2many(
        "jn.rectification", string="Reports", default=lambda self: self._default_rectification_ids()
    )
    left_out = fields.Integer(string="Left out", compute="_compute_left_out")

    @api.depends("rectification_ids")
    def _compute_left_out(self):
        for wizard in self:
            wizard.left_out = len(set(self.env.context.get("active_ids", ()))) - len(wizard.rectification_ids)

    def action_confirm(self):
        """Confirm those reports that stand in the form."""
        self.ensure_one()
        if not self.rectification_ids:
            raise NotPossible(self.env._("None of these reports waits for you to confirm it."))
        self.rectification_ids.confirm()
        return CLOSE

    def _default_rectification_ids(self):
        """Those of the chosen works that this person could confirm now."""
        if self.env.context.get("active_model") != "jn.rectification":
            return self.env["jn.rectification"]
        works = self.env["jn.rectification"].browse(self.env.context.get("active_ids", ()))
        return works.filtered(lambda work: EVENT in work._flow_open_moves().mapped("event"))
