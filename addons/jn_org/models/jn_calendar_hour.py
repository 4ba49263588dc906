from itertools import pairwise

from odoo import api, fields, models

from .. import const
from ..exceptions import BadInput


class JnCalendarHour(models.Model):
    """One stretch of working time on a weekday, in the calendar's own zone."""

    _name = "jn.calendar.hour"
    _description = "Working hours"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "calendar_id, weekday, hour_from, id"
    _rec_name = "weekday"

    calendar_id = fields.Many2one("jn.calendar", required=True, index=True, ondelete="cascade")
    weekday = fields.Selection(const.WEEKDAYS, required=True)
    hour_from = fields.Float(string="From", required=True)
    hour_to = fields.Float(string="To", required=True)

    _within_day = models.Constraint(
        "CHECK (hour_from >= 0 AND hour_from < hour_to AND hour_to <= 24)",
        "Working hours begin at 0:00 or later, end at 24:00 or earlier, and begin before they end.",
    )

    @api.constrains("calendar_id", "weekday", "hour_from", "hour_to")
    def _check_overlap(self):
        for calendar in self.calendar_id:
            hours = calendar.hour_ids.sorted(lambda hour: (hour.weekday, hour.hour_from))
            for former, later in pairwise(hours):
                if former.weekday == later.weekday and later.hour_from < former.hour_to:
                    raise BadInput(
                        self.env._(
                            "Two stretches of working hours overlap in %(calendar)s. Change or remove one of them.",
                            calendar=calendar.name,
                        )
                    )

    def unlink(self):
        calendars = self.calendar_id
        result = super().unlink()
        calendars.exists()._check_working_time()
        return result
