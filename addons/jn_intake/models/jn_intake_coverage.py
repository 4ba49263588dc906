from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_rules import periods

COVERAGE = """
    CREATE VIEW jn_intake_coverage AS
    SELECT hashtextextended(concat_ws('/', source, unit_id, day), 0) & x'1fffffffffffff'::bigint AS id,
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
        FROM jn_intake_total WHERE replaced_at IS NULL
        UNION ALL
        SELECT source, unit_id, (completed_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date, NULL, id, coalesce(is_late, FALSE),
               extract(epoch FROM arrived_at - completed_at)::float8 / 3600
        FROM jn_case WHERE completed_at IS NOT NULL
    ) facts
    GROUP BY source, unit_id, day
"""


class JnIntakeCoverage(models.Model):
    """What a source announced for a unit and a day beside what arrived, and how soon (Art. 6, 13)."""

    _name = "jn.intake.coverage"
    _description = "Reconciliation"
    _auto = False
    _order = "day desc, missing desc, id"
    _rec_name = "source"

    source = fields.Char(readonly=True)
    unit_id = fields.Many2one("jn.unit", readonly=True, index=True)  # jn.case and jn.intake.total have the indexes
    day = fields.Date(readonly=True)
    is_announced = fields.Boolean(readonly=True, string="Announced at all")
    announced = fields.Integer(readonly=True)
    arrived = fields.Integer(readonly=True)
    missing = fields.Integer(readonly=True)
    surplus = fields.Integer(readonly=True, string="More than announced")
    in_time = fields.Integer(readonly=True, string="Arrived in time")
    median_hours = fields.Float(readonly=True, string="Median hours to arrival", aggregator="avg", digits=(16, 1))

    def init(self):
        self.env.execute_query(SQL("DROP VIEW IF EXISTS jn_intake_coverage CASCADE; SELECT 1"))
        self.env.execute_query(SQL(f"{COVERAGE}; SELECT 1", zone=self.env["jn.intake"]._zone()))

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
                ("unit_id", "=", self.unit_id.id),
                ("completed_at", ">=", start),
                ("completed_at", "<", end),
            ],
        }

    def _bounds(self):
        return periods.utc_bounds(periods.Period(self.day, self.day), self.env["jn.intake"]._zone())

    @api.model
    def _coverage(self, period, units):
        """Return {unit: (announced, arrived)} of these units in a period of whole local days, for sheets to print."""
        domain = [("unit_id", "in", units.ids), ("day", ">=", period.start), ("day", "<=", period.end), ("is_announced", "=", True)]
        groups = self._read_group(domain, ["unit_id"], ["announced:sum", "missing:sum"])
        return {unit: (announced, announced - missing) for unit, announced, missing in groups}
