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
        if not (rule.direction == alarms.BELOW and rule._is_rate() and rule._fits()):
            return ""
        if rule._is_combined():
            return self._of_parts(rule, unit)
        [(_rule, row)] = self._rows(rule, unit)
        return self._joined(row["figure"], [row["words"], row["ahead"] and row["ahead"]["words"]])

    @api.model
    def _joined(self, figure, words):
        told = self.env._("This quarter so far %(figure)s.", figure=figure) if figure else ""
        return " ".join(filter(None, [told, *words]))

    @api.model
    def _rows(self, rules, unit):
        """Yield (rule, row) of the quarter so far, as known now."""
        today, quarter = self._quarter()
        for rule, figure in self._figures(rules, unit):
            yield rule, self._row(rule, figure, (today - quarter.start).days + 1, quarter.days)

    @api.model
    def _figures(self, rules, unit):
        """Yield (rule, its figure in the quarter so far) at a unit, as known now."""
        today, quarter = self._quarter()
        gauge = self.env["jn.warning.gauge"]
        span = gauge._span(Period(quarter.start, today), self.env["jn.clock"]._now())
        read = gauge._read(rules, [span], unit.sudo()) if rules else {}  # of a unit that one sees, all that lies below
        for rule, [found] in read.items():
            yield rule, found[unit.id]

    @api.model
    def _quarter(self):
        """The local day that it is, and its quarter."""
        today = day_of(self.env["jn.clock"]._now(), self.env["jn.warning.gauge"]._zone())
        return today, quarter_of(today)

    @api.model
    def _of_parts(self, rule, unit):
        """The error budget of a rate that is made of others, such as Art. 16 (2): what each part by itself still bears or lacks."""
        [(_rule, figure)] = self._figures(rule, unit)
        if figure.value is None:
            return self.env._("Nothing is counted yet this quarter.")
        metric, good = rule._metric(self.env["jn.formula"]._book()), figure.value < forecast.share(rule.threshold)
        words = [self._of_part(rule, part, metric.turning(figure, part.code, good, rule.threshold), good) for part in rule._indicator().child_ids]
        return self._joined(self.env["jn.warning.words"]._share(round(float(figure.value), 4)), words)

    @api.model
    def _of_part(self, rule, part, cases, good):
        """What a part of a rate must gain, or may lose, for the whole to come up to its limit, or to fall below."""
        told = {"part": part.name, "line": self.env["jn.warning.words"]._share(rule.threshold), "cases": cases}
        if cases and good:
            return self.env._("%(part)s: %(cases)s more good ones in a row until %(line)s, if all else stays.", **told)
        if cases:
            return self.env._("%(part)s: %(cases)s more bad ones until below %(line)s, if all else stays.", **told)
        return self.env._("%(part)s alone can no longer lift it to %(line)s.", **told) if good else ""

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
