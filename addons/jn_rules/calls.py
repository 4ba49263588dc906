"""Whether a report may follow the calls that were made, and when to try again (decision D6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import const
from .calendars import WorkCalendar
from .periods import day_of


@dataclass(frozen=True)
class Sufficient:
    """`ok` with its `basis` (`talk` or `attempts`), or what is still missing."""

    ok: bool
    basis: str | None = None
    missing_attempts: int = 0
    missing_days: int = 0


def suffices(
    attempts: Iterable[tuple[datetime, bool]], minimum: int, days: int, tz: str
) -> Sufficient:
    """Whether somebody was reached, or often enough tried on enough local days.

    `attempts` are pairs of a naive UTC moment and whether the citizen was reached.

    >>> tries = [(datetime(2019, 5, 27, 1), False), (datetime(2019, 5, 27, 8), False)]
    >>> suffices(tries, minimum=3, days=2, tz="Asia/Shanghai")
    Sufficient(ok=False, basis=None, missing_attempts=1, missing_days=1)
    >>> suffices(tries + [(datetime(2019, 5, 28, 1), True)], 3, 2, "Asia/Shanghai").basis
    'talk'
    """
    attempts = list(attempts)
    if any(reached for _at, reached in attempts):
        return Sufficient(True, const.BASIS_TALK)
    missing_attempts = max(0, minimum - len(attempts))
    missing_days = max(0, days - len({day_of(at, tz) for at, _reached in attempts}))
    if missing_attempts or missing_days:
        return Sufficient(False, None, missing_attempts, missing_days)
    return Sufficient(True, const.BASIS_ATTEMPTS)


def next_attempt(
    attempts: Iterable[tuple[datetime, bool]],
    minimum: int,
    days: int,
    gap_hours: int,
    calendar: WorkCalendar,
    now: datetime,
) -> datetime | None:
    """When to try next: in working time, some hours after the last attempt, on another day where days are what is missing.

    None where a report may follow already. Moments are naive UTC.

    >>> from datetime import time
    >>> office = ((time(9), time(12)), (time(13), time(17)))
    >>> week = WorkCalendar("city", "Asia/Shanghai", dict.fromkeys(range(5), office))
    >>> morning, noon = datetime(2019, 5, 27, 1), datetime(2019, 5, 27, 4)  # Monday 9:00 and 12:00
    >>> next_attempt([(morning, False)], 3, 2, 3, week, noon)  # 12:00 is the break
    datetime.datetime(2019, 5, 27, 5, 0)
    >>> next_attempt([(morning, False), (noon, False)], 3, 2, 3, week, noon)  # the last one has to be another day's
    datetime.datetime(2019, 5, 28, 1, 0)
    """
    attempts = list(attempts)
    enough = suffices(attempts, minimum, days, calendar.tz)
    if enough.ok:
        return None
    if not attempts:
        return _working(now, calendar)
    last = max(at for at, _reached in attempts)
    earliest = max(now, last + timedelta(hours=gap_hours))
    if enough.missing_days >= max(1, enough.missing_attempts):
        earliest = max(earliest, calendar.end_of(calendar.day_of(last)))
    return _working(earliest, calendar)


def _working(moment: datetime, calendar: WorkCalendar) -> datetime:
    """The moment itself if it lies in working time, else the next beginning of work."""
    today = [max(begin, moment) for begin, end in calendar.utc_intervals(calendar.day_of(moment)) if moment < end]
    if today:
        return today[0]
    following = calendar.next_working(calendar.day_of(moment))
    return calendar.utc_intervals(following)[0][0]
