from odoo import api, models

from odoo.addons.jn_rules import alarms
from odoo.addons.jn_rules.spelling import spell

from .. import const


class JnWarningWords(models.AbstractModel):
    """Rules, figures and warnings in sentences, in the reader's language."""

    _name = "jn.warning.words"
    _description = "Words of warnings"

    @api.model
    def _rule(self, rule):
        """A rule in one sentence."""
        back = self.env._("the quarter so far")
        if rule.window == alarms.ROLLING:
            back = self.env._("the last %(days)s days", days=rule.days)
        words = {"metric": self._metric(rule), "back": back, "line": self._line(rule), "level": self._level(rule)}
        told = self.env._("For each %(level)s: %(metric)s in %(back)s is %(line)s", **words)
        if rule.min_sample:
            told += self.env._("; from %(cases)s cases on", cases=rule.min_sample)
        if rule.only_unusual:
            told += self.env._("; only where chance does not explain it")
        return told + self.env._("; after its end %(days)s days of rest.", days=rule.cool_down_days)

    @api.model
    def _warning(self, warning, metric):
        """Why a warning opened: its figures of that moment, and what became of them; `metric` is what is measured, in words."""
        words = {
            "unit": warning.unit_id.display_name, "start": warning.period_start, "end": warning.period_end,
            "metric": metric, "line": self._line(warning),
            "figure": self._figure(warning.is_rate, warning.value, warning.numerator, warning.denominator),
        }  # fmt: skip
        told = self.env._("%(unit)s: from %(start)s to %(end)s %(metric)s was %(figure)s, %(line)s.", **words)
        return " ".join(filter(None, [told, self._chance(warning), self._end(warning)]))

    @api.model
    def _figure(self, is_rate, value, numerator, denominator):
        """A figure with what it is made of."""
        if value is False or value is None:
            return ""
        if not is_rate:
            return f"{value:g}"
        percent = f"{100 * value:.2f}%"
        return f"{percent} ({numerator}/{denominator})" if denominator else percent

    @api.model
    def _share(self, value):
        return f"{100 * value:.4f}".rstrip("0").rstrip(".") + "%"

    @api.model
    def _line(self, record):
        """The threshold of a rule or a warning, with its side."""
        is_rate = record._is_rate() if record._name == "jn.warning.rule" else record.is_rate
        line = self._share(record.threshold) if is_rate else f"{record.threshold:g}"
        below = record.direction == alarms.BELOW
        return self.env._("below %(line)s", line=line) if below else self.env._("above %(line)s", line=line)

    @api.model
    def _level(self, rule):
        return dict(rule._fields["level"]._description_selection(self.env))[rule.level]

    @api.model
    def _metric(self, rule):
        """What is measured, by its name."""
        if rule.metric == const.INDICATOR:
            return rule._indicator().name or rule.name
        functions, words = self.env["jn.formula"]._function_words(), self.env["jn.formula"]._name_words()
        texts = filter(None, [rule.numerator, rule.metric == const.RATE and rule.denominator])
        told = [self._spelled(text, words, functions) for text in texts]
        return " ÷ ".join(f"({one})" if " " in one and len(told) > 1 else one for one in told)

    @api.model
    def _spelled(self, text, words, functions):
        try:
            return spell(text, words, functions)
        except ValueError:  # a rule that is being written
            return text

    @api.model
    def _chance(self, warning):
        """Whether the figure is unusual or merely low, with the limits of chance (p-chart)."""
        if warning.low is False or not warning.denominator:
            return ""
        words = {"low": self._share(round(warning.low, 4)), "high": self._share(round(warning.high, 4))}
        words["centre"] = self._share(round(warning.centre, 4))
        if warning.is_unusual:
            return self.env._("Chance alone keeps %(low)s to %(high)s around all units' %(centre)s: this is unusual.", **words)
        return self.env._("Chance alone keeps %(low)s to %(high)s around all units' %(centre)s: not unusual so far.", **words)

    @api.model
    def _end(self, warning):
        if warning.state == const.RECOVERED:
            figure = self._figure(warning.is_rate, warning.ended_value, False, False)
            return self.env._("At the end the figure was %(figure)s.", figure=figure)
        return ""
