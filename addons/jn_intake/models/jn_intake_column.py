from odoo import api, fields, models

from ..const import FIELDS, KINDS


class JnIntakeColumn(models.Model):
    """Which heading of an uploaded file means which field; several headings may mean the same one."""

    _name = "jn.intake.column"
    _inherit = ["jn.audited"]
    _description = "Heading of uploads"
    _order = "kind, sequence, id"
    _rec_name = "heading"

    kind = fields.Selection(KINDS, string="File of", required=True, default="cases")
    sequence = fields.Integer(default=100)
    heading = fields.Char(required=True)
    field = fields.Selection(FIELDS, string="Means", required=True)
    is_required = fields.Boolean(string="Required", help="A file without a column for this field is refused.")

    _heading_unique = models.Constraint("UNIQUE (kind, heading)", "This heading is listed already. Choose another heading.")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._stripped(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._stripped(vals))

    @api.model
    def _stripped(self, vals):
        """A heading is compared without the blanks around it."""
        return {**vals, "heading": vals["heading"].strip()} if vals.get("heading") else vals

    @api.model
    def _fields_by_heading(self, kind):
        """Return {heading: field} for files of this kind, in their order."""
        return {column.heading: column.field for column in self.search([("kind", "=", kind)])}

    @api.model
    def _headings(self, kind):
        """The first heading of each field of a file of this kind, in their order: what an empty table begins with."""
        first = {}
        for column in self.search([("kind", "=", kind)]):
            first.setdefault(column.field, column.heading)
        return list(first.values())

    @api.model
    def _required_fields(self, kind):
        """Fields that a file of this kind must have a column for, in their order."""
        return list(dict.fromkeys(self.search([("kind", "=", kind), ("is_required", "=", True)]).mapped("field")))
