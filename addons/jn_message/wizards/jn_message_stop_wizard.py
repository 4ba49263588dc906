from odoo import fields, models


class JnMessageStopWizard(models.TransientModel):
    """Asks why messages may go to a number again; the number's own verb checks it."""

    _name = "jn.message.stop.wizard"
    _description = "Message a number again"

    stop_id = fields.Many2one(
        "jn.message.stop",
        string="Number",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    reason = fields.Char(required=True)

    def action_lift(self):
        """Let messages go to the number again."""
        self.ensure_one()
        self.stop_id.lift(self.reason)
        return {"type": "ir.actions.act_window_close"}
