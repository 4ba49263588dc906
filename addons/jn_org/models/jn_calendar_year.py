from odoo import api, fields, models


class JnCalendarYear(models.Model):
    """The statement that all holidays and make-up days of a year are in the calendar."""

    _name = "jn.calendar.year"
    _description = "Loaded year"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "calendar_id, year"
    _rec_name = "year"

    calendar_id = fields.Many2one("jn.calendar", required=True, index=True, ondelete="cascade")
    year = fields.Integer(required=True)

    _year_unique = models.Constraint("UNIQUE (calendar_id, year)", "This year is loaded already. Change its days instead.")
    _plausible = models.Constraint("CHECK (year BETWEEN 1900 AND 9998)", "Give the year with four digits.")

    @api.model_create_multi
    def create(self, vals_list):
        years = super().create(vals_list)
        for row in years:
            row.calendar_id._year_loaded(row.year)
        return years
