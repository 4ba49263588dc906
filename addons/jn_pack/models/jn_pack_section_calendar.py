from odoo import api, fields, models
from odoo.fields import Command

from ..const import WEEKDAYS
from ..schemas import load_schema

FILE = "calendar.yaml"
KINDS = ("off", "on")


class JnPackSectionCalendar(models.AbstractModel):
    """`calendar.yaml`: working hours, holidays and make-up working days (decision B4)."""

    _name = "jn.pack.section.calendar"
    _inherit = ["jn.pack.section"]
    _description = "Calendars of a Pack"

    _section_sequence = 20
    _section_pattern = FILE
    _section_schema = load_schema(__file__, "calendar")

    @api.model
    def _section_apply(self, pack, files, publish):
        rows = files.get(FILE, {}).get("calendars", {})
        for code in _parents_first(rows):
            self._apply_calendar(pack, code, rows[code])
        gone = self._of(pack).filtered(lambda calendar: calendar.code not in rows)
        used = self.env["jn.unit"].with_context(active_test=False).search([("calendar_id", "in", gone.ids)])
        kept = gone & (used.calendar_id | self.env["jn.calendar"].search([("parent_id", "in", gone.ids)]).parent_id)
        # there is no archive for calendars: one that units work by becomes one made by hand
        kept.write({"pack_id": False})
        (gone - kept).unlink()

    @api.model
    def _section_export(self, pack):
        rows = {calendar.code: self._calendar_data(calendar) for calendar in self._of(pack)}
        return {FILE: {"calendars": rows}} if rows else {}

    @api.model
    def _section_problems(self, files, everything):
        rows = files.get(FILE, {}).get("calendars", {})
        return [
            (FILE, ("calendars", code, *keys), text)
            for code, row in rows.items()
            for keys, text in self._wrong(row, rows)
        ]

    @api.model
    def _wrong(self, row, rows):
        """What the schema cannot see in one calendar: pairs of (keys, sentence)."""
        if "parent" in row and row["parent"] not in rows:
            yield ("parent",), self.env._("there is no calendar “%(code)s” in this file", code=row["parent"])
        elif "parent" not in row and not row["hours"]:
            yield ("hours",), self.env._("a calendar that inherits from none needs working hours")
        for index, hour in enumerate(row["hours"]):
            if hour["from"] >= hour["to"]:
                yield ("hours", index), self.env._("working hours begin before they end")
        yield from self._wrong_days(row)

    @api.model
    def _wrong_days(self, row):
        seen = set()
        for kind in KINDS:
            for index, day in enumerate(row[kind]):
                if not _is_date(day["date"]):
                    yield (kind, index, "date"), self.env._("there is no day %(date)s", date=day["date"])
                if day["date"] in seen:
                    yield (kind, index, "date"), self.env._("%(date)s is there twice", date=day["date"])
                seen.add(day["date"])

    @api.model
    def _apply_calendar(self, pack, code, row):
        parent = self.env["jn.calendar"].search([("code", "=", row.get("parent"))])
        values = {"pack_id": pack, "code": code, "name": row["name"], "tz": row["tz"], "parent_id": parent}
        calendar = self.env["jn.calendar"].search([("code", "=", code)])
        if calendar:
            self._store(calendar, values)
            self._apply_hours(calendar, row)
        else:
            hours = [Command.create(hour) for hour in _hour_rows(row)]
            calendar = self._create("jn.calendar", {**values, "hour_ids": hours})
        self._apply_days(calendar, row)
        self._apply_years(calendar, row)

    @api.model
    def _apply_hours(self, calendar, row):
        """One outdated row becomes a new one, for a calendar may at no moment be without hours."""
        wanted = _hour_rows(row)
        gone = calendar.hour_ids.filtered(lambda hour: _hour_values(hour) not in wanted)
        have = [_hour_values(hour) for hour in calendar.hour_ids - gone]
        missing = [values for values in wanted if values not in have]
        reused = gone[:1] if missing else gone[:0]
        (gone - reused).unlink()
        if reused:
            reused.write(missing.pop(0))
        self.env["jn.calendar.hour"].create([{**values, "calendar_id": calendar.id} for values in missing])

    @api.model
    def _apply_days(self, calendar, row):
        wanted = {
            fields.Date.to_date(day["date"]): {"kind": kind, "name": day["name"]} for kind in KINDS for day in row[kind]
        }
        known = {day.date: day for day in calendar.day_ids}
        calendar.day_ids.filtered(lambda day: day.date not in wanted).unlink()
        for date in wanted.keys() & known.keys():
            self._store(known[date], wanted[date])
        new = [{"calendar_id": calendar.id, "date": date, **wanted[date]} for date in sorted(wanted.keys() - known)]
        self.env["jn.calendar.day"].create(new)

    @api.model
    def _apply_years(self, calendar, row):
        wanted = set(row["years"])
        calendar.year_ids.filtered(lambda year: year.year not in wanted).unlink()
        new = sorted(wanted - set(calendar.year_ids.mapped("year")))
        self.env["jn.calendar.year"].create([{"calendar_id": calendar.id, "year": year} for year in new])

    @api.model
    def _calendar_data(self, calendar):
        data = {
            "hours": [_hour_data(hour) for hour in calendar.hour_ids.sorted(lambda h: (h.weekday, h.hour_from))],
            "name": self._words_of(calendar, "name"),
            "tz": calendar.tz,
            "years": sorted(calendar.year_ids.mapped("year")),
            **{kind: self._days_data(calendar, kind) for kind in KINDS},
        }
        return {**data, "parent": calendar.parent_id.code} if calendar.parent_id else data

    @api.model
    def _days_data(self, calendar, kind):
        days = calendar.day_ids.filtered(lambda day: day.kind == kind).sorted("date")
        return [{"date": fields.Date.to_string(day.date), "name": day.name or ""} for day in days]

    @api.model
    def _of(self, pack):
        return self.env["jn.calendar"].search([("pack_id", "=", pack.id)])


def _parents_first(rows):
    """The codes of {code: row}, each after the one it inherits from; a circle is left to the model to refuse.

    >>> _parents_first({"a": {"parent": "b"}, "b": {}})
    ['b', 'a']
    """
    done = []

    def visit(code, path=()):
        if code in rows and code not in done and code not in path:
            visit(rows[code].get("parent"), (*path, code))
            done.append(code)

    for code in rows:
        visit(code)
    return done


def _hour_rows(row):
    """The hours of a file as values of `jn.calendar.hour`."""
    return [
        {
            "weekday": str(WEEKDAYS.index(hour["weekday"])),
            "hour_from": _to_float(hour["from"]),
            "hour_to": _to_float(hour["to"]),
        }
        for hour in row["hours"]
    ]


def _hour_values(hour):
    return {"weekday": hour.weekday, "hour_from": hour.hour_from, "hour_to": hour.hour_to}


def _hour_data(hour):
    return {
        "weekday": WEEKDAYS[int(hour.weekday)],
        "from": _to_text(hour.hour_from),
        "to": _to_text(hour.hour_to),
    }


def _to_float(text):
    hours, minutes = text.split(":")
    return int(hours) + int(minutes) / 60


def _to_text(number):
    """A float hour as text.

    >>> _to_text(8.5), _to_text(_to_float("17:20")), _to_text(24.0)
    ('08:30', '17:20', '24:00')
    """
    hours, minutes = divmod(round(number * 60), 60)
    return f"{hours:02}:{minutes:02}"


def _is_date(text):
    try:
        return bool(fields.Date.to_date(text))
    except ValueError:
        return False
