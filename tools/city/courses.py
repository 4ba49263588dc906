"""What may become of a case: the courses, each a row of acts by citizens and staff. What follows from an act, the engine decides."""

from dataclasses import dataclass, field

from . import names

# The moments that every case begins with, in order.
BEGINNING = ("accepted", "noted", "completed", "arrived")


@dataclass(frozen=True)
class Act:
    """Somebody does `verb`, so many hours (from, to) after `after`: another act, a time limit's end, else the act before.

    `office`: while offices are open, else at any time that is no quiet hour; a time outside moves to the next morning or afternoon.
    """

    name: str
    verb: str
    wait: tuple
    office: bool = True
    after: str | None = None
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Course:
    """A course with its acts, how often it is taken by good, fair and poor windows, and how its case arrives.

    `phone`: mobile, empty, landline, short or unknown; `arrives`: hours (from, to) after completion;
    `noted`: the case was sent once before it was completed, too; `eve`: it is played on the last day before days off.
    """

    code: str
    odds: dict
    acts: tuple = ()
    phone: str = "mobile"
    arrives: tuple = (0.02, 0.3)
    noted: bool = False
    eve: bool = False


def load():
    """All courses, in their order.

    >>> [course.code for course in load()][:2]
    ['default', 'satisfied']
    """
    known = names.load("courses")
    return [_course(code, row, known["acts"], known["qualities"]) for code, row in known["courses"].items()]


def _course(code, row, acts, qualities):
    given = {name: row[name] for name in ("phone", "noted", "eve") if name in row}
    if "arrives" in row:
        given["arrives"] = tuple(row["arrives"])
    odds = dict(zip(qualities, row["odds"], strict=True))
    chosen = [_act(number, name, acts) for number, name in enumerate(row.get("acts", ()), start=1)]
    return Course(code, odds, tuple(chosen), **given)


def _act(number, name, acts):
    """An act by its kind; its own name is unique in the course."""
    row = dict(acts[name])
    values = {key: row.pop(key) for key in set(row) - {"verb", "wait", "office", "after"}}
    return Act(f"{number}-{name}", row["verb"], tuple(row["wait"]), row.get("office", True), row.get("after"), values)


def shares(courses, quality):
    """Upper bounds, between 0 and 1, of each course's share among windows of a quality; the last is 1.

    >>> shares([Course("a", {"fair": 3}), Course("b", {"fair": 1})], "fair")
    [0.75, 1.0]
    """
    total, so_far, bounds = sum(course.odds[quality] for course in courses), 0, []
    for course in courses:
        so_far += course.odds[quality]
        bounds.append(so_far / total)
    return bounds
