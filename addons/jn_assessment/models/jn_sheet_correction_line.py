from odoo import fields, models

from ..optional_fields import OptionalFloat, OptionalInteger


class JnSheetCorrectionLine(models.Model):
    """One figure before and after a signed correction; a line without an indicator is a total."""

    _name = "jn.sheet.correction.line"
    _inherit = "jn.append.only"
    _description = "Effect of a correction"
    _order = "correction_id, id"

    correction_id = fields.Many2one("jn.sheet.correction", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    indicator_id = fields.Many2one("jn.indicator", readonly=True, ondelete="restrict")
    old_numerator = OptionalInteger(readonly=True)
    new_numerator = OptionalInteger(readonly=True)
    old_denominator = OptionalInteger(readonly=True)
    new_denominator = OptionalInteger(readonly=True)
    old_score = OptionalFloat(readonly=True, digits=(16, 4))
    new_score = OptionalFloat(readonly=True, digits=(16, 4))
    old_rank = OptionalInteger(readonly=True)
    new_rank = OptionalInteger(readonly=True)

    _unit_index = models.Index("(unit_id, id)")

    def _words(self):
        """The change as people read it: unit, figure, score and rank before and after."""
        figure = self.indicator_id.name or self.env._("Total score")
        told = f"{self.unit_id.name} · {figure} {self._pair('score')}"
        rank = self.env._("rank")
        return told if self.old_rank == self.new_rank else f"{told} ({rank} {self._pair('rank')})"

    def _pair(self, name):
        return " → ".join("–" if self[f"{age}_{name}"] is False else f"{self[f'{age}_{name}']:g}" for age in ("old", "new"))
