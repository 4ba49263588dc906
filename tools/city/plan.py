"""Draws the facts of cases: those of simple courses by one statement, those with reckoned time limits one by one."""

import io
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

from jn_rules.deadlines import deadline

from . import chains, courses
from .stamp import as_json, literal

SQL = (Path(__file__).parent / "plan.sql").read_text(encoding="utf-8")
TABLE = """
    CREATE TEMPORARY TABLE city_plan (n int, h bigint, course int, snap int, unit_id int, unit text, hall text, matter_id int,
        matter text, clerk_id int, clerk text, liaison_id int, chief_id int, supervisor_id int, supervisor2_id int,
        applicant text, phone text, ref text, day text, good int, bad int, tag_id int, complaint text, m timestamp[], s jsonb[])"""
RANDOM = 10  # how many independent numbers between 0 and 1 a case has
TAIL = timedelta(days=75)  # no case is open longer
IN_TIME = (
    "repaired", "repaired_at_once", "repaired_last_day", "repaired_at_once_reminded", "repaired_reminded", "repaired_at_last",
)
LONG = 1000
LIVES = 10  # of one course and day; where there are more cases, some live through the same moments at different windows


def lists(values, kind):
    """A list as an array of SQL.

    >>> lists([1, 2.5], "float8")
    "('{1,2.5}'::float8[])"
    """
    return f"('{{{','.join(map(str, values))}}}'::{kind}[])"


class Planner:
    """Fills a session's table `city_plan` with the cases of some days."""

    def __init__(self, setting):
        """`setting`: the `Setting` of the whole city."""
        self.city = setting
        self.reckon = Reckoner(setting)
        codes = [course.code for course in setting.courses]
        self.in_time = [codes.index(code) for code in IN_TIME]

    def plan(self, cursor, days):
        """Draw all cases of these days; each then has its course and the number of its last event."""
        cursor.execute("TRUNCATE city_plan")
        cursor.execute(self._statement(days))
        self._settle_simple(cursor, days)
        self._draw_chains(cursor)
        cursor.execute("DELETE FROM city_plan WHERE snap < 0; CREATE INDEX IF NOT EXISTS city_plan_course ON city_plan (course, snap)")
        cursor.execute("ANALYZE city_plan")

    def _statement(self, days):
        city, behaviour = self.city, self.city.behaviour
        hours, done = zip(*behaviour["hours"], strict=True)
        slopes = [(b - a) * 3600 / (y - x) for a, b, x, y in zip(hours, hours[1:], done, done[1:], strict=False)]
        rows = ", ".join(f"({d.first}, {d.count}, timestamp '{d.start}', {d.part!r}::float8)" for d in days)
        numbers = [f"hashint8extended(n, {city.seed * 100 + k}) & 9007199254740991" for k in range(RANDOM + 1)]
        return SQL.format(
            days=rows, done=lists(done, "float8"), hour=lists([hour * 3600 for hour in hours], "float8"), slope=lists(slopes, "float8"),
            random=", ".join([f"({numbers[0]}) AS h", *(f"({one}) / 9007199254740992.0::float8 AS u{k}" for k, one in enumerate(numbers[1:], 1))]),
            **{quality: lists(courses.shares(city.courses, quality)[:-1], "float8") for quality in behaviour["qualities"]},
            windows=lists(city.window_bounds, "float8"), people=max(1, int(city.cases * behaviour["visits"])), seed=city.seed,
            latest=lists([course.arrives[1] + 2 * course.noted for course in city.courses], "float8"),
            otherwise=0, until=literal(str(city.until)) + "::timestamp", zone=city.zone,
            noted=lists([course.noted for course in city.courses], "bool"), phone=lists([course.phone for course in city.courses], "text"),
            from_hours=lists([course.arrives[0] for course in city.courses], "float8"),
            days_late=lists([(course.arrives[1] - course.arrives[0]) / 24 for course in city.courses], "float8"),
            to_hours=lists([course.arrives[1] for course in city.courses], "float8"),
            unknown_handler=behaviour["unknown_handler"], complaints_count=sum(map(len, behaviour["complaints"].values())),
            surnames=lists(city.surnames, "text"), surnames_count=len(city.surnames),
            given=lists(behaviour["given"], "text"), given_count=len(behaviour["given"]),
            prefixes=lists(behaviour["prefixes"], "text"), prefixes_count=len(behaviour["prefixes"]),
        )

    def _settle_simple(self, cursor, days):
        """Tell how many of its events every case has behind it that needs no drawing."""
        recent = days[-1].start > self.city.until - TAIL
        counts = []
        for number, shape in enumerate(self.city.shapes):
            if not shape.dues:
                events = [f"(m[{place + 1}] + interval '{seconds} seconds' <= '{self.city.until}')::int" for place, seconds in shape.timeline]
                counts.append(f"WHEN {number} THEN {' + '.join(events) if recent else len(events)} - 1")
        cursor.execute(f"UPDATE city_plan SET snap = CASE course {' '.join(counts)} ELSE snap END")

    def _draw_chains(self, cursor):
        chained = {number: chains.Drawer(shape, self.reckon, self.city.hours) for number, shape in enumerate(self.city.shapes) if shape.dues}
        cursor.execute("SELECT n, course, m[1:4] FROM city_plan WHERE course = ANY(%s) ORDER BY n", [list(chained)])
        lines, lives = io.StringIO(), {}
        for number, course, beginning in cursor.fetchall():
            day = lives.setdefault((course, beginning[2].date()), [])
            if len(day) < LIVES:
                day.append(self._life(number, course, beginning, chained))
            lines.write(f"{number}\t{day[number % len(day)]}\n")
        lines.seek(0)
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS city_drawn (n int, course int, snap int, m timestamp[], s jsonb[]); TRUNCATE city_drawn")
        cursor.copy_expert("COPY city_drawn FROM STDIN", lines)
        cursor.execute("UPDATE city_plan p SET course = d.course, snap = d.snap, m = d.m, s = d.s FROM city_drawn d WHERE d.n = p.n")

    def _life(self, number, course, beginning, chained):
        """A case's life as COPY takes it; where its course finds no way through the calendar, that of a window in time does."""
        # before a long holiday the only way may be to hurry on the first day after it, once reminded
        for taken, tries in (*((one, chains.TRIES) for one in (course, *self.in_time)), *((one, LONG) for one in self.in_time)):
            drawn = chained[taken].draw(beginning, Random(f"{self.city.seed} {number}"), tries)
            if drawn:
                moments, steps = drawn
                timeline = self.city.shapes[taken].timeline
                snap = sum(moments[place] + timedelta(seconds=seconds) <= self.city.until for place, seconds in timeline) - 1
                return f"{taken}\t{snap}\t{_array(moments)}\t{_array(map(as_json, steps))}"
        raise ValueError(f"case {number}: no way through the calendar after {beginning}")


class Reckoner:
    """Reckons time limits with the calendar; the same beginning is reckoned once."""

    def __init__(self, setting):
        self.limits, self.calendar = setting.limits, setting.calendar
        self._found = cache(self._find)

    def __call__(self, due, start):
        return self._found(due.timer, start)

    def _find(self, timer, start):
        limit = self.limits[timer]
        found = deadline(start, limit.span, self.calendar, follows=limit.follows)
        steps = [[key, params] for key, params in found.steps]
        return found.due, [*steps, ["calendar", {"name": self.calendar.name}]] if limit.names_calendar else steps


def _array(values):
    """A list as COPY takes it for an array."""
    quoted = ('"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return ("{" + ",".join(quoted) + "}").replace("\\", "\\\\")
