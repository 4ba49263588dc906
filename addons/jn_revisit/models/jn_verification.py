from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..const import FAULTS, FINDINGS, METHODS, RETURNS

BY_CITY = "city"  # an option of verification.checker


class JnVerification(models.Model):
    """A check by the supervisors after two bad answers or a missing report (Art. 6, 9)."""

    _name = "jn.verification"
    _inherit = ["jn.kept", "jn.flow.mixin", "jn.flow.work", "jn.evidence", "jn.in.field", "jn.case.part"]
    _description = "Verification"
    _order = "id desc"
    _flow_ended = "concluded_at"

    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    round = fields.Integer(readonly=True)
    due_at = fields.Datetime(readonly=True, index=True, string="Check until")
    finding = fields.Selection(FINDINGS, readonly=True)
    method = fields.Selection(METHODS, readonly=True)
    fault = fields.Selection(FAULTS, readonly=True)
    note = fields.Text(readonly=True)
    handed_over = fields.Boolean(readonly=True, string="With the city's supervisors")
    after_spot = fields.Boolean(readonly=True, string="After a spot check", help="Not counted in the scores (decision C8).")
    concluded_at = fields.Datetime(readonly=True)
    finding_ids = fields.One2many("jn.finding", "verification_id", string="Recorded findings")
    accountability_ids = fields.One2many("jn.accountability", "verification_id")
    point_ids = fields.One2many("jn.redo.point", "verification_id", string="To be redone")
    call_ids = fields.One2many("jn.call", "verification_id", string="Calls and visits")
    needs_second = fields.Boolean(compute="_compute_needs_second", help="Whether an invalid complaint needs a second person.")
    lacks_second = fields.Boolean(
        compute="_compute_lacks_second", string="Nobody else here", help="Whether nobody else at this level could agree with a finding."
    )
    matter_id = fields.Many2one(related="case_id.matter_id", store=True, help="Kept here too: business offices ask for those of their field.")
    answer_ids = fields.One2many(related="case_id.answer_ids")
    rectification_ids = fields.One2many(related="case_id.rectification_ids")
    follow_up_ids = fields.One2many(related="case_id.follow_up_ids")

    _unit_index = models.Index("(unit_id, id)")
    # what is due first comes first, as with cases: what is open, all of a unit, all of many units; boards count by stage
    _open_index = models.Index("(unit_id, next_due_at) WHERE concluded_at IS NULL")
    _board_index = models.Index("(stage_code, unit_id) INCLUDE (id, next_due_at)")
    _unit_due_index = models.Index("(unit_id, next_due_at, id DESC)")
    _due_index = models.Index("(next_due_at, id DESC) INCLUDE (unit_id, matter_id)")
    _matter_due_index = models.Index("(matter_id, next_due_at, id DESC)")
    _invalid_index = models.Index("(case_id) WHERE finding = 'invalid'")  # scores ask for them, and they are few

    @api.depends("case_id.ref", "round")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("%(case)s, check %(round)s", case=check.case_id.ref, round=check.round)

    @api.depends("unit_id")
    def _compute_needs_second(self):
        """Decision C7: the process asks this before it sends a finding to a second person."""
        for check in self:
            check.needs_second = self.env["jn.setting"]._get("invalid.second_person", check.unit_id)

    @api.depends("unit_id", "finding_ids", "handed_over")
    def _compute_lacks_second(self):
        """Decision C7: the process asks this to know whether the city's supervisors have to review."""
        supervisors = self.env.ref("jn_org.group_supervisor")
        for check in self:
            place, finder = check._flow_actor_unit(), check.finding_ids.sorted("id")[-1:].user_id
            others = (place._holding(supervisors) | place._standing_in(supervisors)) - finder
            fit = others.filtered(lambda person, unit=check.unit_id: unit not in person.sudo().unit_ids)  # where people work is no secret
            check.lacks_second = not fit and place != check.unit_id._city()

    @api.model_create_multi
    def create(self, vals_list):
        self._check_inner()
        cases = self.env["jn.case"].browse([vals["case_id"] for vals in vals_list])
        # Rounds are counted for the whole case.
        done = dict(self.sudo()._read_group([("case_id", "in", cases.ids)], ["case_id"], ["__count"]))
        return super().create([
            {**vals, "unit_id": case.unit_id.id, "round": done.get(case, 0) + 1, "after_spot": case._had_false_spot_check()}
            for vals, case in zip(vals_list, cases, strict=True)
        ])

    def action_log_call(self):
        """Open the form for a call from the page itself."""
        self.ensure_one()
        self._check_checker()
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_revisit.jn_call_wizard_action")
        return {**action, "context": {"active_id": self.id, "active_model": self._name}}

    def log_call(self, reached, note=None, method="phone"):
        """Record an attempt to reach the citizen for this check, by phone or visit (Art. 9); it moves nothing."""
        self.env["jn.rectification"]._check_words(method, METHODS)
        for check in self:
            check._check_checker()
        now = self.env["jn.clock"]._now()
        self.env["jn.call"].sudo().create([  # checked above; facts are written by the system
            {"verification_id": check.id, "case_id": check.case_id.id, "unit_id": check.unit_id.id, "method": method,
             "reached": bool(reached), "note": note, "user_id": self.env.uid, "at": now}
            for check in self
        ])
        return True

    def conclude(self, finding, method="phone", note=None, fault="none", points=None):
        """Record what a check found (Art. 9; decision D1); an invalid complaint still needs a second person.

        :param finding: satisfied | invalid | explained | untrue | violation
        :param method: phone | visit
        :param fault: none | fault | violation; a violation opens accountability beside
        :param points: what a returned report has to put right, a list of texts; without any, the note is the one point
        """
        for word, choices in ((finding, FINDINGS), (method, METHODS), (fault, FAULTS)):
            self.env["jn.rectification"]._check_words(word, choices)
        if finding == "violation":
            fault = "violation"
        self._flow_check(f"found_{finding}", note)
        if finding == "invalid" and not (note or "").strip():
            raise BadInput(self.env._("An invalid complaint needs its evidence: please write what shows it."))
        values = {"finding": finding, "method": method, "note": note, "fault": fault}
        self.sudo()._keep_finding(values)  # checked above
        if finding in RETURNS:
            self.sudo()._keep_points(self._points(points, note))  # the same
        self.sudo()._flow_fire(f"found_{finding}", note)
        return True

    def approve(self, ok=True, note=None):
        """Agree or disagree as second person with a finding that needs one (decision C7)."""
        return self._flow_press("approved" if ok else "refused", note)

    def _keep_finding(self, values):
        now = self.env["jn.clock"]._now()
        self.env["jn.finding"].create([
            {**values, "verification_id": check.id, "case_id": check.case_id.id, "unit_id": check.unit_id.id,
             "user_id": self.env.uid, "at": now}
            for check in self
        ])
        self.write(values)

    def _points(self, points, note):
        """Read what is to be redone: a list of texts, else the note as it stands."""
        if points and not (isinstance(points, list) and all(isinstance(text, str) for text in points)):
            raise BadInput(self.env._("Give the points to redo as a list of sentences."))
        return [text.strip() for text in points or [note or ""] if text.strip()]

    def _keep_points(self, texts):
        self.env["jn.redo.point"].create([
            {"verification_id": check.id, "case_id": check.case_id.id, "unit_id": check.unit_id.id, "sequence": place, "text": text}
            for check in self for place, text in enumerate(texts, start=1)
        ])

    def _effect_forget_finding(self):
        """A refused finding does not stand; it stays in the list of findings."""
        self.write({"finding": False, "fault": False, "method": False, "note": False})

    def _flow_check_move(self, move, note):
        """Never a member of the checked unit (decision D2)."""
        super()._flow_check_move(move, note)
        self._check_not_checked()

    def _check_not_checked(self):
        if self.unit_id & self.env.user.unit_ids:
            raise NotAllowed(self.env._("You belong to the unit that is checked. A colleague from elsewhere has to do this."))

    def _check_checker(self):
        """Refuse whoever could not conclude this check now."""
        if not self._flow_open_moves():
            raise NotAllowed(self.env._("%(record)s: calls are recorded by the supervisors who check. Ask one of them.",
                                        record=self.display_name))
        self._check_not_checked()

    @api.model
    def _turn_domain(self):
        """What was handed over waits for the city's supervisors, not for the county's."""
        return super()._turn_domain() & (Domain("handed_over", "=", False) | Domain("unit_id", "in", self._turn_units("city")))

    def _flow_actor_unit(self):
        """Who checks: the same level's supervisors, unless the city's do (decision D2) or have taken it over."""
        by_city = self.handed_over or self.env["jn.setting"]._get("verification.checker", self.unit_id) == BY_CITY
        return self.unit_id._city() if by_city else super()._flow_actor_unit()
