from collections import Counter
from fractions import Fraction

from odoo import api, models

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_rules.scores import half_up, rank

from .. import const
from ..calculation import printed

SIDES = ("", "active_")
SUMMED = ("business", "announced", "arrived")


class JnReckonerYear(models.AbstractModel):
    """Makes the lines of a year out of its published quarters, corrections included (Art. 14; score.year_from)."""

    _name = "jn.reckoner.year"
    _description = "Makes a year's lines out of its quarters"

    @api.model
    def _quarters(self, sheet):
        """The published quarters of the sheet's year under the same scheme, whichever version made them."""
        found = self.env["jn.sheet"].search([
            ("scheme_id.code", "=", sheet.scheme_id.code),
            ("state", "=", const.PUBLISHED),
            ("period_start", ">=", sheet.period_start),
            ("period_end", "<=", sheet.period_end),
        ])  # fmt: skip
        return found.filtered(lambda one: one.period_kind == "quarter").sorted("period_start")

    @api.model
    def _pins(self, sheet):
        """What a year is made of, to be kept and sealed with it: its quarters, their seals, the corrections signed so far."""
        quarters = self._quarters(sheet)
        if not quarters:
            message = self.env._("No quarter of %(sheet)s is published yet. Publish one first.", sheet=sheet.display_name)
            raise NotPossible(message)
        return [{"sheet": one.id, "digest": one.digest, "corrections": one.correction_ids.ids} for one in quarters]

    @api.model
    def _sources(self, sheet):
        """[(quarter, its corrections)] that a computed year was made of, whatever was corrected later."""
        pins = (sheet.formulas or {}).get("quarters") or self._pins(sheet)
        return self._pinned(pins)

    @api.model
    def _pinned(self, pins):
        sheets, corrections = self.env["jn.sheet"], self.env["jn.sheet.correction"]
        return [(sheets.browse(pin["sheet"]), corrections.browse(pin["corrections"])) for pin in pins]

    @api.model
    def _quarter_scores(self, sheet):
        """[(quarter, {(unit id, indicator code or False, side's prefix): score})] of a computed year."""
        # who reads the year reads its quarters: they are published
        return [(one, one.sudo()._final_scores(corrections.sudo())) for one, corrections in self._sources(sheet)]

    @api.model
    def _lines(self, sheet, rules, ground):
        """Values of all lines: each score the mean of the quarters in which the unit had one."""
        sources, scheme = self._pinned(rules["quarters"]), sheet.scheme_id._calculation(rules["book"])
        scores = [quarter._final_scores(corrections) for quarter, corrections in sources]
        sums = self._sums([quarter for quarter, _corrections in sources])
        indicators = (self.env["jn.indicator"], *sheet.scheme_id.indicator_ids)
        lines = [
            {**self._line(unit, indicator, scores, scheme), "sheet_id": sheet.id, "group_id": group, **({} if indicator else sums.get(unit, {}))}
            for unit, group in ground.groups.items()
            for indicator in indicators
        ]
        return self._ranked(lines)

    @api.model
    def _sums(self, quarters):
        """{unit id: what the quarters counted together}: cases, and the coverage that is printed beside the figures."""
        sums = {}
        for line in (line for quarter in quarters for line in quarter.line_ids if not line.indicator_id):
            counted = {name: line[name] for name in SUMMED if line[name] is not False}
            sums.setdefault(line.unit_id.id, Counter()).update(counted)
        return sums

    @api.model
    def _line(self, unit, indicator, scores, scheme):
        line = {"unit_id": unit, "indicator_id": indicator.id, "indicator_sequence": indicator.sequence}
        for side in SIDES:
            found = [quarter.get((unit, indicator.code or False, side)) for quarter in scores]
            line[f"{side}score"] = self._mean([score for score in found if score is not None])
        shown = line["score"] if indicator else printed(scheme, line["score"])
        return {**line, "shown_score": shown, "remark": const.UNRANKED if line["score"] is None else False}

    @api.model
    def _mean(self, scores):
        """The mean, half up as every score is (decision C10); None without any."""
        if not scores:
            return None
        mean = sum(Fraction(str(score)) for score in scores) / len(scores)
        return float(half_up(mean, self.env["jn.setting"]._get("score.decimals")))

    @api.model
    def _ranked(self, lines):
        groups = {}
        for line in lines:
            groups.setdefault((line["group_id"], line["indicator_id"]), []).append(line)
        for group in groups.values():
            for side in SIDES:
                places = rank({line["unit_id"]: line[f"{side}score"] for line in group})
                for line in group:
                    line[f"{side}rank"] = places.get(line["unit_id"])
        return lines
