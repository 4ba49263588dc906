from contextvars import ContextVar
from datetime import date, datetime, timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, drop_view_if_exists

from odoo.addons.jn_rules import periods

# A row's number: its day, and below it a hash of source and unit; so rows that are asked for by number are of known days.
ZERO, HASHED = date(2000, 1, 1), 38
EVER = ZERO, ZERO + timedelta(days=2**15 - 1)  # numbers stay such that a browser can hold them
COVERAGE = """
    SELECT ((day - %(zero)s::date)::bigint << %(hashed)s)
               | (hashtextextended(concat_ws('/', source, unit_id), 0) & ((1::bigint << %(hashed)s) - 1)) AS id,
           source, unit_id, day,
           coalesce(sum(announced), 0)::int AS announced,
           count(announced) > 0 AS is_announced,
           count(case_id)::int AS arrived,
           count(case_id) FILTER (WHERE NOT is_late)::int AS in_time,
           CASE WHEN count(announced) > 0 THEN greatest(sum(announced) - count(case_id), 0) ELSE 0 END::int AS missing,
           CASE WHEN count(announced) > 0 THEN greatest(count(case_id) - sum(announced), 0) ELSE 0 END::int AS surplus,
           (percentile_cont(0.5) WITHIN GROUP (ORDER BY hours))::float8 AS median_hours
    FROM (
        SELECT source, unit_id, day, completed AS announced, NULL::int AS case_id, FALSE AS is_late, NULL::float8 AS hours
        FROM jn_intake_total WHERE replaced_at IS NULL AND day >= %(first)s AND day <= %(last)s
        UNION ALL
        (SELECT source, coalesce(sent.unit_id, jn_case.unit_id), (completed_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date, NULL, id,
               coalesce(is_late, FALSE), extract(epoch FROM arrived_at - completed_at)::float8 / 3600
        FROM jn_case LEFT JOIN (
            SELECT DISTINCT ON (case_id) case_id, unit_id FROM jn_case_move ORDER BY case_id, at, id
        ) sent ON sent.case_id = jn_case.id
        WHERE completed_at >= %(start)s AND completed_at < %(end)s
        OFFSET 0)  -- a case's day is reckoned once: not for a condition, which the bounds have met, and again for the row
    ) facts
    GROUP BY unit_id, day, source  -- the words last: numbers sort faster, and most rows differ in them
"""
# Which days a query can be about. Not the context: a caller over RPC could send anything in that.
within = ContextVar("jn_intake_coverage_within", default=EVER)


class JnIntakeCoverage(models.Model):
    """What a source announced for a unit and a day beside what arrived, and how soon (Art. 6, 13).

    A case that went to another unit later (decision D7) arrived where it was announced, and is looked for there.
    Rows are counted when they are asked for, of the days that are asked for: a year of cases is never counted for one week.
    """

    _name = "jn.intake.coverage"
    _description = "Reconciliation"
    _auto = False
    _depends = {
        "jn.case": ["source", "unit_id", "completed_at", "arrived_at", "is_late"],
        "jn.case.move": ["case_id", "unit_id", "at"],
        "jn.intake.total": ["source", "unit_id", "day", "completed", "replaced_at"],
    }
    _order = "day desc, missing desc, id"
    _rec_name = "source"

    source = fields.Char(readonly=True)
    unit_id = fields.Many2one("jn.unit", readonly=True, index=True)  # jn.case and jn.intake.total have the indexes
    day = fields.Date(readonly=True)
    is_recent = fields.Boolean(compute="_compute_is_recent", search="_search_is_recent", string="Since yesterday")
    is_announced = fields.Boolean(readonly=True, string="Announced at all")
    announced = fields.Integer(readonly=True)
    arrived = fields.Integer(readonly=True)
    missing = fields.Integer(readonly=True)
    surplus = fields.Integer(readonly=True, string="More than announced")
    in_time = fields.Integer(readonly=True, string="Arrived in time")
    median_hours = fields.Float(readonly=True, string="Median hours to arrival", aggregator="avg", digits=(16, 1))

    @property
    def _table_query(self):
        first, last = within.get()
        zone = self.env["jn.intake"]._zone()
        start, _end = periods.utc_bounds(periods.Period(first, first), zone)
        _start, end = periods.utc_bounds(periods.Period(last, last), zone)
        return SQL(COVERAGE, zero=ZERO, hashed=HASHED, first=first, last=last, start=start, end=end, zone=zone)

    def init(self):
        drop_view_if_exists(self.env.cr, self._table)  # it was one

    @api.depends("day")
    def _compute_is_recent(self):
        for row in self:
            row.is_recent = row.day >= self._recent()

    @api.model
    def _search_is_recent(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR([Domain("day", ">=" if wanted else "<", self._recent()) for wanted in value])

    @api.model
    def _recent(self):
        """Since when a day is recent: yesterday, whose totals have come by now."""
        return self.env["jn.intake"]._today() - timedelta(days=1)

    @api.model
    def _search(self, domain, *args, **kwargs):
        token = within.set(self._days(Domain(domain)))
        try:
            return super()._search(domain, *args, **kwargs)
        finally:
            within.reset(token)

    @api.model
    def _days(self, domain):
        """The first and last day that rows of a domain can be of."""
        if not hasattr(domain, "children"):
            return self._days_of(domain)
        firsts, lasts = zip(*map(self._days, domain.children), strict=True)
        return (max(firsts), min(lasts)) if domain.OPERATOR == "&" else (min(firsts), max(lasts))

    @api.model
    def _days_of(self, leaf):
        first, last = EVER
        name, operator, value = (getattr(leaf, part, None) for part in ("field_expr", "operator", "value"))
        if name == "is_recent" and operator in ("=", "in") and value and False not in (value if operator == "in" else ()):
            return self._recent(), last
        days = [min(max(day, first), last) for day in self._named_days(name, value if operator == "in" else [value])]
        if not days:
            return EVER
        return (
            min(days) if operator in ("=", "in", ">", ">=") else first,
            max(days) if operator in ("=", "in", "<", "<=") else last,
        )

    @api.model
    def _named_days(self, name, values):
        """The days that a condition compares with; none if it is about something else or they cannot be read."""
        try:
            if name == "id":
                return [ZERO + timedelta(days=int(number) >> HASHED) for number in values]
            return [fields.Date.to_date(day) for day in values] if name == "day" and all(values) else []
        except (OverflowError, TypeError, ValueError):
            return []  # words like "today"; whatever is wrong is told by who reads the whole domain

    def action_open_cases(self):
        """Open the cases that arrived for this source, unit and day."""
        self.ensure_one()
        start, end = self._bounds()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Arrived cases"),
            "res_model": "jn.case",
            "view_mode": "list,form",
            "domain": [
                ("source", "=", self.source),
                ("completed_at", ">=", start),
                ("completed_at", "<", end),
                *self._arrived_here(),
            ],
        }

    def _arrived_here(self):
        """The cases that came to this unit first, wherever they are now, as a domain."""
        moves = self.env["jn.case.move"].sudo()  # where a case came from is no secret to who sees it
        first = moves._units_at(datetime.min)
        came = [case for case, unit in first.items() if unit == self.unit_id.id]
        return ["|", ("id", "in", came), "&", ("unit_id", "=", self.unit_id.id), ("id", "not in", list(first))]

    def _bounds(self):
        return periods.utc_bounds(periods.Period(self.day, self.day), self.env["jn.intake"]._zone())

    @api.model
    def _coverage(self, period, units):
        """Return {unit: (announced, arrived)} of these units in a period of whole local days, for sheets to print."""
        domain = [("unit_id", "in", units.ids), ("day", ">=", period.start), ("day", "<=", period.end), ("is_announced", "=", True)]
        groups = self._read_group(domain, ["unit_id"], ["announced:sum", "missing:sum"])
        return {unit: (announced, announced - missing) for unit, announced, missing in groups}
