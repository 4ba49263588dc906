from fractions import Fraction

from odoo import api, models

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_rules.scores import half_up, rank

from .. import const

SIDES = ("", "active_")


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
    def _lines(self, sheet):
        """Values of all lines: each score the mean of the quarters in which the unit had one."""
        quarters = self._quarters(sheet)
        if not quarters:
            message = self.env._("No quarter of %(sheet)s is published yet. Publish one first.", sheet=sheet.display_name)
            raise NotPossible(message)
        scores = [quarter._final_scores() for quarter in quarters]
        units = sheet._units()
        lines = [
            self._line(sheet, unit, indicator, scores)
            for unit in units
            for indicator in (self.env["jn.indicator"], *sheet.scheme_id.indicator_ids)
        ]
        return self._ranked(lines)

    @api.model
    def _line(self, sheet, unit, indicator, scores):
        line = {
            "sheet_id": sheet.id,
            "unit_id": unit.id,
            "group_id": self.env["jn.reckoner"]._group(sheet, unit),
            "indicator_id": indicator.id,
            "indicator_sequence": indicator.sequence,
        }
        for side in SIDES:
            found = [quarter.get((unit.id, indicator.code or False, side)) for quarter in scores]
            line[f"{side}score"] = self._mean([score for score in found if score is not None])
        return {**line, "shown_score": line["score"], "remark": const.UNRANKED if line["score"] is None else False}

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
