from odoo import fields, models
from odoo.fields import Domain


class JnSheetLate(models.AbstractModel):
    """What was heard of a revisit after a sheet was frozen, and what that changes in the frozen counts (decision A4)."""

    _name = "jn.sheet.late"
    _description = "Late answers of a score sheet"

    late_correction_ids = fields.One2many("jn.late.correction", "sheet_id", string="Corrections for late answers")

    def _late_changes(self, revisit):
        """(units, {measure code: -1, 1}): in whose figures a first revisit counts, and what it counts as now against then."""
        now = self._codes_of(revisit, self.env["jn.clock"]._now())
        with self._as_then(revisit.case_id):
            then, unit = self._codes_of(revisit, self.computed_at), revisit.unit_id.id
        units = self.env["jn.unit"].browse(sorted(self._ground_then().above.get(unit, ())))
        return units, {code: (code in now) - (code in then) for code in sorted(now ^ then)}

    def _codes_of(self, revisit, now):
        """Codes of the kept measures that count this revisit as known at `now`, by the settings of the moment of computing."""
        counts = self.line_ids.filtered(lambda line: not line.indicator_id)[:1].counts or {}
        measures = self._measures_then(counts).filtered(lambda measure: measure.model == revisit._name)
        with self.env["jn.clock"]._frozen(self.computed_at):
            domains = {one.code: one._counted(*self._bounds(), now) for one in measures}
        return {code for code, counted in domains.items() if revisit.search_count(counted & Domain("id", "=", revisit.id))}

    def _expected(self, unit, changes):
        """What a correction by these changes would do to the figures as they stand now, in words."""
        sheet = self.sudo()  # of a published sheet, whose figures are everybody's
        wished = sheet.env["jn.sheet.correction"].new({"unit_id": unit.id, "changes": changes, "points": 0})
        effects = sheet._effects(sheet._corrected(), sheet._corrected(sheet.correction_ids | wished), unit)
        lines = sheet.env["jn.sheet.correction.line"]
        return "; ".join(lines.new(effect)._words() for effect in effects)
