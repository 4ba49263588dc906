from odoo import api, fields, models
from odoo.fields import Domain


class JnSheetPart(models.TransientModel):
    """One sort of records in a figure, on the way down from a sheet to its cases."""

    _name = "jn.sheet.part"
    _description = "Part of a figure"
    _order = "id"

    line_id = fields.Many2one("jn.sheet.line", required=True, ondelete="cascade")
    code = fields.Char(required=True, help="The measure, as it was kept with the sheet.")
    what = fields.Char(compute="_compute_what")
    number = fields.Integer(help="As many of the records as you may see.")

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_what(self):
        names = {one.code: one.name for one in self.env["jn.measure"].search([("code", "in", self.mapped("code"))])}
        for part in self:
            part.what = names.get(part.code) or part._measure().name

    def action_open(self):
        """Open the records of this part."""
        return self._open()

    @api.model
    def _of(self, line, part):
        """The parts of a line's numerator or denominator, each with the number one may see."""
        measures = line._part_measures(part)
        parts = self.create([{"line_id": line.id, "code": measure.code} for measure in measures])
        for one, measure in zip(parts, measures, strict=True):
            one.number = self.env[measure.model].with_context(active_test=False).search_count(one._domain())
        return parts

    def _measure(self):
        return self.line_id.sheet_id._measures_then([self.code])

    def _domain(self):
        return self.line_id._counted(self._measure())

    def _open(self):
        """A list of the records of these parts, all of one model."""
        return {
            "type": "ir.actions.act_window",
            "name": self.line_id[:1].display_name,
            "res_model": self[:1]._measure().model,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": list(Domain.OR(one._domain() for one in self)),
            "context": {"active_test": False, "create": False},
        }

    def _choose(self):
        """A small list of the parts, each of which opens its records."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What this figure counts"),
            "res_model": self._name,
            "view_mode": "list",
            "views": [(False, "list")],
            "target": "new",
            "domain": [("id", "in", self.ids)],
        }
