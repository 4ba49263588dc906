from odoo import fields, models


class JnWarningClose(models.TransientModel):
    """Asks what was found and done before a warning is closed."""

    _name = "jn.warning.close"
    _description = "Closing of a warning"

    warning_id = fields.Many2one("jn.warning", required=True, ondelete="cascade")
    explanation = fields.Text(related="warning_id.explanation")
    note = fields.Text(string="What was found and done", required=True)

    def action_close(self):
        """Close the warning with this note."""
        self.warning_id.close(self.note)
        return {"type": "ir.actions.act_window_close"}
