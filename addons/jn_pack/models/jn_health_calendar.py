from datetime import date, timedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jn_org.health import GREEN, RED, YELLOW, Row, window
from odoo.addons.jn_rules.periods import day_of


class JnHealthCalendar(models.AbstractModel):
    """Whether the holidays of this year and of the next weeks are loaded (decision B4)."""

    _name = "jn.health.calendar"
    _inherit = ["jn.health.check"]
    _description = "Health of the calendars"

    @api.model
    def _health_duties(self):
        calendars = self._used()
        missing = {calendar: self._missing(calendar) for calendar in calendars}
        lacking = [calendar for calendar, years in missing.items() if years]
        if not calendars:
            return [self._row(RED, 1, self.env._("No calendar is set up. Apply a regulation pack or make one."), [])]
        if not lacking:
            return [self._row(GREEN, 0, "", [])]
        now_missing = any(min(missing[calendar]) <= self._today(calendar).year for calendar in lacking)
        words = "; ".join(f"{calendar.name} {', '.join(map(str, missing[calendar]))}" for calendar in lacking)
        advice = self.env._("Load the holidays and make-up working days of: %(years)s. Provisional limits are then computed anew.",
                            years=words)
        return [self._row(RED if now_missing else YELLOW, len(lacking), advice, [calendar.id for calendar in lacking])]

    @api.model
    def _row(self, colour, count, advice, ids):
        name = self.env._("Holidays of the year")
        return Row("calendar.years", name, colour, count, None, advice, window(name, "jn.calendar", [("id", "in", ids)]), duty=True)

    @api.model
    def _used(self):
        """The calendars by which some unit's duties run."""
        # Everybody's duties run by them.
        units, calendars = self.env["jn.unit"].sudo(), self.env["jn.calendar"].sudo()
        named = units.search(Domain("calendar_id", "!=", False)).calendar_id
        return named | calendars._default()

    @api.model
    def _missing(self, calendar):
        """Years that are not loaded although a day of them is today, or less than the warning days ahead."""
        today = self._today(calendar)
        ahead = today + timedelta(days=self._warn_days())
        return sorted(set(range(today.year, ahead.year + 1)) - calendar._years())

    @api.model
    def _warn_days(self):
        try:
            return self.env["jn.setting"]._get("calendar.warn_days")
        except KeyError:  # no pack is applied yet, so nothing has said how early
            return 0

    @api.model
    def _today(self, calendar) -> date:
        return day_of(self.env["jn.clock"]._now(), calendar.tz)
