from odoo import api, models

from ..explaining import NONE, number


class JnExplainerYear(models.AbstractModel):
    """Works a year's figure out in front of whoever disputes it: the scores of its quarters, then their mean (Art. 14)."""

    _name = "jn.explainer.year"
    _description = "Explains the figures of a year"

    @api.model
    def _steps(self, line):
        """One line for each quarter, then one for the official mean and one for that without silence."""
        scores = self.env["jn.reckoner.year"]._quarter_scores(line.sheet_id)
        for quarter, found in scores:
            yield self._quarter(line, quarter, found.get(self._key(line, "")))
        for side in ("", "active_"):
            yield self._mean(line, f"{side}score", [found.get(self._key(line, side)) for _quarter, found in scores])

    @staticmethod
    def _key(line, side):
        return line.unit_id.id, line.indicator_id.code or False, side

    @api.model
    def _quarter(self, line, quarter, score):
        words = {"quarter": quarter.display_name, "score": number(score)}
        if score is None:
            return self.env._("%(quarter)s: no score, left out", **words)
        frozen = line._quarter_line(quarter).score
        if frozen is False or frozen == score:
            return self.env._("%(quarter)s: %(score)s", **words)
        return self.env._("%(quarter)s: %(score)s after signed corrections, %(frozen)s when it was frozen", **words, frozen=number(frozen))

    @api.model
    def _mean(self, line, name, scores):
        """The sum of the quarters that have a score, divided by how many these are."""
        label, given = line._fields[name]._description_string(self.env), [number(one) for one in scores if one is not None]
        if not given:
            return f"{label} = {NONE}"
        return f"{label} = ({' + '.join(given)}) ÷ {len(given)} = {number(line[name])}"
