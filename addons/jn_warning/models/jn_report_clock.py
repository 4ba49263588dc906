from datetime import date, timedelta

from odoo import api, models

from odoo.addons.jn_rules.periods import day_of

A_MOMENT = timedelta(microseconds=1)  # a day's end is the next one's beginning


class JnReportClock(models.AbstractModel):
    """The countdown to the quarterly report of Art. 15: when it is due, what comes before, how far it is."""

    _name = "jn.report.clock"
    _description = "Countdown of the quarterly report"

    @api.model
    def _of(self, county, quarter, today):
        """{due, days_left, data_until, steps: [{day, kind, over, today}], state}; days as dates."""
        standing = self.env["jn.quarterly.report"]._report_state(county, quarter.start)
        due = day_of(standing["due_at"] - A_MOMENT, county._calendar().tz)
        marks = {**{self._day(quarter, number): "reminder" for number in standing["remind_on"]}, due: "due"}
        return {
            "due": due,
            "days_left": (due - today).days,
            "data_until": self._day(quarter, self.env["jn.setting"]._get("report.data_until_day")),
            "steps": [{"day": day, "kind": kind, "over": day < today, "today": day == today} for day, kind in sorted(marks.items())],
            "state": self._state(standing["report"]),
        }

    @api.model
    def _state(self, report):
        """How far a report is: {words, done, light, window}; nothing where none is begun."""
        if not report:
            return {}
        return {
            "words": report.stage_id.display_name,
            "done": bool(report.submitted_at),
            "light": report.light,
            "window": {
                "type": "ir.actions.act_window", "name": report.display_name, "res_model": report._name, "res_id": report.id,
                "views": [[False, "form"]],
            },
        }  # fmt: skip

    @api.model
    def _day(self, quarter, number):
        """That day of the quarter's last month; its last one where the month is shorter."""
        return date(quarter.end.year, quarter.end.month, min(number, quarter.end.day))
