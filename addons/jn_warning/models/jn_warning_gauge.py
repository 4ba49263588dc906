from dataclasses import replace
from datetime import UTC, datetime, time
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from odoo import api, models

from odoo.addons.jn_rules.periods import utc_bounds


class Span(NamedTuple):
    """A window of time as known at a moment, in naive UTC: start <= moment < end."""

    start: datetime
    end: datetime
    now: datetime


class JnWarningGauge(models.AbstractModel):
    """Measures for rules: the figures of all their units in any windows of time, in sets."""

    _name = "jn.warning.gauge"
    _description = "Gauge of warnings"

    @api.model
    def _read(self, rules, spans, units=None):
        """{rule: [{unit id: Figure} for each span]}; one statement per model, whatever the number of rules, spans and units.

        With `units` (of the rules' level) only theirs; the common share is then that of these units.
        """
        book = self.env["jn.formula"]._book()
        metrics = {rule: rule._metric(book) for rule in rules}
        names = frozenset().union(*(metric.names for metric in metrics.values()))
        measures = self.env["jn.measure"].search([("code", "in", list(names))])
        below = self._below(units) if units is not None else None
        counted = measures._count_spans(spans, below)
        return {
            rule: self._figures(metric, units or rule._units(), counted, measures.mapped("code"))
            for rule, metric in metrics.items()
        }

    @api.model
    def _span(self, period, now):
        """The whole local days of `period` as known at `now`."""
        return Span(*utc_bounds(period, self._zone()), now)

    @api.model
    def _zone(self):
        """The city's zone: its days are everybody's."""
        # where the city lies is no secret
        return self.env["jn.unit"].sudo().search([("kind", "=", "city")], limit=1)._calendar().tz

    @api.model
    def _moment(self, day):
        """When the rules are evaluated on that local day, in naive UTC."""
        at = time.fromisoformat(self.env["jn.setting"]._get("warning.evaluate_at"))
        return datetime.combine(day, at, ZoneInfo(self._zone())).astimezone(UTC).replace(tzinfo=None)

    @api.model
    def _below(self, units):
        """Ids of every unit whose facts count for one of these."""
        over = self.env["jn.reckoner"].sudo()._above(set(units.ids))  # the tree is the same for everybody
        return [unit for unit, above in over.items() if above]

    @api.model
    def _figures(self, metric, units, counted, codes):
        """[{unit id: Figure} for each span] of one metric."""
        above = self.env["jn.reckoner"].sudo()._above(set(units.ids))  # as above
        return [self._with_centre(self._rolled(metric, units, found, codes, above)) for found in counted]

    @api.model
    def _rolled(self, metric, units, found, codes, above):
        counts = {unit.id: dict.fromkeys(codes, 0) for unit in units}
        for code, numbers in found.items():
            for unit_id, number in numbers.items():
                for over in above.get(unit_id, ()):
                    counts[over][code] += number
        return {unit_id: metric.figure(numbers) for unit_id, numbers in counts.items()}

    @api.model
    def _with_centre(self, figures):
        """The same figures, each beside the share of all units together."""
        good = sum(figure.numerator for figure in figures.values() if figure.denominator)
        every = sum(figure.denominator or 0 for figure in figures.values())
        centre = Fraction(good, every) if every else None
        return {unit: replace(figure, centre=centre if figure.denominator else None) for unit, figure in figures.items()}
