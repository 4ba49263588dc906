from decimal import Decimal

from odoo import api, models

from odoo.addons.jn_rules.scores import rank, wilson

from .. import const
from ..calculation import ACTIVE, OFFICIAL, SIDES, Figure, assess, beside, known
from ..ground import Ground

PREFIX = {OFFICIAL: "", ACTIVE: "active_"}


class JnReckoner(models.AbstractModel):
    """Makes the lines of a sheet: counts the facts, rolls them up, scores and ranks."""

    _name = "jn.reckoner"
    _description = "Makes the lines of a score sheet"

    @api.model
    def _facts(self, sheet, book, now, measures=None, ground=None):
        """What a sheet rests on, as known at `now`: {counts, deducted, coverage} by unit id, and the `Ground` they stand on.

        A sheet that is counted again brings the measures and the ground that were kept with it.
        """
        ground = ground or self._ground(sheet)
        measures = sheet.scheme_id._measures(book) if measures is None else measures
        period, units = sheet._period(), self.env["jn.unit"].browse(ground.groups)
        return {
            "counts": self._counts(sheet, measures, now, ground),
            "deducted": self.env["jn.deduction"]._booked(period, units, now),
            "coverage": self._coverage(period, ground),
            "ground": ground,
        }

    @api.model
    def _ground(self, sheet):
        """Who is ranked with whom and what counts for whom, as the tree of units is now."""
        units = sheet._units()
        return Ground({unit.id: self._group(sheet, unit) for unit in units}, self._above(set(units.ids)))

    @api.model
    def _lines(self, sheet, book, facts):
        """Values of all lines of `sheet` under the formulas {code: text} of `book` and what `_facts` told."""
        scheme, groups = sheet.scheme_id._calculation(book), facts["ground"].groups
        results = self._results(scheme, facts)
        ranks = self._ranks(sheet, groups, results)
        return [
            {**values, **self._rank_values(ranks, unit, values), "sheet_id": sheet.id, "group_id": group}
            for unit, group in groups.items()
            for values in self._unit_lines(sheet, unit, scheme, results, facts)
        ]

    @api.model
    def _results(self, scheme, facts):
        """{side: {unit id: Result}}."""
        deducted = {unit: Decimal(str(points)) for unit, points in facts["deducted"].items()}
        counts = {unit: known(numbers, scheme.formulas) for unit, numbers in facts["counts"].items()}  # both sides share them
        return {side: {unit: assess(scheme, counts[unit], side, deducted.get(unit, Decimal())) for unit in counts} for side in SIDES}

    @api.model
    def _counts(self, sheet, measures, now, ground):
        """{unit id: {measure code: number}} of each ranked unit with all that lies below it or is sent by it."""
        counts = {unit: dict.fromkeys(measures.mapped("code"), 0) for unit in ground.groups}
        for code, numbers in measures._count(*sheet._bounds(), now).items():
            for unit_id, number in numbers.items():
                for over in ground.above.get(unit_id, ()):
                    counts[over][code] += number
        return counts

    @api.model
    def _coverage(self, period, ground):
        """{unit id: (announced, arrived)} out of the reconciliation, rolled up (Art. 6)."""
        inside = [("day", ">=", period.start), ("day", "<=", period.end)]
        if not self.env["jn.intake.total"].sudo().search_count(inside, limit=1):  # nobody announced anything
            return {}
        every = self.env["jn.unit"].sudo().with_context(active_test=False).search([])  # coverage is the city's
        rolled = {}
        for unit, pair in self.env["jn.intake.coverage"].sudo()._coverage(period, every).items():  # as above
            for over in ground.above.get(unit.id, ()):
                had = rolled.get(over, (0, 0))
                rolled[over] = (had[0] + pair[0], had[1] + pair[1])
        return rolled

    @api.model
    def _above(self, wanted):
        """{unit id: those of `wanted` that it is, lies below or is sent by}, archived units included."""
        units = self.env["jn.unit"].with_context(active_test=False).search_fetch([], ["parent_path", "department_id"])
        sent = {unit.id: unit.department_id.id for unit in units if unit.department_id}
        paths = {unit.id: [int(part) for part in unit.parent_path.split("/") if part] for unit in units}
        return {unit: wanted & {*path, *self._sender(path, sent)} for unit, path in paths.items()}

    @api.model
    def _sender(self, path, sent):
        """The department that answers for a unit: its own, else that of the nearest unit above (Art. 14)."""
        return [sent[unit] for unit in reversed(path) if unit in sent][:1]

    @api.model
    def _unit_lines(self, sheet, unit, scheme, results, facts):
        """Values of one unit's lines without ranks: the total first, then each indicator."""
        sides = {side: results[side][unit] for side in SIDES}
        yield {"unit_id": unit, **self._total_line(unit, scheme, sides, facts)}
        for indicator in sheet.scheme_id.indicator_ids:
            figures = {side: sides[side].figures[indicator.code] for side in SIDES}
            yield {
                "unit_id": unit,
                **self._figures(figures),
                **self._certainty(figures[OFFICIAL]),
                "indicator_id": indicator.id,
                "indicator_sequence": indicator.sequence,
                "remark": const.EMPTY if figures[OFFICIAL].is_empty else False,
            }

    @api.model
    def _total_line(self, unit, scheme, sides, facts):
        business = sides[OFFICIAL].business
        announced, arrived = facts["coverage"].get(unit, (None, None))
        extras = beside(scheme, facts["counts"][unit])
        return {
            **self._figures({side: Figure(score=sides[side].score) for side in SIDES}),
            "indicator_sequence": 0,
            "shown_score": self._float(sides[OFFICIAL].shown),
            "business": business,
            "deducted": facts["deducted"].get(unit, 0),
            "announced": announced,
            "arrived": arrived,
            "counts": facts["counts"][unit],
            "extras": {code: self._float(found) for code, found in extras.items()},
            "remark": False if business else const.UNRANKED,
            "small_sample": 0 < business < self._small(),
        }

    @api.model
    def _figures(self, figures):
        values = {}
        for side, figure in figures.items():
            for name in ("numerator", "denominator", "rate", "score"):
                value = getattr(figure, name)
                values[PREFIX[side] + name] = self._float(value) if name in ("rate", "score") else value
        return values

    @staticmethod
    def _float(number):
        return None if number is None else float(number)

    @api.model
    def _small(self):
        return self.env["jn.setting"]._get("score.small_sample")

    @api.model
    def _certainty(self, figure):
        """The interval of a rate and whether it rests on few cases (decision C13)."""
        if not figure.denominator or not 0 <= figure.numerator <= figure.denominator:
            return {}
        low, high = wilson(figure.numerator, figure.denominator, self.env["jn.setting"]._get("score.confidence_percent"))
        return {"low": low, "high": high, "small_sample": figure.denominator < self._small()}

    @api.model
    def _group(self, sheet, unit):
        field = const.RANK_FIELDS[sheet.scheme_id.rank_within]
        return unit[field].id if field else False

    @api.model
    def _ranks(self, sheet, groups, results):
        """{(side, indicator id or False, unit id): rank among the units of the same group}; `groups` is {unit id: group id}."""
        ranks, together = {}, {}
        for unit, group in groups.items():
            together.setdefault(group, []).append(unit)
        for units in together.values():
            for side in SIDES:
                rows = {unit: results[side][unit] for unit in units}
                for key, scores in self._scores(sheet, rows).items():
                    ranks |= {(side, key, unit_id): place for unit_id, place in rank(scores).items()}
        return ranks

    @api.model
    def _scores(self, sheet, rows):
        """{indicator id, or False for the total: {unit id: score}}."""
        scores = {False: {unit_id: result.score for unit_id, result in rows.items()}}
        for one in sheet.scheme_id.indicator_ids:
            scores[one.id] = {unit_id: result.figures[one.code].score for unit_id, result in rows.items()}
        return scores

    @api.model
    def _rank_values(self, ranks, unit, values):
        key = values.get("indicator_id", False)
        return {f"{PREFIX[side]}rank": ranks.get((side, key, unit)) for side in SIDES}
