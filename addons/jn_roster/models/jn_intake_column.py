from odoo import fields, models

from ..const import FIELDS, KINDS


class JnIntakeColumn(models.Model):
    _inherit = "jn.intake.column"

    kind = fields.Selection(string="File of", selection_add=KINDS, ondelete={code: "cascade" for code, _label in KINDS})
    field = fields.Selection(string="Means", selection_add=FIELDS, ondelete={code: "cascade" for code, _label in FIELDS})
