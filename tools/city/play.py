"""Plays every course twice, inside Odoo, in a database that is thrown away; tells what rows the engine wrote, and when."""

import json
from datetime import datetime, time, timedelta

from odoo.tools import SQL

from odoo.addons.jn_rules.quiet import awake

from . import chains, courses
from .acting import Actors, travel
from .tables import Tables

# Two plays: another place, other people, other words, other days; seconds tell which act a moment goes back to.
STARTS = (datetime(2026, 3, 10, 2, 10), datetime(2026, 4, 14, 1, 50))
PARTS = (0.4, 0.45)
FIRST_SECOND = 11
LONGEST = timedelta(days=40)


def main(env, wanted=None):
    """Print the plays of all courses (or those wanted) as JSON."""
    tables = Tables(env)
    _spread_numbers(env, tables)
    env["jn.clock"]._row() or env["jn.clock"]._make_rehearsal()
    told = [
        [Play(env, tables, course, number).run() for number in (0, 1)]
        for course in courses.load() if wanted is None or course.code in wanted
    ]
    print(json.dumps({"plays": told, **_configuration(env, tables)}))


def _spread_numbers(env, tables):
    """Let the ids of every table begin somewhere else, so that a number tells whose it is."""
    for place, table in enumerate(tables.order, start=1):
        if "id" in tables.columns[table]:
            env.cr.execute(SQL("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", table, place * 10_000_019))


def _configuration(env, tables):
    """What the shapes need to know of the process and of the tables."""
    timers = {}
    for timer in env["jn.flow.timer"].search([]):
        ends = set(filter(None, timer.version_id.timer_ids.mapped("due_field")))
        span = {"amount": timer.amount, "unit": timer.unit, "roll": timer.roll, "min_hours": timer.min_hours, "roll_time": timer.roll_time}
        timers[timer.id] = {
            "code": timer.code, "span": span, "warn_hours": timer.warn_hours,
            "follows": timer.start_field in ends, "names_calendar": timer._needs_calendar(),
            "reckoned": timer._needs_calendar() or timer._counts_days(),
        }
    calendar = env["jn.unit"].search([("kind", "=", "city")])._calendar()
    told = {
        "name": calendar.name, "tz": calendar.tz, "years": sorted(calendar.years),
        "hours": {day: [[str(begin), str(end)] for begin, end in hours] for day, hours in calendar.hours.items()},
        "off": sorted(map(str, calendar.off)), "on": sorted(map(str, calendar.on)),
    }
    quiet = [env["jn.setting"]._get(f"message.quiet_{end}") for end in ("from", "to")]
    known = {"columns": tables.columns, "links": tables.links, "models": tables.models, "order": tables.order}
    return {"calendar": told, "quiet": quiet, "timers": timers, **known}


class Play:
    """One play of one course."""

    def __init__(self, env, tables, course, number):
        self.env, self.tables, self.course, self.number = env, tables, course, number
        calendar = env["jn.unit"].search([("kind", "=", "city")])._calendar()
        ends = [time.fromisoformat(env["jn.setting"]._get(f"message.quiet_{end}")) for end in ("from", "to")]
        self.hours = chains.Hours(calendar, lambda moment: awake(moment, *ends, calendar.tz))
        self.cast = Cast(env, course, number).words
        self.rng = Steady()
        self.case, self.snapshots, self.acts, self.since = env["jn.case"], [], [], []

    def run(self):
        """Play, and return all that shapes are read from."""
        beginning = self._begin()
        now = beginning[-1]
        for act in self.course.acts:
            now = self._act(act, now)
        self._go(now, now + LONGEST)
        moments = [*beginning, *self.acts]
        self._settled()
        return {
            "code": self.course.code, "cast": self.cast, "moments": [str(at) for at in moments],
            "since": [str(at) for at in self.since], "snapshots": self.snapshots,
        }

    def _begin(self):
        """Let the case arrive; return the moments of its beginning."""
        completed = self._completed()
        low, high = self.course.arrives
        arrived = completed + timedelta(hours=low + (high - low) * PARTS[self.number])
        moments = [completed - timedelta(minutes=95), completed - timedelta(minutes=85), completed, arrived]
        moments = [at.replace(second=FIRST_SECOND + place, microsecond=0) for place, at in enumerate(moments)]
        item = self._item(*moments)
        if self.course.noted:
            self._ingest({**item, "completed_at": None}, moments[1])
            self._go(moments[1], moments[3])
        self._ingest(item, moments[3])
        return moments

    def _completed(self):
        """When the matter is finished: on the day of this play, or on the next one that is followed by days off."""
        completed = STARTS[self.number]
        while self.course.eve and self.hours.calendar.is_working((completed + timedelta(days=1)).date()):
            completed += timedelta(days=1)
        return completed

    def _item(self, accepted, _noted, completed, _arrived):
        cast, clock = self.cast, self.env["jn.clock"]
        self.cast["day"] = str((completed + timedelta(hours=8)).date())
        return {
            "source": "hall", "ref": cast["ref"], "unit": cast["unit_code"], "matter": cast["matter_code"], "handler": cast["clerk"],
            "applicant_name": cast["applicant"], "phone": cast["phone"],
            "accepted_at": clock._iso(accepted), "completed_at": clock._iso(completed),
        }

    def _ingest(self, item, at):
        with self.env["jn.clock"]._frozen(at):
            [result] = self.env["jn.case"].with_user(self.cast["intake_id"]).ingest([item])
        self.case = self.case.browse(result["id"])
        self.env.flush_all()
        self.env.invalidate_all()

    def _act(self, act, now):
        since = self._end_of(act.after, now) if act.after else now
        self.since.append(since)
        at = chains.moment(act, since, self.rng, self.hours, PARTS[self.number])
        at = at.replace(second=FIRST_SECOND + len(courses.BEGINNING) + len(self.acts))
        self._go(now, at)
        with self.env["jn.clock"]._frozen(at):
            Actors(self.env, self.case, self.cast).do(act.verb, act.values)
        self.acts.append(at)
        return at

    def _end_of(self, timer, now):
        """When the running time limit of that code ends."""
        self._go(now, now)  # what the last act has caused begins its own time limits
        rows = self.tables.rows(self.case)["jn_flow_deadline"]
        ids = self.env["jn.flow.timer"].search([("code", "=", timer)]).ids
        return datetime.fromisoformat([row["due_at"] for row in rows if row["timer_id"] in ids and not row["ended_at"]][-1])

    def _go(self, now, target):
        travel(self.env, now, target, self._seen)

    def _seen(self, moment):
        self.env.flush_all()
        rows = self.tables.rows(self.case)
        if not self.snapshots or rows != self.snapshots[-1]["rows"]:
            self.snapshots.append({"at": str(moment), "rows": rows})

    def _settled(self):
        if any(row["ended_at"] is None for row in self.snapshots[-1]["rows"]["jn_flow_deadline"]):
            raise RuntimeError(f"the course {self.course.code} does not end")


class Steady:
    """Chance of a play: people come soon after the doors open."""

    def uniform(self, low, high):
        """A number near `low`."""
        return low + (high - low) * 0.1


class Cast:
    """Who and what a play is about, as {word: value}; the two casts have no value in common."""

    def __init__(self, env, course, number):
        windows = env["jn.unit"].search([("kind", "=", "window"), ("county_id.kind", "=", "county")], order="id")
        window = windows[0] if number == 0 else windows[-1]
        matter = env["jn.matter"].search([], order="id")[3 + number * 7]
        people = {f"{word}_id": self._holder(unit, role, place) for word, (unit, role, place) in {
            "clerk": (window, "window_clerk", 0), "liaison": (window, "liaison", 0), "chief": (window, "chief_representative", 0),
            "supervisor": (window.county_id, "supervisor", 0), "supervisor2": (window.county_id, "supervisor", 1),
            "city_leader": (window._city(), "leader", 0), "intake": (window._city(), "intake", 0),
        }.items()}
        digits = f"{'48' if number else '17'}{courses.load().index(course):02}"
        tags = env["jn.answer.tag"].search([], order="id")
        self.words = {
            **{word: user.id for word, user in people.items()},
            "unit_id": window.id, "unit_code": window.code, "unit": window.name, "hall": window.hall_id.name,
            "matter_id": matter.id, "matter_code": matter.code, "matter": matter.name, "clerk": people["clerk_id"].staff_code,
            "applicant": f"⟦applicant{number}⟧", "ref": f"⟦ref{number}-{course.code}⟧", **_phone(env, course.phone, digits),
            "good": 5 - number, "bad": 1 + number, "tag_id": tags[number].id, "complaint": f"⟦complaint{number}⟧",
            **{word: f"⟦the {word} of play {number}⟧" for word in WORDS},  # long enough that no report is remarked upon
        }

    def _holder(self, unit, role, place):
        return unit._holders(f"jn_org.group_{role}").sorted("id")[place]


WORDS = ("talk", "miss", "cause", "measures", "result", "refusal", "found", "agreed", "concluded", "decided")


def _phone(env, kind, digits):
    """The number of a play's citizen, and as the engine keeps it."""
    number = {"empty": "", "landline": f"0537-236{digits}", "short": f"1395{digits}"}.get(kind, f"1395370{digits}")
    if kind == "unknown":
        env["jn.demo.phone"].create({"number": f"+86{number}", "behaviour": "unknown"})
    return {"phone": number, "e164": f"+86{number.lstrip('0').replace('-', '')}"}
