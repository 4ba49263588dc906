from odoo import api, fields, models

from ..const import DECISIONS
from .jn_step_wizard import CLOSE

PREFIX = "decided_"


class JnDecideWizard(models.TransientModel):
    """The decision of the city's leader on a case that was returned too often (Art. 9; decision D4)."""

    _name = "jn.decide.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Decide a case"

    case_id = fields.Many2one(
        "jn.case",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.case"),
    )
    answer_ids = fields.One2many(related="case_id.answer_ids")
    rectification_ids = fields.One2many(related="case_id.rectification_ids")
    finding_ids = fields.Many2many("jn.finding", compute="_compute_finding_ids")
    return_count = fields.Integer(related="case_id.return_count")
    decision = fields.Selection(DECISIONS, required=True, default=lambda self: self._event_word(PREFIX, DECISIONS))

    @api.depends("case_id")
    def _compute_finding_ids(self):
        for wizard in self:
            wizard.finding_ids = wizard.case_id.verification_ids.finding_ids

    def action_decide(self):
        """Put the decision on record."""
        self.ensure_one()
        self.case_id.decide(self.decision, self.note)
        return CLOSE
