from odoo import api, models

from odoo.addons.jn_rules import alarms, forecast
from odoo.addons.jn_rules.periods import Period, day_of, quarter_of

from ..const import NUMBER

MEASURED = ("scheme_code", "indicator_code", "numerator", "denominator")


class JnWarningOutlook(models.AbstractModel):
    """How much a unit's rates still bear or lack this quarter, and how they will end if it goes on like this."""

    _name = "jn.warning.outlook"
    _description = "Error budget and forecast"

    @api.model
    def _of_county(self, county):
        """[{name, rate, numerator, denominator, line, words, ahead, chart}] for each rule with a lower limit of a rate."""
        return [{**row, "chart": self.env["jn.warning.chart"]._of(rule, county)} for rule, row in self._rows(self._rules(), county)]

    @api.model
    def _sentence(self, rule, unit):
        """The same of one rule at one unit in words; nothing where the rule has no lower limit of a rate with cases of its own."""
        if not (rule.direction == alarms.BELOW and rule._is_rate() and rule._fits() and not rule._is_combined()):
            return ""
        [(_rule, row)] = self._rows(rule, unit)
        told = [self.env._("This quarter so far %(figure)s.", figure=row["figure"]) if row["figure"] else "", row["words"]]
        return " ".join(filter(None, [*told, row["ahead"] and row["ahead"]["words"]]))

    @api.model
    def _rows(self, rules, unit):
        """Yield (rule, row) of the quarter so far, as known now."""
        gauge, now = self.env["jn.warning.gauge"], self.env["jn.clock"]._now()
        today = day_of(now, gauge._zone())
        quarter = quarter_of(today)
        span = gauge._span(Period(quarter.start, today), now)
        read = gauge._read(rules, [span], unit.sudo()) if rules else {}  # of a unit that one sees, all that lies below
        gone = (today - quarter.start).days + 1
        for rule, [found] in read.items():
            yield rule, self._row(rule, found[unit.id], gone, quarter.days)

    @api.model
    def _rules(self):
        """The rules that hold a county's rate against a lower limit, one for each rate: the strictest."""
        rules = self.env["jn.warning.rule"].search([("level", "=", "county"), ("metric", "!=", NUMBER), ("direction", "=", alarms.BELOW)])
        strict = {}
        for rule in rules.sorted("threshold"):
            strict[tuple(rule[name] or "" for name in MEASURED)] = rule
        return rules.browse([rule.id for rule in strict.values() if rule._fits() and not rule._is_combined()]).sorted("id")

    @api.model
    def _row(self, rule, figure, gone, days):
        good, every = (figure.numerator, figure.denominator) if figure.denominator else (0, 0)
        percent = self.env["jn.setting"]._get("score.confidence_percent")
        ahead = forecast.forecast(good, every, gone, days, percent)
        return {
            "id": rule.id,
            "name": self.env["jn.warning.words"]._metric(rule),
            "rate": None if figure.value is None else float(figure.value),
            "numerator": good,
            "denominator": every,
            "line": rule.threshold,
            "state": rule.state,
            "figure": self.env["jn.warning.words"]._figure(True, good / every if every else None, good, every),
            "words": self._budget(rule, good, every, ahead),
            "ahead": ahead and self._ahead(ahead, rule, percent),
        }

    @api.model
    def _budget(self, rule, good, every, ahead):
        """The error budget in a sentence or two."""
        line = self.env["jn.warning.words"]._share(rule.threshold)
        if not every:
            return self.env._("Nothing is counted yet this quarter.")
        left = forecast.until_below(good, every, rule.threshold)
        if left is None:
            lacking = forecast.lacking(good, every, rule.threshold)
            if lacking is None:
                return self.env._("%(line)s can no longer be reached.", line=line)
            return self.env._("%(cases)s more good ones in a row until %(line)s.", cases=lacking, line=line)
        told = self.env._("%(cases)s more bad ones until below %(line)s.", cases=left, line=line)
        allowed = ahead and ahead.more and forecast.allowance(good, every, ahead.more, rule.threshold)
        if not allowed:
            return told
        return f"{told} " + self.env._(
            "Of the %(more)s still expected %(allowed)s may be bad.", more=ahead.more, allowed=allowed
        )

    @api.model
    def _ahead(self, ahead, rule, percent):
        """The forecast for the eye: where the quarter ends, and by what method that is said."""
        share = self.env["jn.warning.words"]._share
        words = {"rate": share(round(float(ahead.rate), 4)), "low": share(round(ahead.low, 4)), "high": share(round(ahead.high, 4))}
        return {
            "rate": float(ahead.rate), "low": ahead.low, "high": ahead.high, "more": ahead.more,
            "safe": ahead.low >= rule.threshold, "lost": ahead.high < rule.threshold,
            "words": self.env._(
                "If pace and rate go on like this: %(rate)s at the quarter's end, with %(percent)s %% certainty %(low)s to %(high)s.",
                percent=f"{percent:g}", **words,
            ),
        }  # fmt: skip
