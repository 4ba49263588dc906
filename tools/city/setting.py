"""What holds for a whole city: its courses and shapes, its calendar, its windows; made once, read by every process."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from jn_rules.calendars import WorkCalendar
from jn_rules.deadlines import Span
from jn_rules.quiet import awake

from . import courses, names, shapes
from .chains import Hours

WINDOWS = """
    SELECT w.id, w.name, h.name, w.department_id, county.code = city.code,
        {clerk}, (SELECT u.staff_code FROM res_users u WHERE u.id = {clerk}), {liaison}, {chief}, {supervisor}, {supervisor2}
    FROM jn_unit w JOIN jn_unit h ON h.id = w.hall_id JOIN jn_unit county ON county.id = w.county_id
    JOIN jn_unit city ON city.kind = 'city' WHERE w.kind = 'window' ORDER BY w.id"""
HOLDER = """
    (SELECT r.user_id FROM jn_unit_user_rel r JOIN res_groups_users_rel g ON g.uid = r.user_id
     JOIN ir_model_data d ON d.model = 'res.groups' AND d.res_id = g.gid AND d.module = 'jn_org' AND d.name = 'group_{role}'
     WHERE r.unit_id = {unit}.id ORDER BY r.user_id LIMIT 1 OFFSET {place})"""
TABLES = """
    CREATE TABLE city_window (k int PRIMARY KEY, unit_id int, unit text, hall text, department_id int, quality int, clerk_id int,
        clerk text, liaison_id int, chief_id int, supervisor_id int, supervisor2_id int);
    CREATE TABLE city_matter AS SELECT id, name, department_id, row_number() OVER (PARTITION BY department_id ORDER BY id) - 1 AS k,
        count(*) OVER (PARTITION BY department_id) AS most FROM jn_matter;
    CREATE TABLE city_complaint (k int PRIMARY KEY, tag_id int, complaint text)"""
AWAY = "DROP TABLE IF EXISTS city_window, city_matter, city_complaint"


@dataclass(frozen=True)
class Limit:
    """A time limit: its span, whether it counts from another's end, and whether its sum names the calendar."""

    span: Span
    follows: bool
    names_calendar: bool


@dataclass
class Setting:
    """Everything that the drawing of cases rests on."""

    cases: int
    seed: int
    until: datetime
    zone: int
    behaviour: dict
    courses: list
    shapes: list
    calendar: WorkCalendar
    hours: Hours
    limits: dict
    columns: dict
    surnames: list
    window_bounds: list = ()


@dataclass(frozen=True)
class _Awake:
    """The quiet hours as a function that another process can be given."""

    begin: time
    end: time
    tz: str

    def __call__(self, moment):
        return awake(moment, self.begin, self.end, self.tz)


def make(cases, seed, told):
    """The setting of a city with so many cases, from what `play` told."""
    behaviour, known, every = names.load("rhythm"), told["calendar"], courses.load()
    calendar = _calendar(known)
    until = datetime.fromisoformat(behaviour["until"]).replace(tzinfo=ZoneInfo(calendar.tz))
    limits = {int(key): Limit(Span(**row["span"]), row["follows"], row["names_calendar"]) for key, row in told["timers"].items()}
    hours = Hours(calendar, _Awake(*map(time.fromisoformat, told["quiet"]), calendar.tz))
    return Setting(
        cases, seed, until.astimezone(UTC).replace(tzinfo=None), round(until.utcoffset().total_seconds() / 3600), behaviour, every,
        shapes.read(every, told), calendar, hours, limits, told["columns"], list(names.towns()["surnames"]),
    )


def _calendar(known):
    hours = {
        int(day): tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in pairs)
        for day, pairs in known["hours"].items()
    }
    off, on = (frozenset(map(date.fromisoformat, known[kind])) for kind in ("off", "on"))
    return WorkCalendar(known["name"], known["tz"], hours, off, on, frozenset(known["years"]))


def write(cursor, setting):
    """Write the tables that the plan draws from, and note how busy each window is."""
    cursor.execute(f"{AWAY}; {TABLES}")
    rng, behaviour = Random(f"windows {setting.seed}"), setting.behaviour
    cursor.execute(WINDOWS.format(**{word: HOLDER.format(**where) for word, where in PEOPLE.items()}))
    rows, busy = cursor.fetchall(), []
    odds = list(behaviour["qualities"].values())
    for k, (unit, name, hall, department, is_centre, *people) in enumerate(rows, start=1):
        quality = rng.choices(range(len(odds)), odds)[0]
        busy.append(rng.lognormvariate(0, 0.6) * (behaviour["centre"] if is_centre else 1))
        cursor.execute("INSERT INTO city_window VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                       [k, unit, name, hall, department, quality, *people])
    setting.window_bounds = [sum(busy[:k]) / sum(busy) for k in range(len(busy))]
    cursor.execute("SELECT code, id FROM jn_answer_tag")
    tags = dict(cursor.fetchall())
    words = [(tags[tag], text) for tag, texts in behaviour["complaints"].items() for text in texts]
    for k, (tag, text) in enumerate(words):
        cursor.execute("INSERT INTO city_complaint VALUES (%s, %s, %s)", [k, tag, text])


PEOPLE = {
    "clerk": {"role": "window_clerk", "unit": "w", "place": 0},
    "liaison": {"role": "liaison", "unit": "w", "place": 0},
    "chief": {"role": "chief_representative", "unit": "w", "place": 0},
    "supervisor": {"role": "supervisor", "unit": "county", "place": 0},
    "supervisor2": {"role": "supervisor", "unit": "county", "place": 1},
}
