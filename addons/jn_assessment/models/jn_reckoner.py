from odoo import api, models

from odoo.addons.jn_rules.scores import rank, wilson

from .. import const
from ..calculation import ACTIVE, OFFICIAL, SIDES, Figure, assess

PREFIX = {OFFICIAL: "", ACTIVE: "active_"}


class JnReckoner(models.AbstractModel):
    """Makes the lines of a sheet: counts the facts, rolls them up, scores and ranks."""

    _name = "jn.reckoner"
    _description = "Makes the lines of a score sheet"

    @api.model
    def _lines(self, sheet, book, now):
        """Values of all lines of `sheet` under the formulas {code: text} of `book`, as known at `now`."""
        scheme, units = sheet.scheme_id._calculation(book), sheet._units()
        counts = self._counts(sheet, book, now, units)
        results = {side: {unit.id: assess(scheme, counts[unit.id], side) for unit in units} for side in SIDES}
        ranks = self._ranks(sheet, units, results)
        small = self.env["jn.setting"]._get("score.small_sample")
        return [
            {**values, **self._rank_values(ranks, unit, values), "sheet_id": sheet.id}
            for unit in units
            for values in self._unit_lines(sheet, unit, results, small)
        ]

    @api.model
    def _counts(self, sheet, book, now, units):
        """{unit id: {measure code: number}} of each of `units` with all that lies below it."""
        measures = sheet.scheme_id._measures(book)
        found = measures._count(*sheet._bounds(), now)
        counts = {unit.id: dict.fromkeys(measures.mapped("code"), 0) for unit in units}
        above = self._above(counts.keys())
        for code, numbers in found.items():
            for unit_id, number in numbers.items():
                for over in above.get(unit_id, ()):
                    counts[over][code] += number
        return counts

    @api.model
    def _above(self, wanted):
        """{unit id: those of `wanted` that it is or lies below}, archived units included."""
        units = self.env["jn.unit"].with_context(active_test=False).search_fetch([], ["parent_path"])
        return {unit.id: wanted & {int(part) for part in unit.parent_path.split("/") if part} for unit in units}

    @api.model
    def _unit_lines(self, sheet, unit, results, small):
        """Values of one unit's lines without ranks: the total first, then each indicator."""
        sides = {side: results[side][unit.id] for side in SIDES}
        business = sides[OFFICIAL].business
        common = {"unit_id": unit.id, "group_id": self._group(sheet, unit)}
        total = {side: Figure(score=sides[side].score) for side in SIDES}
        yield {
            **common,
            **self._figures(total),
            "business": business,
            "remark": False if business else const.UNRANKED,
            "small_sample": 0 < business < small,
        }
        for indicator in sheet.scheme_id.indicator_ids:
            figures = {side: sides[side].figures[indicator.code] for side in SIDES}
            yield {
                **common,
                **self._figures(figures),
                **self._certainty(figures[OFFICIAL], small),
                "indicator_id": indicator.id,
                "indicator_sequence": indicator.sequence,
                "remark": const.EMPTY if figures[OFFICIAL].is_empty else False,
            }

    @api.model
    def _figures(self, figures):
        values = {}
        for side, figure in figures.items():
            for name in ("numerator", "denominator", "rate", "score"):
                value = getattr(figure, name)
                is_exact = name in ("rate", "score") and value is not None
                values[PREFIX[side] + name] = float(value) if is_exact else value
        return values

    @api.model
    def _certainty(self, figure, small):
        """The 95 % interval of a rate and whether it rests on few cases (decision C13)."""
        if not figure.denominator or not 0 <= figure.numerator <= figure.denominator:
            return {}
        low, high = wilson(figure.numerator, figure.denominator)
        return {"low": low, "high": high, "small_sample": figure.denominator < small}

    @api.model
    def _group(self, sheet, unit):
        field = const.RANK_FIELDS[sheet.scheme_id.rank_within]
        return unit[field].id if field else False

    @api.model
    def _ranks(self, sheet, units, results):
        """{(side, indicator id or False, unit id): rank among the units of the same group}."""
        ranks = {}
        for group in units.grouped(lambda unit: self._group(sheet, unit)).values():
            for side in SIDES:
                rows = {unit.id: results[side][unit.id] for unit in group}
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
        return {f"{PREFIX[side]}rank": ranks.get((side, key, unit.id)) for side in SIDES}
