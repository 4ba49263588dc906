from odoo import api, fields, models

from ..models.jn_rectification_report import PARTS
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
    point_ids = fields.One2many(related="rectification_id.point_ids")
    matter_id = fields.Many2one(related="rectification_id.matter_id")
    offered_cause_ids = fields.Many2many("jn.cause", compute="_compute_offered_cause_ids")
    cause_id = fields.Many2one(
        "jn.cause",
        string="Kind of cause",
        ondelete="cascade",
        domain="[('id', 'in', offered_cause_ids)]",
        default=lambda self: self._active_record("jn.rectification").cause_id,
    )
    cause = fields.Text(default=lambda self: self._active_record("jn.rectification").cause)
    measures = fields.Text(default=lambda self: self._active_record("jn.rectification").measures)
    result = fields.Text(default=lambda self: self._active_record("jn.rectification").result)
    attachment_ids = fields.Many2many("ir.attachment", string="Attachments")
    remark_text = fields.Text(compute="_compute_remark_text", string="To look at")

    @api.depends("matter_id")
    def _compute_offered_cause_ids(self):
        for wizard in self:
            wizard.offered_cause_ids = self.env["jn.cause"]._offered(wizard.matter_id)

    @api.depends("rectification_id", "cause", "measures", "result")
    @api.depends_context("lang")
    def _compute_remark_text(self):
        """What the chief representative and the supervisors will see beside the report; only what has been written is looked at."""
        for wizard in self:
            work = wizard.rectification_id
            written = {part: wizard[part] for part in PARTS if wizard[part]}
            wizard.remark_text = work._remark_words(work._remarks_on(written).get(work.id))

    def action_submit(self):
        """Hand the report to the chief representative."""
        self.ensure_one()
        self.rectification_id.submit_report(*self._words())
        self.rectification_id._keep_evidence(self.attachment_ids)
        return CLOSE

    def action_save_draft(self):
        """Keep what has been written so far; nobody has to confirm it yet."""
        self.ensure_one()
        self.rectification_id.save_draft(*self._words())
        self.rectification_id._keep_evidence(self.attachment_ids)
        return CLOSE

    def _words(self):
        cause = self.cause or self.cause_id.display_name
        return cause, self.measures, self.result, self.cause_id.code
