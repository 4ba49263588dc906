from odoo import fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..const import OUTCOMES_OF_ACCOUNTABILITY
from .jn_step_wizard import CLOSE


class JnAccountabilityWizard(models.TransientModel):
    """Hands a violation over to the competent body, or records what became of it (Art. 9)."""

    _name = "jn.accountability.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Accountability"

    accountability_id = fields.Many2one(
        "jn.accountability",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.accountability"),
    )
    finding_note = fields.Text(related="accountability_id.finding_note")
    receiver = fields.Char(
        string="Handed over to", default=lambda self: self._active_record("jn.accountability").unit_id.department_id.name
    )
    outcome = fields.Selection(OUTCOMES_OF_ACCOUNTABILITY)
    responsible = fields.Char(string="Who answers for it")
    attachment_ids = fields.Many2many("ir.attachment", string="Attachments")

    def action_hand_over(self):
        """Hand the matter over."""
        self.ensure_one()
        self.accountability_id.hand_over(self.receiver, self.note)
        self.accountability_id._keep_evidence(self.attachment_ids)
        return CLOSE

    def action_conclude(self):
        """Record what became of it."""
        self.ensure_one()
        if not self.outcome:
            raise BadInput(self.env._("Please choose what became of it."))
        self.accountability_id.conclude(self.note, self.outcome, self.responsible)
        self.accountability_id._keep_evidence(self.attachment_ids)
        return CLOSE
