from odoo import api, fields, models

from ..const import FAULTS, FINDINGS, METHODS
from .jn_step_wizard import CLOSE

PREFIX = "found_"


class JnFindingWizard(models.TransientModel):
    """The supervisor's finding, with the citizen's words and the window's report side by side (Art. 6, 9)."""

    _name = "jn.finding.wizard"
    _inherit = ["jn.step.wizard"]
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
    finding = fields.Selection(FINDINGS, required=True, default=lambda self: self._default_finding())
    method = fields.Selection(METHODS, required=True, default="phone")
    fault = fields.Selection(FAULTS, required=True, default=lambda self: self._default_fault())

    @api.model
    def _default_finding(self):
        """The finding that the pressed button names."""
        event = self.env.context.get("default_event") or ""
        finding = event.removeprefix(PREFIX)
        return finding if finding in dict(FINDINGS) else False

    @api.model
    def _default_fault(self):
        return "violation" if self._default_finding() == "violation" else "none"

    @api.onchange("finding")
    def _onchange_finding(self):
        """A violation is a fault of its own kind (decision D1)."""
        if self.finding == "violation":
            self.fault = "violation"

    def action_conclude(self):
        """Put the finding on record."""
        self.ensure_one()
        self.verification_id.conclude(self.finding, self.method, self.note, self.fault)
        return CLOSE
