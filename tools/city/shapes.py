"""Reads a course's shape from its two plays: of each row and column, what the engine puts there.

A cell is one of

    ["const", value]             the same in every case
    ["stamp"]                    when it was written, which says nothing about the city
    ["at", anchor, seconds]      so long after an act, or after the end of a time limit that is reckoned with the calendar
    ["day", anchor, seconds]     the local day of such a moment
    ["id", table, place]         the id of another row of the same case
    ["word", word]               what belongs to the case: its unit, its people, its texts
    ["steps", due]               how a time limit was reckoned
    ["text", [part, …]]          a text of such cells, and of ["iso", anchor, seconds]: a moment in local time

Whatever differs between the plays and is none of these is an error: the shape would not be the engine's.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .courses import Act

STAMPS = ("create_date", "write_date", "claim", "claimant")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?\+08:00")
NUMBER = re.compile(r"\d+")
LEDGER = "jn_flow_deadline"
TICK = -1  # second: 24:00 belongs to the day that it ends
PEOPLE = ("clerk_id", "liaison_id", "chief_id", "supervisor_id", "supervisor2_id", "city_leader_id", "intake_id")
# Which words may stand in a column, by the table that it points to.
POINTED = {"res_users": PEOPLE, "jn_unit": ("unit_id",), "jn_matter": ("matter_id",), "jn_answer_tag": ("tag_id",)}
LEVELS = ("good", "bad")
NOTHING = ["const", None]
AWAITED, TOLD = "remind_at", "reminded_at"  # when people are told of work that turns yellow or red, and up to when they were


class UnlikeError(ValueError):
    """The two plays of a course do not fit each other."""


@dataclass(frozen=True)
class Due:
    """A time limit that is reckoned with the calendar: its anchor, its timer, and from when it counts."""

    place: int
    row: int
    timer: int
    start: tuple


@dataclass
class Shape:
    """All that one course's cases have in common.

    `snapshots`: after each moment of the `timeline`, {table: [row as {column: cell}]}.
    """

    code: str
    acts: tuple[Act, ...]
    dues: list
    timeline: list
    since: list
    met: list
    snapshots: list


class Reader:
    """Reads one course from its plays; `known` is what `play` tells of process and tables."""

    def __init__(self, course, plays, known):
        self.course, self.plays, self.known = course, plays, known
        if len({len(play["snapshots"]) for play in plays}) > 1:
            raise UnlikeError(f"{course.code}: the plays have different numbers of events")
        self.anchors = [list(map(datetime.fromisoformat, moments)) for moments in zip(*(p["moments"] for p in plays), strict=True)]
        self.last = [play["snapshots"][-1]["rows"] for play in plays]
        self.ids = self._ids()
        self.dues, self.warn, self.running = [], {}, frozenset()
        self._find_dues()
        self.reckoned = {due.row: due.place for due in self.dues}

    def shape(self):
        """Return the shape."""
        pairs = list(zip(*(play["snapshots"] for play in self.plays), strict=True))
        timeline, running = [], ()
        for pair in pairs:
            timeline.append(self._moment([snap["at"] for snap in pair], "timeline", rank=lambda due, rows=running: due.row not in rows))
            running = _running(pair[0]["rows"])
        snapshots = [self._snapshot([snap["rows"] for snap in pair]) for pair in pairs]
        met = [*self._met(), *_forestalled(snapshots, timeline)]
        return Shape(self.course.code, self.course.acts, self.dues, timeline, self._since(), met, snapshots)

    def _since(self):
        """From when the wait of each act counts."""
        found = []
        for act, pair in zip(self.course.acts, zip(*(play["since"] for play in self.plays), strict=True), strict=True):
            found.append(self._moment(list(pair), "since", rank=lambda due, code=act.after: (self._timer(due)["code"] != code, -due.row)))
        return found

    def _timer(self, due):
        return self.known["timers"][str(due.timer)]

    def _ids(self):
        """{(id in one play, in the other): (table, place)} of all rows, those that went away again included."""
        found = {}
        for table in self.known["order"]:
            rows = [self._appeared(play, table) for play in self.plays]
            if len({len(one) for one in rows}) > 1:
                raise UnlikeError(f"{self.course.code}: different numbers of rows in {table}")
            for place, pair in enumerate(zip(*rows, strict=True)):
                found[pair] = (table, place)
        return found

    def _appeared(self, play, table):
        """The ids of a table's rows in the order in which they appeared."""
        return list(dict.fromkeys(row["id"] for snap in play["snapshots"] for row in snap["rows"].get(table, ()) if "id" in row))

    def _find_dues(self):
        rows = list(zip(*(last[LEDGER] for last in self.last), strict=True))
        for place, pair in enumerate(rows):
            timer = self.known["timers"][str(pair[0]["timer_id"])]
            if timer["reckoned"]:
                start = self._moment([row["started_at"] for row in pair], "started_at", rank=self._rank(LEDGER, pair[0]))
                anchor = len(self.anchors)
                self.dues.append(Due(anchor, place, pair[0]["timer_id"], start))
                self.warn[anchor] = round(timer["warn_hours"] * 3600)
                self.anchors.append([datetime.fromisoformat(row["due_at"]) for row in pair])

    def _met(self):
        """The time limits that were kept: ((due), (end)) as moments, for draws to keep them as well."""
        met = []
        for pair in zip(*(last[LEDGER] for last in self.last), strict=True):
            if {row["state"] for row in pair} == {"met"}:
                rank = self._rank(LEDGER, pair[0])
                met.append(tuple(self._moment([row[name] for row in pair], name, rank) for name in ("due_at", "ended_at")))
        return met

    def _snapshot(self, pair):
        self.running = _running(pair[0])
        return {
            table: [self._row(table, place, rows) for place, rows in enumerate(zip(*(one[table] for one in pair), strict=True))]
            for table in self.known["order"] if pair[0].get(table)
        }

    def _row(self, table, place, rows):
        rank = self._rank(table, rows[0])
        return {column: self._cell(table, place, column, [row[column] for row in rows], rank) for column in rows[0]}

    def _rank(self, table, row):
        """Which time limit a moment in a row goes back to, where several end alike: its own, its record's, one that runs, the last."""
        ledger = self.last[0][LEDGER]
        mine = (row["res_model"], row["res_id"]) if "res_model" in row else (self.known["models"].get(table), row.get("id"))

        def rank(due):
            other = ledger[due.row]
            return (
                table != LEDGER or other["id"] != row["id"], (other["res_model"], other["res_id"]) != mine,
                due.row not in self.running, -due.row,
            )

        return rank

    def _cell(self, table, place, column, values, rank):
        kind = self.known["columns"][table][column]
        where = f"{self.course.code}: {table}.{column}"
        if column in STAMPS:
            return ["const", None] if values[0] is None else ["stamp"]
        if None in values:
            if values[0] is not values[1]:
                raise UnlikeError(f"{where}: {values}")
            return ["const", None]
        if table == LEDGER and column == "steps" and place in self.reckoned:
            return ["steps", self.reckoned[place]]
        if kind in ("timestamp", "date"):
            return self._moment_or_day(kind, values, where, rank)
        if column in ("id", "res_id") or self.known["links"][table].get(column) in self.known["order"]:
            return ["id", *self._id(values, where)]
        return self._plain(self._words(table, column), values, where)

    def _moment_or_day(self, kind, values, where, rank):
        if kind == "date":
            return ["day", *self._day(values, where, rank)]
        return ["at", *self._moment(values, where, rank)]

    def _id(self, values, where):
        found = self.ids.get(tuple(values))
        if found is None:
            raise UnlikeError(f"{where}: no row has the ids {values}")
        return found

    def _moment(self, values, where, rank=None):
        """(anchor, seconds) of a moment: the end of a time limit, the moment to warn of it, else an act and what passed since."""
        pair = [value if isinstance(value, datetime) else datetime.fromisoformat(value) for value in values]
        for due in sorted(self.dues, key=rank or (lambda due: -due.row)):
            gaps = {(at - anchor).total_seconds() for at, anchor in zip(pair, self.anchors[due.place], strict=True)}
            if gaps in ({0}, {-self.warn[due.place]}):
                return due.place, int(gaps.pop())
        for place, anchors in enumerate(self.anchors):
            gaps = {(at - anchor).total_seconds() for at, anchor in zip(pair, anchors, strict=True)}
            if len(gaps) == 1 and (gap := int(gaps.pop())) % 60 == 0:
                return place, gap
        raise UnlikeError(f"{where}: {values} go back to no act")

    def _day(self, values, where, rank):
        """(anchor, seconds) of a local day: the one that a time limit ends, else that of an act."""
        zone, days = ZoneInfo(self.known["calendar"]["tz"]), list(map(date.fromisoformat, values))
        anchors = [(due.place, TICK) for due in sorted(self.dues, key=rank)] + [(place, 0) for place in range(len(self.anchors))]
        for place, seconds in anchors:
            moments = [at + timedelta(seconds=seconds) for at in self.anchors[place]]
            if [at.replace(tzinfo=UTC).astimezone(zone).date() for at in moments] == days:
                return place, seconds
        raise UnlikeError(f"{where}: {values} are no days of anything")

    def _words(self, table, column):
        """The words of the cast that may stand in a column."""
        if column == "level":
            return LEVELS
        target = self.known["links"][table].get(column)
        return POINTED.get(target, ()) if target else [word for word, value in self.plays[0]["cast"].items() if isinstance(value, str)]

    def _plain(self, words, values, where):
        """A word of the cast, else a constant, else a text with such words."""
        if values[0] == values[1]:
            return ["const", values[0]]
        casts = [play["cast"] for play in self.plays]
        word = next((word for word in words if [cast.get(word) for cast in casts] == values), None)
        if word:
            return ["word", word]
        if not isinstance(values[0], str):
            raise UnlikeError(f"{where}: {values}")
        return ["text", self._text(values, where)]

    def _text(self, values, where):
        """Cut two texts into what is the same and the cells between."""
        halves = [self._tokens(value, number) for number, value in enumerate(values)]
        if [kind for kind, _value in halves[0]] != [kind for kind, _value in halves[1]]:
            raise UnlikeError(f"{where}: {values}")
        return [self._part(one[0], [one[1], other[1]], where) for one, other in zip(*halves, strict=True)]

    def _tokens(self, text, number):
        """[(kind, value)] with the kinds iso, a word's name, number and plain."""
        cast = self.plays[number]["cast"]
        words = {str(value): word for word, value in cast.items() if isinstance(value, str) and value and not word.endswith("_code")}
        names = "|".join(re.escape(value) for value in sorted(words, key=len, reverse=True))
        found, rest = [], 0
        for match in re.finditer(f"({MOMENT.pattern})|({names})|({NUMBER.pattern})", text):
            found.append(("plain", text[rest:match.start()]))
            moment, word, _number = match.groups()
            found.append(("iso", moment) if moment else (words[word], word) if word else ("number", match.group()))
            rest = match.end()
        return [*found, ("plain", text[rest:])]

    def _part(self, kind, values, where):
        if kind == "iso":
            local = [datetime.fromisoformat(value) for value in values]
            return ["iso", *self._moment([(at - at.utcoffset()).replace(tzinfo=None) for at in local], where)]
        if values[0] == values[1] and kind in ("plain", "number"):
            return ["const", values[0]]
        if kind == "number":
            return ["id", *self._id(list(map(int, values)), where)]
        if kind == "plain":
            raise UnlikeError(f"{where}: {values}")
        return ["word", kind]


def _forestalled(snapshots, timeline):
    """What would have been told of each work, had the next event not come first: ((moment of telling), (event)) for draws to keep."""
    for before, after, event in zip(snapshots, snapshots[1:], timeline[1:], strict=False):
        for table, rows in before.items():
            for row, later in zip(rows, after.get(table, ()), strict=False):
                if row.get(AWAITED, NOTHING) != NOTHING and later[TOLD] == row[TOLD]:
                    yield tuple(row[AWAITED][1:]), event


def _running(rows):
    """The places of the time limits that have not ended."""
    return frozenset(place for place, row in enumerate(rows.get(LEDGER, ())) if row["ended_at"] is None)


def read(courses, told):
    """Return [Shape] of all courses that were played; `told` is what `play` printed."""
    known = told if isinstance(told, dict) else json.loads(told)
    by_code = {course.code: course for course in courses}
    return [Reader(by_code[plays[0]["code"]], plays, known).shape() for plays in known["plays"]]


