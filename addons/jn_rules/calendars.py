"""Working time: which days and hours of a place count as work (decision B4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from .errors import RuleError

Hours = tuple[tuple[time, time], ...]

MONDAY = 0
ONE_DAY = timedelta(days=1)
# Longer than any loaded table of holidays: who finds no working day in it never will.
SEARCH_DAYS = 3660


class CalendarError(RuleError):
    """A calendar that cannot be computed with."""

    sentences = {
        "zone": "The time zone {tz!r} is not known.",
        "weekday": "{weekday!r} is no weekday: 0 is Monday, 6 is Sunday.",
        "hours": "The hours of weekday {weekday} overlap or end before they begin.",
        "aware": "Moments are naive UTC, but {moment} carries a time zone.",
        "no_working_time": "The calendar {name!r} has no working day after {day}.",
    }


@dataclass(frozen=True)
class WorkCalendar:
    """The working time of one place; moments go in and come out as naive UTC.

    `hours` maps weekdays (0 is Monday) to intervals of local time, an end of 00:00 meaning
    24:00; `off` are holidays, `on` make-up working days (a day in both works); `years` are
    the years whose table is loaded: in any other year only the weekday decides.

    >>> office = ((time(9), time(12)), (time(13), time(17)))
    >>> calendar = WorkCalendar(
    ...     "city", "Asia/Shanghai", dict.fromkeys(range(5), office),
    ...     off=frozenset({date(2019, 5, 1)}), on=frozenset({date(2019, 4, 28)}),
    ...     years=frozenset({2019}))
    >>> calendar.is_working(date(2019, 5, 1)), calendar.is_working(date(2019, 4, 28))
    (False, True)
    >>> calendar.next_working(date(2019, 4, 30))
    datetime.date(2019, 5, 2)
    >>> calendar.worked(datetime(2019, 4, 30, 3), datetime(2019, 5, 2, 2)) / timedelta(hours=1)
    6.0
    """

    name: str
    tz: str
    hours: Mapping[int, Hours] = field(hash=False)
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def __post_init__(self):
        zone(self.tz)
        for weekday, hours in self.hours.items():
            _check_hours(weekday, hours)

    def is_working(self, day: date) -> bool:
        """Whether anybody works on this local day."""
        return bool(self._hours_of(day))

    def next_working(self, day: date) -> date:
        """The first working day strictly after `day`."""
        for step in range(1, min(SEARCH_DAYS, (date.max - day).days) + 1):
            if self.is_working(day + step * ONE_DAY):
                return day + step * ONE_DAY
        raise CalendarError("no_working_time", name=self.name, day=day.isoformat())

    def intervals(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The working intervals of a local day as pairs of aware local moments."""
        return tuple(
            (self._aware(day, begin), self._aware(day if end > time.min else day + ONE_DAY, end))
            for begin, end in self._hours_of(day)
        )

    def utc_intervals(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The same intervals as pairs of naive UTC moments, in order and never empty."""
        pairs = ((self.utc(begin), self.utc(end)) for begin, end in self.intervals(day))
        return tuple(pair for pair in pairs if pair[0] < pair[1])

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two naive UTC moments, zero if `end` is not later."""
        if end <= start:
            return timedelta()
        return sum(
            (
                max(min(until, end) - max(begin, start), timedelta())
                for day in _days(self.day_of(start), self.day_of(end))
                for begin, until in self.utc_intervals(day)
            ),
            timedelta(),
        )

    def local(self, moment: datetime) -> datetime:
        """A naive UTC moment as an aware one on the local clock."""
        if moment.tzinfo is not None:
            raise CalendarError("aware", moment=moment.isoformat())
        return moment.replace(tzinfo=UTC).astimezone(zone(self.tz))

    def utc(self, moment: datetime) -> datetime:
        """An aware moment as naive UTC."""
        return moment.astimezone(UTC).replace(tzinfo=None)

    def day_of(self, moment: datetime) -> date:
        """The local day in which a naive UTC moment lies."""
        return self.local(moment).date()

    def at(self, day: date, clock: time) -> datetime:
        """The naive UTC moment at which the local clock shows `clock` on `day`."""
        return self.utc(self._aware(day, clock))

    def end_of(self, day: date) -> datetime:
        """24:00 of a local day as naive UTC."""
        return self.at(day + ONE_DAY, time.min)

    def _aware(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=zone(self.tz))

    def _hours_of(self, day: date) -> Hours:
        usual = self.hours.get(day.weekday(), ())
        if day.year not in self.years:
            return usual
        if day in self.on:
            return usual or self.hours.get(MONDAY, ())
        return () if day in self.off else usual


def zone(name: str) -> ZoneInfo:
    """The time zone of that name, or a CalendarError."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise CalendarError("zone", tz=name) from error


def _days(first: date, last: date) -> Iterator[date]:
    return (first + step * ONE_DAY for step in range((last - first).days + 1))


def _check_hours(weekday: int, hours: Hours):
    if weekday not in range(7):
        raise CalendarError("weekday", weekday=weekday)
    edges = [_minutes(moment, place % 2) for pair in hours for place, moment in enumerate(pair)]
    increasing = all(
        former < later if place % 2 == 0 else former <= later
        for place, (former, later) in enumerate(pairwise(edges))
    )
    if not increasing:
        raise CalendarError("hours", weekday=weekday)


def _minutes(moment: time, is_end: int) -> float:
    minutes = moment.hour * 60 + moment.minute + moment.second / 60
    return minutes or is_end * 24 * 60
