from odoo import api, fields, models


class JnLateDecision(models.TransientModel):
    """The second person's form: what the correction does, signed or rejected."""

    _name = "jn.late.decision"
    _description = "Decision on a correction for a late answer"

    late_id = fields.Many2one("jn.late.correction", required=True, ondelete="cascade")
    effect = fields.Char(compute="_compute_effect", help="On the figures as they stand now.")
    reason = fields.Text(related="late_id.reason")
    note = fields.Text(string="What the decider says", help="A rejection needs a reason.")

    @api.depends("late_id")
    @api.depends_context("lang")
    def _compute_effect(self):
        for form in self:
            late = form.late_id
            form.effect = late.sheet_id._expected(late.unit_id, late.changes) if late else False

    def action_sign(self):
        """The figures are corrected."""
        return self._decide(True)

    def action_reject(self):
        """They stay as they were frozen."""
        return self._decide(False)

    def _decide(self, ok):
        self.late_id.decide(ok, self.note)
        return {"type": "ir.actions.act_window_close"}
