from odoo import api, fields, models


class JnMeasureDate(models.Model):
    """By which moment a measure's records belong to a period under one option of its setting (decisions C5, C6)."""

    _name = "jn.measure.date"
    _inherit = ["jn.approved.rule"]
    _description = "Moment of a measure"
    _order = "measure_id, option"
    _rec_name = "date_field"

    _deciding = frozenset({"measure_id", "option", "date_field"})

    measure_id = fields.Many2one("jn.measure", required=True, index=True, ondelete="cascade")
    option = fields.Char(required=True, help="An option of the setting.")
    date_field = fields.Char(string="Moment", required=True)

    _option_unique = models.Constraint("UNIQUE(measure_id, option)", "A measure has one moment for each option. Change the row that there is.")

    @api.constrains("date_field", "measure_id")
    def _check_date_field(self):
        self.measure_id._check_countable()

    def _in_force(self):
        """Those of a measure that is."""
        held = self.measure_id._in_force()
        return self.filtered(lambda one: one.measure_id in held)

    def _called(self):
        """Its measure's name."""
        return self.measure_id.display_name
