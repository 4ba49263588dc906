from odoo import fields, models


class JnObjectionDecision(models.TransientModel):
    """Asks for the decision on an objection and its reason."""

    _name = "jn.objection.decision"
    _description = "Decision on an objection"

    objection_id = fields.Many2one("jn.objection", required=True, ondelete="cascade")
    reason = fields.Text(related="objection_id.reason")
    note = fields.Text(string="Reason for the decision", required=True)

    def action_uphold(self):
        """The unit is right."""
        return self._decide(True)

    def action_reject(self):
        """The unit is not right."""
        return self._decide(False)

    def _decide(self, ok):
        self.objection_id.decide(ok, self.note)
        return {"type": "ir.actions.act_window_close"}
