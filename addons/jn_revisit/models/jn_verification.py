from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..const import FAULTS, FINDINGS, METHODS


class JnVerification(models.Model):
    """A check by the supervisors after two bad answers or a missing report (Art. 6, 9)."""

    _name = "jn.verification"
    _inherit = ["jn.kept", "jn.flow.mixin", "jn.flow.work"]
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
    matter_id = fields.Many2one(related="case_id.matter_id")
    answer_ids = fields.One2many(related="case_id.answer_ids")
    rectification_ids = fields.One2many(related="case_id.rectification_ids")
    follow_up_ids = fields.One2many(related="case_id.follow_up_ids")

    _unit_index = models.Index("(unit_id, id)")

    @api.depends("case_id.ref", "round")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("%(case)s, check %(round)s", case=check.case_id.ref, round=check.round)

    @api.model_create_multi
    def create(self, vals_list):
        cases = self.env["jn.case"].browse([vals["case_id"] for vals in vals_list])
        # Rounds are counted for the whole case.
        done = dict(self.sudo()._read_group([("case_id", "in", cases.ids)], ["case_id"], ["__count"]))
        return super().create([
            {**vals, "unit_id": case.unit_id.id, "round": done.get(case, 0) + 1, "after_spot": case._had_false_spot_check()}
            for vals, case in zip(vals_list, cases, strict=True)
        ])

    def conclude(self, finding, method="phone", note=None, fault="none"):
        """Record what a check found (Art. 9; decision D1); an invalid complaint still needs a second person.

        :param finding: satisfied | invalid | explained | untrue | violation
        :param method: phone | visit
        :param fault: none | fault | violation; a violation opens accountability beside
        """
        for word, choices in ((finding, FINDINGS), (method, METHODS), (fault, FAULTS)):
            self.env["jn.rectification"]._check_words(word, choices)
        if finding == "violation":
            fault = "violation"
        self._flow_check(f"found_{finding}", note)
        if finding == "invalid" and not (note or "").strip():
            raise BadInput(self.env._("An invalid complaint needs its evidence: please write what shows it."))
        self.sudo()._keep_finding({"finding": finding, "method": method, "note": note, "fault": fault})  # checked above
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

    def _effect_forget_finding(self):
        """A refused finding does not stand; it stays in the list of findings."""
        self.write({"finding": False, "fault": False, "method": False, "note": False})

    def _flow_check_move(self, move, note):
        """Never a member of the checked unit (decision D2)."""
        super()._flow_check_move(move, note)
        if self.unit_id & self.env.user.unit_ids:
            raise NotAllowed(self.env._("You belong to the unit that is checked. A colleague from elsewhere has to do this."))

    def _flow_actor_unit(self):
        return self.unit_id._city() if self.handed_over else super()._flow_actor_unit()
