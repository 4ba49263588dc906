from odoo import fields, models

from .jn_step_wizard import CLOSE


class JnTransferWizard(models.TransientModel):
    """Names the window that is responsible instead: on its objection, or as the county decides (Art. 12; decision D7)."""

    _name = "jn.transfer.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Transfer to another window"

    rectification_id = fields.Many2one(
        "jn.rectification",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.rectification"),
    )
    old_unit_id = fields.Many2one(related="rectification_id.unit_id", string="Window so far")
    matter_id = fields.Many2one(related="rectification_id.matter_id")
    unit_id = fields.Many2one(
        "jn.unit",
        string="Responsible window",
        required=True,
        ondelete="cascade",
        domain="[('kind', '=', 'window'), ('id', '!=', old_unit_id)]",
    )

    def action_transfer(self):
        """Let the case move, with fresh limits."""
        self.ensure_one()
        if self.event == "reassigned":
            self.rectification_id.reassign(self.unit_id.code, self.note)
        else:
            self.rectification_id.decide_objection(True, self.note, self.unit_id.code)
        return CLOSE
