from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import wording

from ..const import FAULTS, FINDINGS, METHODS, RETURNS
from .jn_step_wizard import CLOSE

PREFIX = "found_"


class JnFindingWizard(models.TransientModel):
    """The supervisor's finding, with the citizen's words and the window's report side by side (Art. 6, 9)."""

    _name = "jn.finding.wizard"
    _inherit = ["jn.reveal.wizard"]
    _description = "Record a finding"

    verification_id = fields.Many2one(
        "jn.verification",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.verification"),
    )
    answer_ids = fields.One2many(related="verification_id.answer_ids")
    rectification_ids = fields.One2many(related="verification_id.rectification_ids")
    follow_up_ids = fields.One2many(related="verification_id.follow_up_ids")
    call_ids = fields.One2many(related="verification_id.call_ids")
    needs_second = fields.Boolean(related="verification_id.needs_second")
    points = fields.Text(string="To be redone")
    attachment_ids = fields.Many2many("ir.attachment", string="Evidence")
    finding = fields.Selection(FINDINGS, required=True, default=lambda self: self._event_word(PREFIX, FINDINGS))
    method = fields.Selection(METHODS, required=True, default="phone")
    fault = fields.Selection(
        FAULTS,
        required=True,
        compute="_compute_fault",
        store=True,
        precompute=True,
        readonly=False,
        help="Kept apart from the finding.",
    )

    @api.depends("verification_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    @api.depends("finding")
    def _compute_fault(self):
        """A violation is found together with its fault (decision D1)."""
        for wizard in self:
            wizard.fault = "violation" if wizard.finding == "violation" else wizard.fault or "none"

    def action_conclude(self):
        """Put the finding on record."""
        self.ensure_one()
        points = list(wording.points(self.points or ""))
        if self.finding in RETURNS and not points:
            raise BadInput(self.env._("Write what the window has to redo, one point a line."))
        check = self.verification_id
        check.conclude(self.finding, self.method, self.note, self.fault, points)
        check._keep_evidence(self.attachment_ids)
        return CLOSE

    def _subject(self):
        return self.verification_id
