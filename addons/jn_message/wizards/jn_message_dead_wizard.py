from odoo import fields, models


class JnMessageDeadWizard(models.TransientModel):
    """Why a citizen cannot be reached: takes messages off the list of those that wait for repair."""

    _name = "jn.message.dead.wizard"
    _description = "Mark as unreachable"

    message_ids = fields.Many2many(
        "jn.message", string="Messages", readonly=True, default=lambda self: self._default_message_ids()
    )
    note = fields.Char(string="Why not", required=True)

    def _default_message_ids(self):
        known = self.env.context.get("active_model") == "jn.message"
        return self.env["jn.message"].browse(self.env.context.get("active_ids") if known else [])

    def action_mark(self):
        """Put the reason on record."""
        self.ensure_one()
        self.message_ids.mark_unreachable(self.note)
        return {"type": "ir.actions.act_window_close"}
