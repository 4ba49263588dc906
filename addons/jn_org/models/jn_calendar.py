from collections import defaultdict
from datetime import time, timedelta

from odoo import api, fields, models, tools

from odoo.addons.base.models.res_partner import _tz_get
from odoo.addons.jn_rules.calendars import WorkCalendar

from .. import const
from ..exceptions import BadInput, YearNotLoaded

# Where nobody has set up any calendar: weekends only, no year loaded, so that all it says is provisional.
BUILT_IN = WorkCalendar(
    name="built-in", tz=const.FALLBACK_TZ, hours=dict.fromkeys(range(5), ((time(9), time(12)), (time(13), time(17))))
)


class JnCalendar(models.Model):
    """Working hours, holidays and make-up working days, inherited downwards (decision B4)."""

    _name = "jn.calendar"
    _description = "Working calendar"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "code, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    tz = fields.Selection(_tz_get, string="Time zone", required=True, default=const.FALLBACK_TZ)
    parent_id = fields.Many2one(
        "jn.calendar",
        string="Inherits from",
        index="btree_not_null",
        ondelete="restrict",
        help="What is not set here, a weekday's hours or a day, is taken from there.",
    )
    hour_ids = fields.One2many("jn.calendar.hour", "calendar_id", string="Working hours", copy=True)
    day_ids = fields.One2many("jn.calendar.day", "calendar_id", string="Holidays and make-up days", copy=True)
    year_ids = fields.One2many("jn.calendar.year", "calendar_id", string="Loaded years", copy=True)

    _code_unique = models.Constraint("UNIQUE (code)", "Another calendar has this code already. Choose another code.")

    @api.constrains("parent_id")
    def _check_parent(self):
        for calendar in self:
            if calendar._has_cycle():
                raise BadInput(self.env._("%(calendar)s cannot inherit from itself.", calendar=calendar.name))

    @api.constrains("code", "parent_id", "hour_ids")
    def _check_working_time(self):
        """A calendar without working time would never let a staff deadline end."""
        for calendar in self:
            if not calendar._hours():
                raise BadInput(
                    self.env._(
                        "%(calendar)s has no working time. Give it hours on at least one weekday.",
                        calendar=calendar.name,
                    )
                )

    @api.model
    def _default(self):
        """The calendar for units without one, empty if nobody has made it."""
        return self.sudo().browse(self._default_id() or ())  # everybody's duties run by it

    @api.model
    @tools.ormcache()
    def _default_id(self):
        """The id of that calendar: every unit of a city asks for it."""
        return self.sudo().search([("code", "=", const.DEFAULT_CALENDAR)], limit=1).id  # everybody's duties run by it

    @api.model
    @tools.ormcache("code", "self.env.lang")
    def _title_of(self, code):
        """The name of the calendar with this code, False if there is none."""
        # The words of a deadline are for everybody who sees it.
        return self.sudo().search([("code", "=", code)], limit=1).name

    def _rules_calendar(self):
        """This calendar as a `WorkCalendar`; the built-in one for no calendar."""
        return self._rules_calendar_of(self.id) if self else BUILT_IN

    @api.model
    @tools.ormcache("calendar_id")
    def _rules_calendar_of(self, calendar_id):
        calendar = self.sudo().browse(calendar_id)  # everybody's duties run by it
        kinds = calendar._days()
        return WorkCalendar(
            name=calendar.code,
            tz=calendar.tz,
            hours=calendar._hours(),
            off=frozenset(day for day, kind in kinds.items() if kind == "off"),
            on=frozenset(day for day, kind in kinds.items() if kind == "on"),
            years=frozenset(calendar._years()),
        )

    def _hours(self):
        """{weekday 0-6: ((time, time), …)}; a weekday with hours of its own inherits none."""
        inherited = self.parent_id._hours() if self.parent_id else {}
        own = defaultdict(list)
        for hour in self.hour_ids.sorted("hour_from"):
            own[int(hour.weekday)].append((_clock_time(hour.hour_from), _clock_time(hour.hour_to)))
        return inherited | {weekday: tuple(hours) for weekday, hours in own.items()}

    def _days(self):
        """{date: "off" or "on"}; a day of its own goes before the inherited one."""
        inherited = self.parent_id._days() if self.parent_id else {}
        return inherited | {day.date: day.kind for day in self.day_ids}

    def _years(self):
        """The set of loaded years, inherited ones included."""
        inherited = self.parent_id._years() if self.parent_id else set()
        return inherited | set(self.year_ids.mapped("year"))

    def _require_year(self, year):
        """Refuse to configure anything for a year whose holidays are not loaded (decision B4)."""
        self.ensure_one()
        if year not in self._years():
            raise YearNotLoaded(
                self.env._(
                    "The holidays of %(year)s are not loaded in “%(calendar)s”. "
                    "Load that year's holidays and make-up working days first.",
                    year=str(year),
                    calendar=self.name,
                )
            )


def _clock_time(hours):
    """A float hour as a local time to the minute; 24.0 is 00:00, which ends a day in `WorkCalendar`."""
    minutes = timedelta(minutes=round(hours * 60))
    return time((minutes.days * 24 + minutes.seconds // 3600) % 24, minutes.seconds % 3600 // 60)
