from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from ..const import CHECK_STATES, RESULTS

SCRIPT = "script_spot_check"


class JnSpotCheck(models.Model):
    """One case looked at again by the city's supervisors, by phone: drawn (Art. 15), or chosen at any time (Art. 6).

    This file is the one writer of its state; whoever was called when stands in `jn.spot.call`.
    """

    _name = "jn.spot.check"
    _inherit = ["jn.kept", "jn.case.part"]
    _description = "Spot check"
    _order = "place, id desc"

    case_id = fields.Many2one("jn.case", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    city_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    draw_id = fields.Many2one("jn.spot.draw", readonly=True, index="btree_not_null", ondelete="restrict", string="Drawn in")
    place = fields.Integer(readonly=True, string="Place in the list")
    is_reserve = fields.Boolean(readonly=True, string="Reserve")
    goes_first = fields.Boolean(readonly=True, string="Drawn first")
    weight = fields.Integer(readonly=True, string="Lots")
    state = fields.Selection(CHECK_STATES, required=True, readonly=True, default="open")
    result = fields.Selection(RESULTS, readonly=True)
    note = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", readonly=True)
    at = fields.Datetime(readonly=True)
    released_at = fields.Datetime(readonly=True, help="Since when the county sees the result.")
    revisit_id = fields.Many2one("jn.revisit", readonly=True, index="btree_not_null", ondelete="restrict")
    call_ids = fields.One2many("jn.spot.call", "check_id", string="Calls")
    finding_ids = fields.One2many("jn.spot.finding", "check_id", string="Proposed deduction")
    matter_id = fields.Many2one(related="case_id.matter_id")
    applicant_name = fields.Char(related="case_id.applicant_name", related_sudo=False, string="Applicant")
    phone = fields.Char(related="case_id.phone", related_sudo=False, string="Number")
    answer_ids = fields.One2many(related="case_id.answer_ids")
    rectification_ids = fields.One2many(related="case_id.rectification_ids")
    verification_ids = fields.One2many(related="case_id.verification_ids")
    follow_up_ids = fields.One2many(related="case_id.follow_up_ids")
    contradicted = fields.Boolean(related="case_id.contradicted")
    script = fields.Text(compute="_compute_script", string="What to say")

    _unit_index = models.Index("(unit_id, id)")
    _todo_index = models.Index("(city_id, place) WHERE state = 'open'")

    def init(self):
        """PostgreSQL itself keeps a sealed list: no line of it is exchanged, moved or deleted."""
        self.env.cr.execute("""
            CREATE OR REPLACE TRIGGER jn_sealed_list BEFORE UPDATE OF case_id, draw_id, place OR DELETE ON jn_spot_check
            FOR EACH ROW WHEN (OLD.draw_id IS NOT NULL) EXECUTE FUNCTION jn_refuse_change()""")

    @api.depends("case_id.ref")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("%(case)s, spot check", case=check.case_id.ref)

    @api.depends("case_id")
    @api.depends_context("uid", "su")
    def _compute_script(self):
        """The words of the pack for this call, the name as its reader may know it; they never ask for another rating."""
        template = self.env["jn.message.template"]._named(SCRIPT)
        for check in self:
            said = template._words(check.case_id._placeholders())["text"]
            check.script = template._filled_with(said, {"applicant": check.case_id.applicant_name or ""})

    @api.model_create_multi
    def create(self, vals_list):
        """A city's supervisor begins a check of a chosen case at any time (Art. 6); draws make their lists as the system."""
        if self.env.su:
            cases = self.env["jn.case"].browse([vals["case_id"] for vals in vals_list])
            return super().create([self._with_units(vals, case.unit_id) for vals, case in zip(vals_list, cases, strict=True)])
        chosen = [{"case_id": vals.get("case_id")} for vals in vals_list]
        cases = self.env["jn.case"].browse([row["case_id"] for row in chosen])
        cases.check_access("read")
        self._check_city_supervisor(cases.unit_id.browse().union(*(unit._city() for unit in cases.unit_id)))
        if not all(row["case_id"] for row in chosen):
            raise BadInput(self.env._("A spot check begins with a case. Choose the case that is to be called."))
        return self.sudo().create(chosen).with_env(self.env)  # checked above; nothing but the case is taken

    def _with_units(self, vals, unit):
        """A check is of the unit of its case, and done by that unit's city, which a draw names."""
        return {**vals, "unit_id": unit.id, "city_id": vals.get("city_id") or unit._city().id}

    def record_result(self, result, note=None):
        """Record what a call brought: `true`, `false`, or `unreachable`, which ends the check after enough attempts only.

        A false report sends a closed case back; of an open one its supervisors are told (decision D10).
        """
        self.env["jn.rectification"]._check_words(result, RESULTS)
        self._check_may_record()
        if result == "false" and not (note or "").strip():
            raise BadInput(self.env._("Say in a sentence what in the report is not true."))
        checks = self.sudo()  # checked above
        checks._begin_revisit()
        self.env["jn.spot.call"].sudo().create([check._prepare_call_values(result, note) for check in checks])  # a fact
        ended = checks.filtered(lambda check: result != "unreachable" or check._is_given_up())
        ended._conclude(result, note)
        return True

    def _check_may_record(self):
        self.check_access("read")
        self._check_city_supervisor(self.city_id)
        if any(check.result for check in self):
            raise NotAllowed(self.env._("This spot check has its result already."))
        if any(check.state == "reserve" for check in self):
            raise NotPossible(self.env._("This is a reserve: it is called when somebody before it cannot be reached."))

    @api.model
    def _check_city_supervisor(self, cities):
        user = self.env.user
        if not user.has_group("jn_org.group_supervisor") or not cities <= user.sight_unit_ids:
            raise NotAllowed(self.env._("Spot checks are recorded by the city's supervisors."))

    def _prepare_call_values(self, result, note):
        return {
            "check_id": self.id, "case_id": self.case_id.id, "unit_id": self.unit_id.id, "city_id": self.city_id.id,
            "reached": result != "unreachable", "note": note, "user_id": self.env.uid, "at": self.env["jn.clock"]._now(),
        }

    def _is_given_up(self):
        return len(self.call_ids) >= self.env["jn.setting"]._get("spot_check.attempts", self.unit_id)

    def _begin_revisit(self):
        """Open the revisit that this call is, with the first attempt."""
        fresh = self.filtered(lambda check: not check.revisit_id)
        revisits = self.env["jn.revisit"].create([
            {"case_id": check.case_id.id, "kind": "spot", "method": "phone"} for check in fresh
        ])
        revisits._flow_start()
        for check, revisit in zip(fresh, revisits, strict=True):
            check.revisit_id = revisit

    def _conclude(self, result, note):
        stamp = {"user_id": self.env.uid, "at": self.env["jn.clock"]._now()}
        self.write({"state": "done", "result": result, "note": note, **stamp})
        self.revisit_id._flow_fire("unreached" if result == "unreachable" else "talked")
        if result == "unreachable":
            self._call_in_reserves()
        if result == "false":
            self._send_back(note)
        self._release()

    def _call_in_reserves(self):
        """For each of these whom nobody reached, the next reserve of the same list is to be called."""
        for check in self.filtered("draw_id"):
            waiting = [("draw_id", "=", check.draw_id.id), ("state", "=", "reserve")]
            self.search(waiting, order="place", limit=1).state = "open"

    def _send_back(self, note):
        """Closed cases go back to the window, open ones keep their stage; a deduction is proposed."""
        self.env["jn.spot.finding"]._propose(self)
        cases = self.case_id
        for case in cases - cases._flow_fire("spot_check_false", note):
            case._tell_supervisors(note)

    def _release(self):
        """Show results to the counties: those of a list together, when its last call is done."""
        lists = self.draw_id.filtered(lambda draw: draw._is_concluded())
        shown = (self.filtered(lambda check: not check.draw_id) | lists.check_ids).filtered(lambda check: not check.released_at)
        shown.write({"released_at": self.env["jn.clock"]._now()})
        shown.finding_ids._start_term()

    def _prepare_finding_values(self):
        return {
            "check_id": self.id, "case_id": self.case_id.id, "unit_id": self.unit_id.id, "city_id": self.city_id.id,
            "county_id": self.unit_id.county_id.id, "draw_id": self.draw_id.id, "note": self.note,
            "counts_on": self.draw_id.period_end or self.env["jn.spot.draw"]._today(self.city_id),
            "found_by_id": self.user_id.id, "found_at": self.at,
        }
