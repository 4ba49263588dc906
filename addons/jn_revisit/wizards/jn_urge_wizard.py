from odoo import fields, models

from .jn_step_wizard import CLOSE


class JnUrgeWizard(models.TransientModel):
    """Presses for one work order, or for those marked in a list, with one sentence (督办, Art. 6, 12)."""

    _name = "jn.urge.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Urge"

    rectification_ids = fields.Many2many(
        "jn.rectification", string="Work orders", readonly=True, default=lambda self: self._marked()
    )

    def action_urge(self):
        """Keep the sentence on each work order and tell the windows."""
        self.ensure_one()
        self.rectification_ids.urge(self.note)
        return CLOSE

    def _marked(self):
        """The work orders marked in the list, or the one whose form is open."""
        one = self._active_record("jn.rectification")
        return one.browse(self.env.context.get("active_ids")) if one else one
