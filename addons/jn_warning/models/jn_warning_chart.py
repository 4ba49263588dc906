from datetime import timedelta

from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import control
from odoo.addons.jn_rules.periods import Period, day_of

WEEK = 7


class JnWarningChart(models.AbstractModel):
    """A unit's figure week by week as a control chart: what is unusual for it, and what is merely low."""

    _name = "jn.warning.chart"
    _description = "Control chart"

    @api.model
    def _of(self, rule, unit):
        """{name, labels, is_rate, centre, line, points: [{share, low, high, flag, numerator, denominator}]}, False for none."""
        if not (rule and unit):
            return False
        weeks = self._weeks()
        gauge, now = self.env["jn.warning.gauge"], self.env["jn.clock"]._now()
        try:
            read = gauge._read(rule, [gauge._span(week, now) for week in weeks], unit.sudo())  # one may see the unit, not all below
        except BadInput:  # the rule no longer fits the assessment: the form that says so must open
            return False
        figures = [found[unit.id] for found in read[rule]]
        centre, points = self._points(rule, figures)
        return {
            "name": self.env["jn.warning.words"]._metric(rule),
            "labels": [f"{week.start:%m-%d}" for week in weeks],
            "is_rate": rule._is_rate(),
            "centre": centre,
            "line": rule.threshold,
            "points": points,
        }

    @api.model
    def _weeks(self):
        """The last weeks before today, the oldest first."""
        today = day_of(self.env["jn.clock"]._now(), self.env["jn.warning.gauge"]._zone())
        number = self.env["jn.setting"]._get("warning.chart_weeks")
        ends = [today - timedelta(days=1 + WEEK * place) for place in reversed(range(number))]
        return [Period(end - timedelta(days=WEEK - 1), end) for end in ends]

    @api.model
    def _points(self, rule, figures):
        """The centre line and the points; only what has cases of its own has limits."""
        if any(figure.denominator for figure in figures):
            counts = [(figure.numerator, figure.denominator) if figure.denominator else (0, 0) for figure in figures]
            centre, points = control.chart(counts, rule._alarm().percent)
            return centre, [vars(point) for point in points]
        empty = {"low": None, "high": None, "flag": None, "denominator": None}
        return None, [
            {**empty, "share": None if figure.value is None else float(figure.value), "numerator": figure.numerator}
            for figure in figures
        ]
