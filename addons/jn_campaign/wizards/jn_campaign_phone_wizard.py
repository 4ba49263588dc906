from odoo import api, fields, models

from odoo.addons.jn_revisit.wizards.jn_step_wizard import CLOSE


class JnCampaignPhoneWizard(models.TransientModel):
    """The call of a campaign: the number for a reason that is kept, then the questionnaire, or nobody there."""

    _name = "jn.campaign.phone.wizard"
    _inherit = ["jn.reveal.wizard"]
    _description = "Call for a campaign"

    call_id = fields.Many2one(
        "jn.campaign.call",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.campaign.call"),
    )
    phone_reason = fields.Char(string="Why you need the number", default=lambda self: self.env._("Themed campaign"))
    applicant_name = fields.Char(related="case_id.applicant_name", related_sudo=False, string="Applicant")
    matter_id = fields.Many2one(related="case_id.matter_id")
    purpose = fields.Text(related="call_id.campaign_id.purpose")
    attempts = fields.Integer(related="call_id.attempts")

    @api.depends("call_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    def action_questionnaire(self):
        """Open the questionnaire beside."""
        return self.call_id.action_questionnaire()

    def action_unreached(self):
        """Nobody answered."""
        self.call_id.log_unreached()
        return CLOSE

    def _subject(self):
        return self.call_id
