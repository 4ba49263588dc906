from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_revisit.wizards.jn_step_wizard import CLOSE

from ..const import RESULTS


class JnSpotWizard(models.TransientModel):
    """The call of a spot check: who, the number, what to say, what both sides said, and what it brought (Art. 15)."""

    _name = "jn.spot.wizard"
    _inherit = ["jn.reveal.wizard"]
    _description = "Record the result of a spot check"

    spot_check_id = fields.Many2one(
        "jn.spot.check",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.spot.check"),
    )
    phone_reason = fields.Char(string="Why you need the number", default=lambda self: self.env._("Spot check"))
    applicant_name = fields.Char(related="case_id.applicant_name", related_sudo=False, string="Applicant")
    matter_id = fields.Many2one(related="case_id.matter_id")
    script = fields.Text(related="spot_check_id.script", string="What to say")
    answer_ids = fields.One2many(related="case_id.answer_ids")
    rectification_ids = fields.One2many(related="case_id.rectification_ids")
    call_ids = fields.One2many(related="spot_check_id.call_ids", string="Earlier attempts")
    result = fields.Selection(RESULTS)

    @api.depends("spot_check_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    def action_record(self):
        """Put the result on record."""
        self.ensure_one()
        if not self.result:
            raise BadInput(self.env._("Please choose what the call brought."))
        self.spot_check_id.record_result(self.result, self.note)
        return CLOSE

    def _subject(self):
        return self.spot_check_id
