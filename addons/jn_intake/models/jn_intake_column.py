from odoo import api, fields, models

from ..const import FIELDS


class JnIntakeColumn(models.Model):
    """Which heading of an uploaded file means which field; several headings may mean the same one."""

    _name = "jn.intake.column"
    _description = "Heading of uploads"
    _order = "sequence, id"
    _rec_name = "heading"

    sequence = fields.Integer(default=100)
    heading = fields.Char(required=True)
    field = fields.Selection(FIELDS, string="Means", required=True)
    is_required = fields.Boolean(string="Required", help="A file without a column for this field is refused.")

    _heading_unique = models.Constraint("UNIQUE (heading)", "This heading is listed already.")

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
    def _fields_by_heading(self):
        """Return {heading: field}, in their order."""
        return {column.heading: column.field for column in self.search([])}

    @api.model
    def _required_fields(self):
        """Fields that a file must have a column for, in their order."""
        return list(dict.fromkeys(self.search([("is_required", "=", True)]).mapped("field")))
