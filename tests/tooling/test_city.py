"""./jn city without a database: its places, numbers, rhythm, courses, and how shapes are read from plays."""

import doctest
import io
from contextlib import contextmanager, nullcontext
from datetime import date, datetime, time, timedelta
from random import Random

import phonenumbers
import pytest

from jn_rules.calendars import WorkCalendar
from tools import cli
from tools.city import __main__ as making
from tools.city import chains, courses, names, plan, progress, rhythm, shapes, stamp
from tools.commands import city
from tools.trouble import Trouble

OFFICE = ((time(9), time(12)), (time(13), time(17)))
HOLIDAY = date(2026, 5, 4)
CALENDAR = WorkCalendar("city", "Asia/Shanghai", dict.fromkeys(range(5), OFFICE), off=frozenset({HOLIDAY}), years=frozenset({2025, 2026}))
UNTIL = datetime(2026, 6, 30, 8, 30)
BEHAVIOUR = names.load("rhythm")


def test_there_are_six_hundred_windows_in_fourteen_counties_and_the_centre_and_three_thousand_matters():
    windows = [*names.windows()]
    assert len({code for code, *_rest in windows}) == 600
    assert len({place for _code, _name, place, _of in windows}) == 15
    assert len({code for code, *_rest in names.matters()}) == 3000


def test_every_number_is_taken_for_a_mobile_one():
    for prefix in BEHAVIOUR["prefixes"]:
        for rest in ("00000000", "12345678", "99999999"):
            number = phonenumbers.parse(f"1{prefix}{rest}", "CN")
            assert phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE, number


@pytest.mark.parametrize("cases", [1, 7, 1000, 123_457])
def test_every_case_has_its_day_and_its_number(cases):
    days = rhythm.days(cases, UNTIL, CALENDAR, BEHAVIOUR, seed=1)
    numbers = [number for day in days for number in (day.first, day.first + day.count - 1)]
    assert sum(day.count for day in days) == cases
    assert numbers == sorted(numbers) and numbers[0] == 1 and numbers[-1] == cases


def test_offices_are_closed_on_holidays_and_busier_afterwards():
    count = {day.day: day.count for day in rhythm.days(1_000_000, UNTIL, CALENDAR, BEHAVIOUR, seed=1)}
    assert HOLIDAY not in count
    usual = sorted(count.values())[len(count) // 2]
    assert count[HOLIDAY + timedelta(days=1)] > usual


def test_a_seed_gives_the_same_days_and_another_seed_others():
    drawn = [rhythm.days(1_000_000, UNTIL, CALENDAR, BEHAVIOUR, seed) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_rare_days_are_far_busier_than_the_same_weekday_of_other_weeks():
    days = rhythm.days(1_000_000, UNTIL, CALENDAR, {**BEHAVIOUR, "months": {}}, seed=1)
    mondays = sorted((day.count for day in days if day.day.weekday() == 2), reverse=True)
    every = sorted((day.count for day in days), reverse=True)
    assert every[0] > 1.8 * mondays[len(mondays) // 2]


def test_the_last_day_is_as_full_as_its_hours_allow():
    early, late = (
        rhythm.days(1_000_000, UNTIL.replace(hour=hour), CALENDAR, BEHAVIOUR, seed=1)[-1] for hour in (2, 8)
    )
    assert early.part < late.part < 1 and early.count < late.count


def test_groups_of_days_hold_every_day_once_and_not_more_than_asked():
    days = rhythm.days(100_000, UNTIL, CALENDAR, BEHAVIOUR, seed=1)
    groups = rhythm.chunks(days, 5000)
    assert [day for group in groups for day in group] == days
    assert all(sum(day.count for day in group) <= 5000 or len(group) == 1 for group in groups)


def test_good_windows_disappoint_less_often_than_poor_ones():
    every = courses.load()
    bad = [place for place, course in enumerate(every) if any(act.values.get("level") == "bad" for act in course.acts)]
    shares = {}
    for quality in BEHAVIOUR["qualities"]:
        bounds = [0.0, *courses.shares(every, quality)]
        shares[quality] = sum(bounds[place + 1] - bounds[place] for place in bad)
    assert shares["good"] < shares["fair"] < shares["poor"]


def test_every_act_of_every_course_can_be_acted():
    known = {"answer", "answer_app", "call", "report", "confirm", "conclude", "approve", "account", "decide"}
    assert {act.verb for course in courses.load() for act in course.acts} <= known


def test_one_row_in_two_hundred_or_so_is_dirty():
    every = courses.load()
    bounds = [0.0, *courses.shares(every, "fair")]
    dirty = [place for place, course in enumerate(every) if course.phone in ("empty", "landline", "short") or course.arrives[0] > 24]
    share = sum(bounds[place + 1] - bounds[place] for place in dirty) + 1 / BEHAVIOUR["unknown_handler"]
    assert share == pytest.approx(0.005, abs=0.0015)


def hours():
    return chains.Hours(CALENDAR, lambda moment: moment)


def shape(wait, due_after, late=False):
    """A course of one act within a time limit that counts from the beginning."""
    due = shapes.Due(place=5, row=0, timer=1, start=(3, 0))
    timeline = [(3, 0), (5, 0), (4, 0)] if late else [(3, 0), (4, 0)]
    return shapes.Shape("x", (courses.Act("act", "call", wait),), [due], timeline, [(3, 0)], [] if late else [((5, 0), (4, 0))], [])


def draw(a_shape, due_after, beginning=datetime(2026, 4, 13, 2)):
    drawer = chains.Drawer(a_shape, lambda due, start: (start + timedelta(hours=due_after), ["so"]), hours())
    return drawer.draw([beginning + timedelta(seconds=place) for place in range(4)], Random(3))


def test_what_was_in_time_in_the_play_is_drawn_in_time():
    for _turn in range(20):
        moments, steps = draw(shape((0.1, 6), 3), 3)
        assert moments[4] < moments[5] and steps == [["so"]]


def test_what_was_late_in_the_play_is_drawn_late():
    moments, _steps = draw(shape((0.1, 6), 3, late=True), 3)
    assert moments[5] < moments[4]


def test_nothing_is_drawn_where_the_calendar_leaves_no_way():
    assert draw(shape((5, 6), 3), 3) is None


def test_staff_act_while_offices_are_open_and_never_on_a_whole_minute():
    for hour in range(0, 72, 5):
        moments, _steps = draw(shape((0.1, 60), 900), 900, datetime(2026, 4, 17, 2) + timedelta(hours=hour))
        local = CALENDAR.local(moments[4])
        assert CALENDAR.is_working(local.date()) and any(begin <= local.time() < end for begin, end in OFFICE)
        assert moments[4].second


KNOWN = {
    "timers": {
        "7": {"code": "reply", "reckoned": False, "warn_hours": 0},
        "8": {"code": "call", "reckoned": True, "warn_hours": 4},
    },
    "columns": {
        "jn_case": {"id": "int4", "unit_id": "int4", "text": "text", "level": "int4", "closed_at": "timestamp", "create_date": "timestamp"},
        "jn_flow_deadline": {
            "id": "int4", "res_model": "varchar", "res_id": "int4", "timer_id": "int4", "started_at": "timestamp", "due_at": "timestamp",
            "warn_at": "timestamp", "ended_at": "timestamp", "state": "varchar", "steps": "jsonb",
        },
    },
    "links": {"jn_case": {"unit_id": "jn_unit"}, "jn_flow_deadline": {"timer_id": "jn_flow_timer"}},
    "models": {"jn_case": "jn.case"},
    "order": ["jn_case", "jn_flow_deadline"],
}


def play(number, text="{unit}：请 {case} 评价", **changes):
    """One play of a course with one call, which ends a reckoned time limit."""
    start = datetime(2026, 3, 9 + 7 * number, 2, 10 * number)
    moments = [start + timedelta(minutes=place, seconds=11 + place) for place in range(5)]
    due = datetime(2026, 3, 10 + 7 * number, 4)
    cast = {"unit_id": 100 + number, "unit": f"窗口{'甲乙'[number]}", "good": 5 - number, "tag_id": 1 + number}
    case = {
        "id": 1000 + number, "unit_id": cast["unit_id"], "text": text.format(case=1000 + number, **cast), "level": 5 - number,
        "closed_at": str(moments[4] + timedelta(days=2)), "create_date": "2026-11-25 01:02:03.4", **changes,
    }
    limit = {
        "id": 2000 + number, "res_model": "jn.case", "res_id": case["id"], "timer_id": 8, "started_at": str(moments[3]), "due_at": str(due),
        "warn_at": str(due - timedelta(hours=4)), "ended_at": str(moments[4]), "state": "met", "steps": '["reckoned"]',
    }
    rows = {"jn_case": [case], "jn_flow_deadline": [limit]}
    return {
        "code": "x", "cast": cast, "moments": list(map(str, moments)), "since": [str(moments[3])],
        "snapshots": [{"at": str(moments[4]), "rows": rows}],
    }


def read(*plays):
    course = courses.Course("x", {}, (courses.Act("1-call", "call", (0, 1)),))
    return shapes.Reader(course, plays, KNOWN).shape()


def test_a_shape_tells_of_every_column_what_it_goes_back_to():
    found = read(play(0), play(1))
    [case] = found.snapshots[0]["jn_case"]
    [limit] = found.snapshots[0]["jn_flow_deadline"]
    assert case["unit_id"] == ["word", "unit_id"] and case["level"] == ["word", "good"]
    assert case["closed_at"] == ["at", 4, 2 * 86400] and case["create_date"] == ["stamp"]
    assert case["text"] == ["text", [
        ["const", ""], ["word", "unit"], ["const", "：请 "], ["id", "jn_case", 0], ["const", " 评价"]]]
    assert limit["due_at"] == ["at", 5, 0] and limit["warn_at"] == ["at", 5, -4 * 3600] and limit["steps"] == ["steps", 5]
    assert found.met == [((5, 0), (4, 0))] and found.timeline == [(4, 0)]


@pytest.mark.parametrize("changes", [
    {"text": "{unit}"}, {"level": 3}, {"closed_at": "2026-03-20 03:03:03"}, {"closed_at": None}, {"text": "再见 {unit}：请 {case} 评价"},
])
def test_what_goes_back_to_nothing_is_an_error(changes):
    text = changes.pop("text", "{unit}：请 {case} 评价")
    with pytest.raises(shapes.UnlikeError):
        read(play(0), play(1, text, **changes))


def test_a_statement_writes_each_row_of_a_shape_for_all_cases_that_are_so_far():
    stamper = stamp.Stamper([read(play(0), play(1))], KNOWN["columns"], {}, 8, UNTIL)
    statements = dict(stamper.statements(0, 0))
    assert statements["jn_case"].startswith('INSERT INTO jn_case ("id", "unit_id", "text", "level", "closed_at", "create_date") SELECT ')
    assert "p.unit || '：请 ' || p.n * 2 + 0 || ' 评价'" in statements["jn_case"]
    assert statements["jn_case"].endswith("FROM city_plan p WHERE p.course = 0 AND p.snap = 0")
    assert "(p.m[6] + interval '-14400 seconds')::timestamp" in statements["jn_flow_deadline"]


def test_constants_are_quoted():
    assert stamp.literal("it's") == "'it''s'" and stamp.literal(None) == "NULL" and stamp.literal(True) == "true"


def test_the_bar_moves_and_ends_with_a_line_of_its_own():
    out = io.StringIO()
    with progress.Bar("Cases", 10, out) as bar:
        bar.add(10)
    assert "10 of 10" in out.getvalue() and out.getvalue().endswith("\n")


def test_the_command_has_defaults_and_refuses_no_cases():
    options = cli._parse(["city"])
    assert (options.cases, options.db) == (100_000, "city")
    for cases in ("0", "1000000000"):
        with pytest.raises(Trouble, match="from 1 to"):
            city.main(cli._parse(["city", "--cases", cases]))


def test_a_city_that_would_fill_the_disk_is_refused_before_anything_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr(city.postgres, "is_foreign", lambda: False)
    monkeypatch.setattr(city.postgres, "folder", lambda: tmp_path)
    city._check_room(1)
    with pytest.raises(Trouble, match="GB are free"):
        city._check_room(10**12)


def test_a_database_that_is_there_is_left_alone(monkeypatch):
    monkeypatch.setattr(city.databases, "exists", lambda name: True)
    with pytest.raises(Trouble, match="already"):
        city._make("jining", fresh=False)


@pytest.mark.parametrize("module", [chains, courses, names, plan, progress], ids=lambda module: module.__name__)
def test_the_examples_in_the_modules_hold(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed


def test_courses_are_played_once_for_the_same_code_regulation_and_founding(monkeypatch, tmp_path):
    ids, played = [["1 hall"]], []
    monkeypatch.setattr(making, "PLAYS", tmp_path / "city")
    monkeypatch.setattr(making.psql, "ask", lambda _query, _database: ids)
    monkeypatch.setattr(making, "_play", lambda database: played.append(database) or '{"plays": ["told"]}')
    assert [making._played(name) for name in ("one", "two")] == [{"plays": ["told"]}] * 2
    ids[0][0] = "2 hall"
    making._played("three")
    assert played == ["one", "three"]


def test_whatever_the_day_some_window_repairs_in_time():
    codes = [course.code for course in courses.load()]
    assert set(plan.IN_TIME) <= set(codes)
    reports = {course.code: [act.after for act in course.acts if act.verb == "report"] for course in courses.load()}
    assert reports["returned"] == [None, "object"], "what came back is reported on once the right to object has lapsed"


def test_what_is_known_of_a_city_is_noted_while_the_database_server_runs(monkeypatch):
    """It stops with the last command that is at work."""
    running, noted = [], {}

    @contextmanager
    def at_work(name):
        running.append(name)
        yield
        running.remove(name)

    def note(name, **facts):
        assert running == ["city"]
        noted[name] = facts

    monkeypatch.setattr(city.setup, "at_work", at_work)
    monkeypatch.setattr(city.setup, "locked", nullcontext)
    monkeypatch.setattr(city.databases, "facts", lambda name: {"logins": [["admin"]] if running else None})
    monkeypatch.setattr(city.databases, "note", note)
    for step in ("_check_room", "_make", "fill"):
        monkeypatch.setattr(city, step, lambda *_given: 0)
    city.main(cli._parse(["city", "--cases", "1", "--db", "tiny"]))
    assert noted["tiny"]["demo"] and ["admin"] in noted["tiny"]["logins"] and len(noted["tiny"]["logins"]) > 1
