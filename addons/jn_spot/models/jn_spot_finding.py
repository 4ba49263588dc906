from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_rules import deadlines

from ..const import FINDING_STATES

OBJECTORS = ("chief_representative", "supervisor", "leader")
JUDGES = ("supervisor", "leader")


class JnSpotFinding(models.Model):
    """A case found untrue, and the deduction that is proposed for it: once per case, in the quarter of the draw (Art. 15).

    proposed → upheld when the unit's days to object are over; or objected → upheld | removed, decided by another
    person than who found it. What stands as `upheld` is for the assessment to book; points are its business.
    """

    _name = "jn.spot.finding"
    _inherit = "jn.kept"
    _description = "Proposed deduction"
    _order = "id desc"

    check_id = fields.Many2one("jn.spot.check", required=True, readonly=True, index=True, ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    county_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    city_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    draw_id = fields.Many2one("jn.spot.draw", readonly=True, index="btree_not_null", ondelete="restrict", string="Drawn in")
    counts_on = fields.Date(required=True, readonly=True, string="Counts in the quarter of")
    state = fields.Selection(FINDING_STATES, required=True, readonly=True, default="proposed")
    note = fields.Text(required=True, readonly=True, string="What is not true")
    found_by_id = fields.Many2one("res.users", required=True, readonly=True, string="Found by")
    found_at = fields.Datetime(required=True, readonly=True)
    released_at = fields.Datetime(readonly=True)
    object_until = fields.Datetime(readonly=True, string="Objection until")
    objection = fields.Text(readonly=True)
    objected_by_id = fields.Many2one("res.users", readonly=True, string="Objected by")
    objected_at = fields.Datetime(readonly=True)
    decision = fields.Text(readonly=True, string="Reason of the decision")
    decided_by_id = fields.Many2one("res.users", readonly=True, string="Decided by", help="Empty: nobody objected in time.")
    decided_at = fields.Datetime(readonly=True)

    _unit_index = models.Index("(unit_id, id)")
    _county_index = models.Index("(county_id, counts_on)")
    _once = models.UniqueIndex("(case_id) WHERE state != 'removed'", "A case costs its points once.")
    _term_index = models.Index("(object_until) WHERE state = 'proposed'")

    @api.depends("case_id.ref")
    def _compute_display_name(self):
        for finding in self:
            finding.display_name = self.env._("%(case)s, found untrue", case=finding.case_id.ref)

    @api.model
    def _propose(self, checks):
        """Propose a deduction for each of these false checks whose case has none yet."""
        if not self.env["jn.setting"]._get("spot_check.deduct_dynamic"):
            checks = checks.filtered("draw_id")
        known = self.search([("case_id", "in", checks.case_id.ids), ("state", "!=", "removed")]).case_id
        return self.create([check._prepare_finding_values() for check in checks if check.case_id not in known])

    def _start_term(self):
        """The unit sees it now, and has its days to object."""
        now = self.env["jn.clock"]._now()
        for finding in self.filtered(lambda each: not each.released_at):
            days = self.env["jn.setting"]._get("spot_check.objection_days", finding.unit_id)
            limit = deadlines.deadline(now, deadlines.Span(days, "working_days"), finding.unit_id._calendar())
            finding.write({"released_at": now, "object_until": limit.due})
        self.env["jn.spot.term"]._sweep_wake(self.env["jn.spot.term"]._sweep_next())

    def object_to(self, words):
        """Object for the checked unit or its county, with a reason, inside the term."""
        self._check_may_object()
        if any(finding.state != "proposed" for finding in self):
            raise NotPossible(self.env._("Objected to once already, or decided: nothing more can be said here."))
        if any(not each.object_until or self.env["jn.clock"]._now() > each.object_until for each in self):
            raise NotPossible(self.env._("The time to object is over."))
        self._put("objected", objection=self._reason(words), objected_by_id=self.env.uid, objected_at=self.env["jn.clock"]._now())
        return True

    def decide(self, uphold, words):
        """Uphold or remove what was objected to; never by who found it."""
        self._check_may_decide()
        if any(finding.state != "objected" for finding in self):
            raise NotPossible(self.env._("There is no objection to decide."))
        state = "upheld" if uphold else "removed"
        self._put(state, decision=self._reason(words), decided_by_id=self.env.uid, decided_at=self.env["jn.clock"]._now())
        return True

    def _put(self, state, **values):
        """The one writer of the state, after its verb has checked who asks."""
        self.sudo().write({"state": state, **values})  # checked by the verbs; staff have no write access

    def _check_may_object(self):
        self.check_access("read")
        user = self.env.user
        own = self.unit_id <= user.sight_unit_ids and not self.city_id & user.sight_unit_ids
        if not own or not any(user.has_group(f"jn_org.group_{role}") for role in OBJECTORS):
            raise NotAllowed(self.env._("The chief representative, or the county's supervisors or leader, object for the unit."))

    def _check_may_decide(self):
        self.check_access("read")
        user = self.env.user
        if not self.city_id <= user.sight_unit_ids or not any(user.has_group(f"jn_org.group_{role}") for role in JUDGES):
            raise NotAllowed(self.env._("Objections are decided by the city's supervisors or leader."))
        if user in self.found_by_id:
            raise NotAllowed(self.env._("You found this yourself. Another person has to decide."))

    @api.model
    def _reason(self, words):
        if not isinstance(words, str) or not words.strip():
            raise BadInput(self.env._("Please give a reason in a sentence."))
        return words.strip()
