from odoo import fields, models

from .jn_step_wizard import CLOSE


class JnReportWizard(models.TransientModel):
    """The liaison's report on the rectification (Art. 7, 8)."""

    _name = "jn.report.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Submit the report"

    rectification_id = fields.Many2one(
        "jn.rectification",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.rectification"),
    )
    answer_ids = fields.One2many(related="rectification_id.answer_ids")
    call_ids = fields.One2many(related="rectification_id.call_ids")
    report_due_at = fields.Datetime(related="rectification_id.report_due_at")
    cause = fields.Text(default=lambda self: self._active_record("jn.rectification").cause)
    measures = fields.Text(default=lambda self: self._active_record("jn.rectification").measures)
    result = fields.Text(default=lambda self: self._active_record("jn.rectification").result)

    def action_submit(self):
        """Hand the report to the chief representative."""
        self.ensure_one()
        self.rectification_id.submit_report(self.cause, self.measures, self.result)
        return CLOSE
