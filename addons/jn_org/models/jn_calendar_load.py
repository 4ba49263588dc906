from datetime import date

from chinese_calendar import Holiday, constants

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.jn_rules import holidays
from odoo.addons.jn_rules.holidays import Day

from ..exceptions import BadInput

_lt = LazyTranslate(__name__)

# codes of jn_rules.holidays.HolidayError
MISTAKES = {
    "encoding": _lt("The file is no text that can be read. Save it as CSV (UTF-8)."),
    "columns": _lt("The first line of the file must name the columns: %(wanted)s."),
    "date": _lt("Line %(line)s: “%(text)s” is no date like 2027-01-01."),
    "kind": _lt("Line %(line)s: “%(text)s” is no kind of day; expected one of: %(wanted)s."),
    "twice": _lt("Line %(line)s: %(date)s is there twice. Remove one of the two lines."),
    "year": _lt("Line %(line)s: %(date)s is not in %(year)s. Load each year from a file of its own."),
    "empty": _lt("The file names no day of %(year)s."),
}


class JnCalendar(models.Model):
    """A year of holidays and make-up working days comes at once, from a list that somebody hands in."""

    _inherit = "jn.calendar"

    inherited_day_ids = fields.Many2many("jn.calendar.day", string="Inherited days", compute="_compute_inherited")
    inherited_years = fields.Char(string="Inherited years", compute="_compute_inherited")

    @api.depends("parent_id", "day_ids.date")
    def _compute_inherited(self):
        """What holds here without being set here; a day of its own goes before the inherited one."""
        for calendar in self:
            above = calendar.parent_id._day_rows() if calendar.parent_id else {}
            own = set(calendar.day_ids.mapped("date"))
            rows = [row.id for day, row in above.items() if day not in own]
            calendar.inherited_day_ids = self.env["jn.calendar.day"].browse(rows)
            years = calendar.parent_id._years() if calendar.parent_id else ()
            calendar.inherited_years = ", ".join(map(str, sorted(years)))

    def _day_rows(self):
        """{date: row}, the nearest calendar's row for each day."""
        above = self.parent_id._day_rows() if self.parent_id else {}
        return above | {row.date: row for row in self.day_ids}

    def action_load_year(self):
        """Open the form that loads a year."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Load a year"),
            "res_model": "jn.calendar.load",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_calendar_id": self.id},
        }

    def _load_year(self, year, days):
        """Put a year's `days` ({date: Day}) into this calendar and call the year loaded; returns the days written.

        Loading the same days again writes nothing. Raises BadInput, naming the first day that differs, when the
        year is loaded with other days.
        """
        self.ensure_one()
        self._check_working_time()
        new = holidays.effective(days, set(self._hours()))
        if year in self._years():
            self._check_same(year, new)
            return 0
        known = {row.date: row for row in self.day_ids}
        for day in new.keys() & known.keys():
            known[day].write(new[day]._asdict())
        rows = [{"calendar_id": self.id, "date": day, **new[day]._asdict()} for day in sorted(new.keys() - known)]
        self.env["jn.calendar.day"].create(rows)
        self.env["jn.calendar.year"].create({"calendar_id": self.id, "year": year})
        return len(new)

    def _year_loaded(self, year):
        """For rooms above: `year` is loaded from now on, here and below, and no longer provisional (decision B4)."""

    def _check_same(self, year, new):
        here = {day: Day(row.kind, row.name or "") for day, row in self._day_rows().items() if day.year == year}
        found = holidays.first_difference(holidays.effective(here, set(self._hours())), new)
        if found:
            words = self._day_words()
            raise BadInput(
                self.env._(
                    "%(year)s is loaded in “%(calendar)s” already, with other days. The first that differs is "
                    "%(date)s: %(old)s in the calendar, %(new)s in the list. Correct single days in the calendar's table.",
                    year=str(year),
                    calendar=self.name,
                    date=fields.Date.to_string(found.date),
                    old=words[found.old],
                    new=words[found.new],
                )
            )

    @api.model
    def _day_words(self):
        """What a day is, in words: {kind or None: words}."""
        kinds = dict(self.env["jn.calendar.day"]._fields["kind"]._description_selection(self.env))
        return {**kinds, None: self.env._("a day like any other of its weekday")}

    @api.model
    def _library_days(self, year):
        """The days of `year` as the library `chinesecalendar` has them; BadInput for a year that it does not know."""
        known = {day.year for day in constants.holidays}
        if year not in known:
            raise BadInput(
                self.env._(
                    "The built-in tables know the years %(first)s to %(last)s; %(year)s is not among them. "
                    "Load it from a CSV file once the State Council has announced its holidays.",
                    first=str(min(known)),
                    last=str(max(known)),
                    year=str(year),
                )
            )
        names = {member.value: member.chinese for member in Holiday}
        tables = {"off": constants.holidays, "on": constants.workdays}
        return {
            day: Day(kind, names.get(name, name))
            for kind, table in tables.items()
            for day, name in table.items()
            if date(year, 1, 1) <= day <= date(year, 12, 31)
        }

    @api.model
    def _csv_days(self, content, year):
        """The days of a CSV file (bytes); BadInput with the line of a mistake."""
        kinds = {words: kind for kind, words in self._day_words().items() if kind}
        headings = {self.env._("Date"): "date", self.env._("Kind"): "kind", self.env._("Name"): "name"}
        try:
            return holidays.read_csv(content, year, kinds, headings)
        except holidays.HolidayError as error:
            template = self.env._(MISTAKES[error.code])
            raise BadInput(template % error.params) from error
