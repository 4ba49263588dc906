from datetime import timedelta

from odoo import api, models

from odoo.addons.jn_rules import periods


class JnQuarterlyOpening(models.AbstractModel):
    """Begins the reports of every county in the last month of each quarter, and drafts untouched ones anew when the data are whole."""

    _name = "jn.quarterly.opening"
    _inherit = "jn.sweep"
    _description = "Sweep that begins quarterly reports"
    _sweep_order = 40

    @api.model
    def _sweep_next(self):
        if not self._scheme_there():
            return None
        now, period = self.env["jn.clock"]._now(), self._quarter()
        opening = self._opening(period)
        if now >= opening and not self._without(period):
            opening = self._opening(periods.quarter_of(period.end + timedelta(days=1)))
        first = self.env["jn.quarterly.report"].sudo().search([("redraft_at", "!=", False)], order="redraft_at", limit=1)  # system's work
        return min(opening, first.redraft_at or opening)

    @api.model
    def _sweep_batch(self, limit):
        now, period = self.env["jn.clock"]._now(), self._quarter()
        reports = self.env["jn.quarterly.report"].sudo()  # the system's own work
        counties = self._without(period)[:limit] if now >= self._opening(period) and self._scheme_there() else ()
        if counties:
            return len(reports._open(counties, period))
        due = reports.search([("redraft_at", "<=", now)], order="redraft_at, id", limit=limit)
        due = due.try_lock_for_update(allow_referencing=True)
        due.write({"redraft_at": False})
        due.filtered(lambda report: report._is_untouched())._draft()
        return len(due)

    @api.model
    def _scheme_there(self):
        """Whether there is a process to begin: without the regulation's pack there is none."""
        flows = self.env["jn.flow"].sudo()  # configuration is read for everybody
        return bool(flows.search_count([("model", "=", "jn.quarterly.report"), ("version_ids.state", "=", "published")], limit=1))

    @api.model
    def _quarter(self):
        return periods.quarter_of(periods.day_of(self.env["jn.clock"]._now(), self._city()._calendar().tz))

    @api.model
    def _opening(self, period):
        """The moment from which the reports of a quarter are drafted."""
        return self.env["jn.quarterly.report"]._start_of(self._city(), period, self.env["jn.setting"]._get("report.open_day"))

    @api.model
    def _without(self, period):
        """The live counties that have no report of the quarter yet."""
        begun = self.env["jn.quarterly.report"].sudo().search([("period_start", "=", period.start)]).unit_id  # system's work
        live = ["|", ("go_live_on", "=", False), ("go_live_on", "<=", period.end)]
        return self.env["jn.unit"].search([("kind", "=", "county"), ("id", "not in", begun.ids), *live], order="id")

    @api.model
    def _city(self):
        return self.env["jn.unit"].search([("kind", "=", "city")], limit=1)
