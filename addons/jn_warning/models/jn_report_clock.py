from datetime import date

from odoo import api, models

from odoo.addons.jn_rules.periods import Period


class JnReportClock(models.AbstractModel):
    """The countdown to the quarterly report of Art. 15: when it is due, what comes before, how far it is."""

    _name = "jn.report.clock"
    _description = "Countdown of the quarterly report"

    @api.model
    def _of(self, county, quarter, today):
        """{due, days_left, data_until, steps: [{day, kind, over}], state}; days as dates."""
        get, calendar = self.env["jn.setting"]._get, county._calendar()
        wanted = self._day(quarter, get("report.due_day"))
        due = wanted if calendar.is_working(wanted) else calendar.next_working(wanted)
        data_until = self._day(quarter, get("report.data_until_day"))
        marks = {**{self._day(quarter, number): "reminder" for number in get("report.remind_days", county)}, due: "due"}
        return {
            "due": due,
            "days_left": (due - today).days,
            "data_until": data_until,
            "steps": [{"day": day, "kind": kind, "over": day < today, "today": day == today} for day, kind in sorted(marks.items())],
            "state": self._report_state(county, quarter),
        }

    @api.model
    def _report_state(self, county: models.Model, quarter: Period) -> dict:
        """What is known of the county's report of that quarter: {words, done, window}; a room that keeps reports fills it."""
        return {}

    @api.model
    def _day(self, quarter, number):
        """That day of the quarter's last month; its last one where the month is shorter."""
        return date(quarter.end.year, quarter.end.month, min(number, quarter.end.day))
