"""When something is due, and by which steps this was found (decisions B1 to B5).

A deadline at 24:00 is the next local day's 00:00, and belongs to the day that it ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from . import const
from .calendars import WorkCalendar
from .errors import RuleError
from .reckoning import Reckoning

# Every step that a Deadline may hold, with the names of its parameters. `at`, `paused_at`
# and `resumed_at` are local ISO moments with offset; `day` is an ISO day; `amount` and
# `left` are plain numbers as text; `worked` and `min` are hours; `years` are numbers.
STEP_KEYS = {
    "start": ("at",),
    "day_not_counted": ("day",),
    "add": ("amount", "unit", "at"),
    "resumed": ("paused_at", "resumed_at", "left", "unit", "at"),
    "already_due": ("at", "paused_at"),
    "extended": ("amount", "unit", "at"),
    "end_of_day": ("day",),
    "few_hours": ("worked", "min"),
    "enough_hours": ("worked", "min"),
    "not_working": ("day",),
    "rolled": ("at",),
    "not_earlier": ("at",),
    "provisional": ("years",),
    # what a passage to another version of the process adds, with that version's number
    "migrated": ("version", "policy"),
    "handed_on": ("version",),
    "dropped": ("version",),
}

MAX_AMOUNT = 100_000


class DeadlineError(RuleError):
    """A time limit that cannot be computed."""

    sentences = {
        "unit": "{unit!r} is no unit of time; known are {known}.",
        "roll": "{roll!r} is no way to roll; known are {known}.",
        "amount": "A limit is a number from 0 to {limit}, not {amount}.",
        "whole": "{amount} {unit} are no whole days.",
        "roll_time": "{roll_time} is no hour of the day (0 to 24).",
        "order": "Resumed at {resumed_at}, before the pause at {paused_at}.",
    }


@dataclass(frozen=True)
class Span:
    """A time limit: so much of a unit, and what happens on days off.

    `min_hours` (working hours) and `roll_time` (float hour of the local clock) belong to the
    roll `short_hours` of decision B2.
    """

    amount: int | float | Decimal
    unit: str
    roll: str = const.ROLL_NONE
    min_hours: float = 0.0
    roll_time: float = 0.0

    def __post_init__(self):
        if self.unit not in const.UNITS:
            raise DeadlineError("unit", unit=self.unit, known=", ".join(const.UNITS))
        if self.roll not in const.ROLLS:
            raise DeadlineError("roll", roll=self.roll, known=", ".join(const.ROLLS))
        if not 0 <= self.amount <= MAX_AMOUNT:
            raise DeadlineError("amount", amount=self.amount, limit=MAX_AMOUNT)
        if self.unit in const.DAY_UNITS and self.amount != int(self.amount):
            raise DeadlineError("whole", amount=self.amount, unit=self.unit)
        if not 0 <= self.roll_time <= 24:
            raise DeadlineError("roll_time", roll_time=self.roll_time)


@dataclass(frozen=True)
class Deadline:
    """A naive UTC moment, the steps that led to it, and whether a year's table was missing."""

    due: datetime
    steps: tuple[tuple[str, dict], ...]
    provisional: bool


def deadline(
    start: datetime, span: Span, calendar: WorkCalendar, follows: bool = False
) -> Deadline:
    """When a limit that starts now is due (Art. 7, decisions B1 to B5); naive UTC.

    `follows`: it starts where another limit ends, whose 24:00 still belongs to the day that it ends.

    >>> from datetime import time
    >>> office = ((time(9), time(12)), (time(13), time(17)))
    >>> calendar = WorkCalendar("city", "Asia/Shanghai", dict.fromkeys(range(5), office))
    >>> monday_at_ten = datetime(2019, 5, 27, 2)
    >>> three_days = Span(3, "natural_days", roll="next_working_day")
    >>> found = deadline(monday_at_ten, three_days, calendar)
    >>> calendar.local(found.due).isoformat()
    '2019-05-31T00:00:00+08:00'
    >>> [key for key, _params in found.steps]
    ['start', 'day_not_counted', 'add', 'end_of_day', 'provisional']
    """
    reckoning = Reckoning(span, calendar)
    reckoning.say("start", at=start)
    return Deadline(*reckoning.close(reckoning.roll(start, reckoning.add(start, follows))))


def resume(
    due: datetime,
    paused_at: datetime,
    resumed_at: datetime,
    span: Span,
    calendar: WorkCalendar,
) -> Deadline:
    """When a paused limit is due: what was left at the pause is left again.

    Natural units keep natural time, working units working time (and whole working days);
    a limit that was over before the pause stays as it was.

    >>> calendar = WorkCalendar("city", "Asia/Shanghai", {})
    >>> resume(datetime(2019, 5, 28, 10), datetime(2019, 5, 28, 8), datetime(2019, 5, 29, 8),
    ...        Span(24, "natural_hours"), calendar).due
    datetime.datetime(2019, 5, 29, 10, 0)
    """
    if resumed_at < paused_at:
        raise DeadlineError(
            "order", paused_at=paused_at.isoformat(), resumed_at=resumed_at.isoformat()
        )
    reckoning = Reckoning(span, calendar)
    if paused_at >= due:
        reckoning.say("already_due", at=due, paused_at=paused_at)
        return Deadline(*reckoning.close(due))
    moved = reckoning.shift(due, paused_at, resumed_at)
    return Deadline(*reckoning.close(reckoning.roll_again(due, paused_at, resumed_at, moved)))


def extend(due: datetime, amount, span: Span, calendar: WorkCalendar) -> Deadline:
    """When a limit is due that was lengthened by `amount` of its own unit (decision B6).

    Days are counted from the day on which the limit would have ended; a last day without work
    rolls as the limit itself does.

    >>> calendar = WorkCalendar("city", "Asia/Shanghai", {0: (), 3: (), 4: ()})
    >>> thursday_at_24 = datetime(2019, 5, 30, 16)
    >>> found = extend(thursday_at_24, 2, Span(3, "natural_days"), calendar)
    >>> calendar.local(found.due).isoformat()
    '2019-06-02T00:00:00+08:00'
    >>> [key for key, _params in found.steps]
    ['extended']
    """
    reckoning = Reckoning(replace(span, amount=amount), calendar)
    return Deadline(*reckoning.close(reckoning.extend(due)))


def replay(
    start: datetime, events: Iterable[tuple], span: Span, calendar: WorkCalendar, follows: bool = False
) -> Deadline:
    """The deadline that a limit has which went through `events`, computed anew from its start.

    `follows` as in `deadline`; an event is ("pause", paused_at, resumed_at) or ("extend", amount), in order of time; used
    where the calendar has learnt a year since (decision B4).

    >>> calendar = WorkCalendar("city", "Asia/Shanghai", {})
    >>> pause = ("pause", datetime(2019, 5, 28, 8), datetime(2019, 5, 29, 8))
    >>> found = replay(datetime(2019, 5, 27, 10), [pause, ("extend", 2)], Span(24, "natural_hours"), calendar)
    >>> found.due
    datetime.datetime(2019, 5, 29, 12, 0)
    >>> [key for key, _params in found.steps]
    ['start', 'add', 'resumed', 'extended']
    """
    found = deadline(start, span, calendar, follows)
    for kind, *values in events:
        after = (
            extend(found.due, *values, span, calendar)
            if kind == "extend"
            else resume(found.due, *values, span, calendar)
        )
        found = Deadline(after.due, found.steps + after.steps, found.provisional or after.provisional)
    return found


def said(local: datetime) -> tuple[date, str]:
    """Day and time as people say when something is due: midnight is the 24:00 of the day that it ends.

    >>> [(day.isoformat(), time) for day, time in map(said, (datetime(2019, 5, 28), datetime(2019, 5, 28, 8, 30)))]
    [('2019-05-27', '24:00'), ('2019-05-28', '08:30')]
    """
    if local.hour or local.minute:
        return local.date(), f"{local:%H:%M}"
    return local.date() - timedelta(days=1), "24:00"


def light(now: datetime, due: datetime, warn_at: datetime | None) -> str:
    """Red from the due moment on, yellow from the warning on, else green.

    >>> noon, one = datetime(2019, 5, 27, 12), datetime(2019, 5, 27, 13)
    >>> light(noon, noon, None), light(noon, one, noon), light(noon, one, None)
    ('red', 'yellow', 'green')
    """
    if now >= due:
        return const.RED
    return const.YELLOW if warn_at is not None and now >= warn_at else const.GREEN
