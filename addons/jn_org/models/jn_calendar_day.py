from odoo import api, fields, models

from .. import const


class JnCalendarDay(models.Model):
    """A holiday, or a make-up working day (调休)."""

    _name = "jn.calendar.day"
    _description = "Holiday or make-up day"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "calendar_id, date"

    calendar_id = fields.Many2one("jn.calendar", required=True, index=True, ondelete="cascade")
    date = fields.Date(required=True)
    kind = fields.Selection(const.DAY_KINDS, required=True, default="off")
    name = fields.Char()

    _date_unique = models.Constraint("UNIQUE (calendar_id, date)", "This day stands in the calendar already. Change that row instead.")

    @api.depends("name", "date")
    def _compute_display_name(self):
        for day in self:
            day.display_name = f"{day.date} {day.name or ''}".strip()
