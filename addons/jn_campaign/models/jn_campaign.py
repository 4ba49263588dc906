from ast import literal_eval

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from ..const import METHODS, STATES

SAMPLE = 10  # cases that the preview shows
KEPT = {"state", "started_at", "closed_at", "user_id", "unit_id", "call_ids"}  # written by the verbs only


class JnCampaign(models.Model):
    """A themed revisit (专题回访): citizens of some cases are asked a questionnaire, outside the three levels (Art. 6).

    What they say stands in the questionnaire's answers. It is no answer of a revisit, moves no case and counts in no score.
    """

    _name = "jn.campaign"
    _inherit = ["jn.audited"]
    _description = "Themed campaign"
    _order = "id desc"

    name = fields.Char(required=True, string="Theme")
    purpose = fields.Text(string="What it is for")
    survey_id = fields.Many2one("survey.survey", required=True, string="Questionnaire", ondelete="restrict")
    domain = fields.Char(string="Which cases", required=True, default="[]")
    method = fields.Selection(METHODS, required=True, default="message")
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", copy=False)
    unit_id = fields.Many2one(
        "jn.unit", required=True, readonly=True, index=True, ondelete="restrict", copy=False,
        default=lambda self: self.env.user.unit_ids[:1],
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, copy=False, default=lambda self: self.env.user, string="Made by"
    )
    started_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    call_ids = fields.One2many("jn.campaign.call", "campaign_id", string="Citizens", readonly=True)
    case_count = fields.Integer(compute="_compute_preview", string="Cases found")
    sample_ids = fields.Many2many("jn.case", compute="_compute_preview", string="Some of them")
    asked_count = fields.Integer(compute="_compute_counts", string="Asked")
    answered_count = fields.Integer(compute="_compute_counts", string="Answered")

    @api.depends("domain")
    @api.depends_context("uid")
    def _compute_preview(self):
        for campaign in self:
            condition, most = campaign._condition(), campaign._most_cases()
            campaign.sample_ids = self.env["jn.case"].search(condition, limit=SAMPLE)
            campaign.case_count = self.env["jn.case"].search_count(condition, limit=most + 1)

    @api.depends("call_ids.state")
    def _compute_counts(self):
        groups = self.env["jn.campaign.call"]._read_group([("campaign_id", "in", self.ids)], ["campaign_id", "state"], ["__count"])
        for campaign in self:
            own = {state: count for found, state, count in groups if found == campaign}
            campaign.asked_count, campaign.answered_count = sum(own.values()), own.get("answered", 0)

    @api.constrains("domain")
    def _check_domain(self):
        for campaign in self:
            campaign._condition()

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_kept(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        """Change a draft; once it has begun, what citizens were asked stays as it is."""
        self._refuse_kept([vals])
        if not self.env.su and any(campaign.state != "draft" for campaign in self):
            raise NotPossible(self.env._("This campaign has begun: what citizens are asked stays as it is. Copy it to ask otherwise."))
        return super().write(vals)

    def action_start(self):
        """Ask the citizens of the cases found: by message at once, by phone from the list."""
        self.ensure_one()
        self._check_mine()
        if self.state != "draft":
            raise NotPossible(self.env._("This campaign has begun already."))
        if not self.survey_id._is_askable():
            raise NotPossible(self.env._("The questionnaire has no question, or is not open to citizens. Complete it first."))
        cases = self._cases()
        if not cases:
            raise BadInput(self.env._("Nobody is left to ask: no case is found, or all were asked lately or have no number."))
        campaign = self.sudo()  # checked above; whom to ask was found with the user's own sight
        campaign.write({"state": "running", "started_at": self.env["jn.clock"]._now()})
        campaign.call_ids._ask(campaign, cases)
        return True

    def action_close(self):
        """Ask nobody any more."""
        self._check_mine()
        running = self.filtered(lambda campaign: campaign.state == "running").sudo()  # checked above
        running.write({"state": "closed", "closed_at": self.env["jn.clock"]._now()})
        return True

    def action_results(self):
        """Open the answers, by question and by unit."""
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_campaign.jn_campaign_result_action")
        return {**action, "domain": [("campaign_id", "in", self.ids)]}

    def _condition(self):
        """The cases it is about, as a domain; refuses, in a sentence, what is none."""
        try:
            condition = Domain(literal_eval(self.domain or "[]"))
            condition.validate(self.env["jn.case"])
        except (ValueError, SyntaxError, TypeError, KeyError) as error:
            raise BadInput(self.env._(
                "“%(text)s” is no condition on cases (%(error)s). Choose the conditions with the editor.",
                text=self.domain, error=error,
            )) from error
        return condition & Domain("completed_at", "!=", False)

    def _cases(self):
        """Whom to ask: cases in the user's sight, each number once, nobody whom a campaign asked lately."""
        most = self._most_cases()
        found = self.env["jn.case"].search(self._condition(), limit=most + 1)
        if len(found) > most:
            raise BadInput(self.env._("More than %(most)s cases are found. Narrow the conditions, or ask in parts.", most=most))
        rested = self.env["jn.campaign.call"].sudo()._asked_lately(found)  # whoever asked them
        by_number = {}
        for case in found.sudo():  # numbers are nobody's to read; each is to be asked once
            number = case.phone_e164 if self.method == "message" else case.phone_e164 or case.phone_number
            if number and number not in rested:
                by_number.setdefault(number, case.id)
        return found.browse(by_number.values())

    def _most_cases(self):
        return self.env["jn.setting"]._get("campaign.most_cases")

    def _check_mine(self):
        """Campaigns are begun and closed by supervisors of the unit that made them, or above it."""
        self.check_access("write")
        if not self.env.user.has_group("jn_org.group_supervisor") or not self.env.user._may_see(self.unit_id):
            raise NotAllowed(self.env._("Campaigns are run by the supervisors of the unit that made them."))

    @api.model
    def _refuse_kept(self, vals_list):
        if not self.env.su and any(KEPT & set(vals) for vals in vals_list):
            raise NotAllowed(self.env._("What a campaign has done so far is kept by the system. Use the buttons."))
