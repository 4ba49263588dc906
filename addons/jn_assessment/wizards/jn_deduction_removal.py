from odoo import fields, models


class JnDeductionRemoval(models.TransientModel):
    """Asks why a deduction is given back."""

    _name = "jn.deduction.removal"
    _description = "Removal of a deduction"

    deduction_id = fields.Many2one("jn.deduction", required=True, ondelete="cascade")
    why = fields.Text(string="Reason", required=True)

    def action_remove(self):
        """Give the points back."""
        self.deduction_id.remove(self.why)
        return {"type": "ir.actions.act_window_close"}
