from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_desk.const import CHANGED
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_rules import deadlines, periods

from ..const import DRAFTED, EDITED, GRADES, HAND_INS, KIND_MISSING, KIND_POOR, PARTS, SUBMITTED

OWN_LEVEL = "county"  # the level of the stages that are the county's


class JnQuarterlyReport(models.Model):
    """A county's 政务服务回访评价工作季度分析总结报告 of one quarter: drafted by the system, edited and signed by people (Art. 15).

    Its way is the process of the pack: handed in until the day that the settings name, then graded by the city; not
    handed in, it is missing. What is missing or poor proposes a deduction, which a person books.
    """

    _name = "jn.quarterly.report"
    _inherit = ["jn.flow.mixin", "jn.flow.work"]
    _description = "Quarterly report"
    _order = "period_start desc, unit_id"
    _flow_outcome = "grade"
    _flow_ended = "ended_at"
    _flow_events = ("submitted", "handed_in_late", "accepted_late", "refused_late", "graded_good", "graded_poor")

    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict", string="County")
    period_start = fields.Date(required=True, readonly=True, string="From")
    period_end = fields.Date(required=True, readonly=True, string="To")
    data_until = fields.Date(readonly=True, string="Data until", help="The last day whose facts the figures hold.")
    due_from = fields.Datetime(required=True, readonly=True, help="The day at whose end it is due, unless that is no working day.")
    due_at = fields.Datetime(readonly=True, string="Due until")
    basic = fields.Text(string="Basic situation")
    analysis = fields.Text(string="Analysis of the data")
    problems = fields.Text()
    proposals = fields.Text(string="Next steps")
    figures = fields.Json(readonly=True)
    drafted_at = fields.Datetime(readonly=True, string="Drafted")
    redraft_at = fields.Datetime(readonly=True, help="When the system drafts anew what nobody has touched.")
    nudge_at = fields.Datetime(readonly=True, help="When the county is reminded next.")
    submitted_at = fields.Datetime(readonly=True, string="Handed in")
    ended_at = fields.Datetime(readonly=True)
    grade = fields.Selection(GRADES, readonly=True)
    grade_note = fields.Text(compute="_compute_grade_note", string="Reason of the grade")
    version_ids = fields.One2many("jn.quarterly.version", "report_id", string="Versions")
    version_count = fields.Integer(compute="_compute_version_count")
    deduction_ids = fields.One2many("jn.deduction", "report_id", string="Deductions")
    is_writing = fields.Boolean(compute="_compute_is_writing", help="Whether the reader may edit it now.")

    _once = models.UniqueIndex("(unit_id, period_start)", "This county has its report of that quarter already.")
    _nudge_index = models.Index("(nudge_at) WHERE nudge_at IS NOT NULL")
    _redraft_index = models.Index("(redraft_at) WHERE redraft_at IS NOT NULL")

    @api.depends("unit_id.name", "period_start")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for report in self:
            report.display_name = self.env._(
                "%(county)s, report of quarter %(quarter)s of %(year)s", county=report.unit_id.name,
                quarter=report._quarter(), year=report.period_start.year,
            )

    @api.depends("grade")
    def _compute_grade_note(self):
        for report in self:
            graded = report.grade and report._flow_passages().filtered(lambda row: row.move_id.outcome)[:1]
            report.grade_note = graded.note if graded else False

    @api.depends("version_ids")
    def _compute_version_count(self):
        for report in self:
            report.version_count = len(report.version_ids)

    @api.depends("stage_id")
    @api.depends_context("uid")
    def _compute_is_writing(self):
        for report in self:
            report.is_writing = report.my_turn and bool(report._hand_in_moves())

    @api.model_create_multi
    def create(self, vals_list):
        self._check_system()
        return super().create(vals_list)

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self.check_access("write")
        self._check_may_write(vals)
        written = super(JnQuarterlyReport, self.sudo()).write(vals)  # checked above; the rest is the system's
        self.env["jn.quarterly.version"].sudo()._keep(self, EDITED)  # facts are written by the system
        return written

    def unlink(self):
        self._check_system()
        return super().unlink()

    def submit(self, note=None):
        """Hand the report in, signed by the county's leader; after its day as a late one, with the reason."""
        for report in self:
            events = report._hand_in_moves().mapped("event")
            report._flow_press(events[0] if events else HAND_INS[0], note)
        return True

    def grade_it(self, good, note=None):
        """Grade the report for the city: good, or of poor quality, with the reason (decision C11)."""
        return self._flow_press("graded_good" if good else "graded_poor", note)

    def accept_late(self, ok=True, note=None):
        """Decide for the city whether a report that came late counts as handed in (decision C11)."""
        return self._flow_press("accepted_late" if ok else "refused_late", note)

    def action_draft(self):
        """Draft the report anew from the figures of this moment; what stood there is kept as a version."""
        self.check_access("read")
        self._check_may_write({})
        self.sudo()._draft()  # checked above; figures are the city's
        return True

    def action_open_versions(self):
        """Open what the report said at each moment."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_bulletin.jn_quarterly_version_action")
        return {**action, "domain": [("report_id", "=", self.id)]}

    @api.model
    def _open(self, counties, period):
        """Begin the reports of these counties for a quarter, with a first draft."""
        reports = self.sudo().create([self._prepare_report_values(county, period) for county in counties])  # the system begins them
        reports._draft()
        reports._flow_start()
        return reports

    @api.model
    def _prepare_report_values(self, county, period):
        get = self.env["jn.setting"]._get
        starts = [self._start_of(county, period, day) for day in (get("report.due_day"), get("report.data_until_day") + 1)]
        now = self.env["jn.clock"]._now()
        return {
            "unit_id": county.id, "period_start": period.start, "period_end": period.end, "due_from": starts[0],
            "redraft_at": starts[1] if starts[1] > now else False, "nudge_at": self._next_nudge(county, period, now),
        }

    @api.model
    def _next_nudge(self, county, period, after):
        """The next of the days on which the county is reminded (naive UTC), False after the last."""
        days = self.env["jn.setting"]._get("report.remind_days", county)
        moments = [self._start_of(county, period, int(day)) for day in days]
        return min((moment for moment in moments if moment > after), default=False)

    @api.model
    def _start_of(self, county, period, day):
        """The moment at which that day of the quarter's last month begins; a day too many is the month's last."""
        last = min(max(day, 1), period.end.day)
        day = period.end.replace(day=last)
        return periods.utc_bounds(periods.Period(day, day), county._calendar().tz)[0]

    def _draft(self):
        """Write figures and words anew, and keep what they say now; counties of one quarter are counted together."""
        now = self.env["jn.clock"]._now()
        for period, reports in self.grouped(lambda one: periods.Period(one.period_start, one.period_end)).items():
            covered = self._covered(period, now)
            figures = self.env["jn.quarterly.figures"]._gather(reports.unit_id, period, covered, now)
            for report in reports:
                found = figures[report.unit_id.id]
                words = self.env["jn.quarterly.texts"]._words(found, PARTS)
                report.write({"figures": found, "data_until": covered.end, "drafted_at": now, **words})
        self.env["jn.quarterly.version"]._keep(self, DRAFTED)

    @api.model
    def _covered(self, period, now):
        """The days whose facts the figures hold: until the day that the settings name, or until now (decision B7)."""
        city = self.env["jn.unit"].search([("kind", "=", "city")], limit=1)
        last = period.end.replace(day=min(self.env["jn.setting"]._get("report.data_until_day"), period.end.day))
        return periods.Period(period.start, max(period.start, min(last, periods.day_of(now, city._calendar().tz))))

    @api.model
    def _report_state(self, county, day):
        """How a county's report of the quarter of `day` stands, for whoever shows it.

        :return: {report: the record or none, stage: its code, grade: good | poor | missing | False, due_at: naive UTC,
            submitted_at, remind_on: the days of the quarter's last month on which the county is reminded}
        """
        period = periods.quarter_of(day)
        report = self.search([("unit_id", "=", county.id), ("period_start", "=", period.start)])
        start = self._start_of(county, period, self.env["jn.setting"]._get("report.due_day"))
        due = deadlines.deadline(start, deadlines.Span(0, "natural_days", roll="next_working_day"), county._calendar()).due
        return {
            "report": report, "stage": report.stage_code, "grade": report.grade, "submitted_at": report.submitted_at,
            "due_at": report.due_at or due,
            "remind_on": [int(one) for one in self.env["jn.setting"]._get("report.remind_days", county)],
        }

    def _is_untouched(self):
        """Whether nobody but the system has written it."""
        return not self.version_ids.filtered(lambda version: version.kind != DRAFTED)

    def _handed_in(self):
        """The version that was handed in last, perhaps none."""
        return self.version_ids.filtered(lambda version: version.kind == SUBMITTED).sorted("id")[-1:]

    def _quarter(self):
        """1 to 4."""
        return (self.period_start.month + 2) // 3

    def _hand_in_moves(self):
        """The moves by which the county hands it in from where it stands."""
        return self._flow_moves().filtered(lambda move: move.event in HAND_INS)

    @api.model
    def _check_system(self):
        """Whatever access rows somebody may add: reports begin and stay by our own code alone."""
        if not self.env.su:
            raise NotAllowed(self.env._("The system begins one report for each county and quarter, and none is deleted."))

    def _check_may_write(self, vals):
        strange = [name for name in vals if name not in PARTS]
        if strange:
            raise NotAllowed(self.env._("Only the four parts of a report are written by hand. Figures and dates come from the system."))
        for report in self:
            if not report.is_writing:
                raise NotAllowed(self.env._(
                    "%(report)s is edited by the county's supervisors and leader, until it is handed in.", report=report.display_name
                ))

    def _flow_check_move(self, move, note):
        """A report has all four parts that Art. 15 names before it is handed in."""
        super()._flow_check_move(move, note)
        empty = [name for name in PARTS if not (self[name] or "").strip()] if move.event in HAND_INS else []
        if empty:
            labels = self.fields_get(empty, ["string"])
            raise BadInput(self.env._("The part “%(part)s” is empty. Write it first.", part=labels[empty[0]]["string"]))

    def _flow_fits(self, user):
        """A county's part is its own people's and their deputies': the city, which sees it, neither writes nor signs for it."""
        return not self._is_countys() or self.unit_id.id in self._own_ids(user)

    @api.model
    def _turn_domain(self):
        stages = self.env["jn.flow.stage"].sudo().search([("level", "=", OWN_LEVEL)])  # configuration is read for everybody
        own = Domain("unit_id", "in", self._own_ids(self.env.user)) | Domain("stage_id", "not in", stages.ids)
        return super()._turn_domain() & own

    def _is_countys(self):
        return self.stage_id.sudo().level == OWN_LEVEL  # configuration is read for everybody

    @api.model
    def _own_ids(self, user):
        return [*user.sudo().unit_ids.ids, *self.env["jn.role.holder"]._stood_in(user)]  # where people work is no secret

    def _desk_people(self):
        return {report: report._flow_owners() for report in self}

    def _tell(self, words):
        """Remind those whose turn it is: an activity, and a word on their screens."""
        for report in self:
            report._flow_plan("todo", words(report))
            news = {"model": self._name, "id": report.id, "case": False}
            for user in report._flow_owners():
                user._bus_send(CHANGED, {**news, "name": report.with_context(lang=user.lang).display_name})

    def _effect_keep_submitted(self):
        """What is handed in is kept word by word, with its digest."""
        self.env["jn.quarterly.version"]._keep(self, SUBMITTED)
        self.write({"nudge_at": False, "redraft_at": False})

    def _effect_propose_missing(self):
        self.write({"nudge_at": False, "redraft_at": False})
        self.env["jn.deduction"]._propose_for_reports(self, KIND_MISSING)

    def _effect_propose_poor(self):
        self.env["jn.deduction"]._propose_for_reports(self, KIND_POOR)

    def _effect_withdraw_missing(self):
        """Accepted late, it counts as handed in: what was proposed for it is withdrawn."""
        self.env["jn.deduction"]._withdraw_for_reports(self)

    def _reminder_placeholders(self):
        city = self.unit_id._city()
        return {"unit": self.unit_id.name, "matter": self.display_name, "date": str(self.period_end), "signature": city.name or ""}
