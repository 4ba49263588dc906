from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from ..const import CALL_STATES

INVITATION = "campaign_invite"
ENDED = ("answered", "failed")


class JnCampaignCall(models.Model):
    """One citizen asked in a campaign, about one case; this file is the one writer of its state."""

    _name = "jn.campaign.call"
    _inherit = ["jn.kept", "jn.message.subject", "jn.case.part"]
    _message_secret_names = ("url", "applicant")
    _description = "Citizen asked in a campaign"
    _order = "id"

    campaign_id = fields.Many2one("jn.campaign", required=True, readonly=True, index=True, ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    number = fields.Char(readonly=True, string="Number to call", index="btree_not_null", groups=fields.NO_ACCESS)
    phone = fields.Char(related="case_id.phone", related_sudo=False, string="Number")
    applicant_name = fields.Char(related="case_id.applicant_name", related_sudo=False, string="Applicant")
    matter_id = fields.Many2one(related="case_id.matter_id")
    input_id = fields.Many2one("survey.user_input", readonly=True, index=True, groups=fields.NO_ACCESS, ondelete="restrict")
    state = fields.Selection(CALL_STATES, required=True, readonly=True)
    attempts = fields.Integer(readonly=True, string="Failed attempts")
    asked_at = fields.Datetime(required=True, readonly=True, index=True)
    answered_at = fields.Datetime(readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, string="Entered by", help="Who typed in what the citizen said on the phone.")

    _unit_index = models.Index("(unit_id, id)")
    _once = models.UniqueIndex("(campaign_id, case_id)", "A campaign asks about a case once.")

    @api.depends("case_id.ref", "campaign_id.name")
    def _compute_display_name(self):
        for call in self:
            call.display_name = self.env._("%(case)s, %(theme)s", case=call.case_id.ref, theme=call.campaign_id.name)

    @api.model
    def _ask(self, campaign, cases):
        """Make the list of those to be asked; by message, invite them by the ladder. Written by the system."""
        by_message, now = campaign.method == "message", self.env["jn.clock"]._now()
        inputs = self.env["survey.user_input"].create(
            [{"survey_id": campaign.survey_id.id} for _case in cases if by_message]
        )
        common = {"campaign_id": campaign.id, "asked_at": now, "state": "asked" if by_message else "to_call"}
        calls = self.create([
            {**common, "case_id": case.id, "unit_id": case.unit_id.id, "number": case.phone_e164 or case.phone_number,
             "input_id": by_message and inputs[place].id}
            for place, case in enumerate(cases.sudo())  # their numbers are the system's to know
        ])
        if by_message:
            self.env["jn.message.template"]._named(INVITATION)._send(calls)
        return calls

    @api.model
    def _asked_lately(self, cases):
        """The numbers of these cases that some campaign has asked within the days of rest."""
        since = self.env["jn.clock"]._now() - timedelta(days=self.env["jn.setting"]._get("campaign.rest_days"))
        numbers = {number for case in cases.sudo() for number in (case.phone_e164, case.phone_number) if number}  # as in _ask
        return set(self.search([("number", "in", list(numbers)), ("asked_at", ">", since)]).mapped("number"))

    def action_questionnaire(self):
        """Open the questionnaire in the caller's name, to enter what the citizen says on the phone."""
        self.ensure_one()
        self._check_may_call()
        call = self.sudo()  # checked above
        if call.input_id.create_uid != self.env.user or not call.input_id:
            partner = self.env.user.partner_id
            call.input_id = self.env["survey.user_input"].sudo().create(  # the questionnaire is opened by its link
                {"survey_id": call.campaign_id.survey_id.id, "partner_id": partner.id}
            )
            call.user_id = self.env.user
        return {"type": "ir.actions.act_url", "url": call.input_id.get_start_url(), "target": "new"}

    def log_unreached(self):
        """Put down an attempt at which nobody answered; after as many as the setting says it ends as not reached."""
        self._check_may_call()
        for call in self.sudo():  # checked above
            call.attempts += 1
            if call.attempts >= self.env["jn.setting"]._get("call.attempts", call.unit_id):
                call.state = "failed"
        return True

    def _check_may_call(self):
        self.check_access("read")
        user = self.env.user
        if not user.has_group("jn_org.group_supervisor") or not user._may_see(self.campaign_id.unit_id):
            raise NotAllowed(self.env._("Campaigns are run by the supervisors of the unit that made them."))
        if any(call.state != "to_call" or call.campaign_id.state != "running" for call in self):
            raise NotPossible(self.env._("This citizen is not to be called, or not any more."))

    def _take_answer(self):
        """The questionnaire was handed in."""
        self.filtered(lambda call: call.state != "answered").write(
            {"state": "answered", "answered_at": self.env["jn.clock"]._now()}
        )

    def _message_recipient(self):
        return {call.id: call.case_id.phone_e164 for call in self}

    def _message_values(self):
        return {call.id: call.case_id._placeholders() for call in self}

    def _message_secrets(self):
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url")  # the public address, for everybody
        people = self.case_id._message_secrets()
        return {call.id: {**people[call.case_id.id], "url": f"{base}{call.input_id.get_start_url()}"} for call in self}

    def _message_delivered(self, messages):
        self.filtered(lambda call: call.state == "asked").state = "delivered"

    def _message_failed(self, messages):
        self.filtered(lambda call: call.state not in ENDED).state = "failed"
