from odoo import fields, models

from ..const import FIELDS


class JnIntakeTableColumn(models.Model):
    """Which column of an exchange table holds which field."""

    _name = "jn.intake.table.column"
    _inherit = ["jn.audited"]
    _description = "Column of an exchange table"
    _order = "sequence, id"
    _rec_name = "column"

    table_id = fields.Many2one("jn.intake.table", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=100)
    field = fields.Selection([pair for pair in FIELDS if pair[0] != "source"], required=True)
    column = fields.Char(required=True, string="Column there")

    _field_unique = models.Constraint("UNIQUE (table_id, field)", "A field comes from one column. Change the row that there is.")
