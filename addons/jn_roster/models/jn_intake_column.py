from odoo import fields, models

from ..const import FIELDS, KINDS


class JnIntakeColumn(models.Model):
    _inherit = "jn.intake.column"

    kind = fields.Selection(selection_add=KINDS, ondelete={code: "cascade" for code, _label in KINDS})
    field = fields.Selection(selection_add=FIELDS, ondelete={code: "cascade" for code, _label in FIELDS})
