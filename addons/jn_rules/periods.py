"""Stretches of whole local days, and the moments at which they begin and end."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from .calendars import zone

MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, order=True)
class Period:
    """The local days from `start` to `end`, both included.

    >>> date(2019, 6, 30) in Period(date(2019, 4, 1), date(2019, 6, 30))
    True
    """

    start: date
    end: date

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError(f"A period cannot end on {self.end}, before its start {self.start}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1


def month_of(day: date) -> Period:
    """The calendar month of a day.

    >>> month_of(date(2020, 2, 10)).end
    datetime.date(2020, 2, 29)
    """
    return _months(day.year, day.month, day.month)


def quarter_of(day: date) -> Period:
    """The calendar quarter of a day (Art. 15).

    >>> quarter_of(date(2019, 5, 22))
    Period(start=datetime.date(2019, 4, 1), end=datetime.date(2019, 6, 30))
    """
    first = day.month - (day.month - 1) % MONTHS_IN_QUARTER
    return _months(day.year, first, first + MONTHS_IN_QUARTER - 1)


def year_of(day: date) -> Period:
    """The calendar year of a day.

    >>> year_of(date(2019, 5, 22)).days
    365
    """
    return _months(day.year, 1, 12)


def before(period: Period) -> Period:
    """The period before: of a calendar month, quarter or year the one before it, else as many days.

    >>> before(quarter_of(date(2019, 5, 22))) == quarter_of(date(2019, 3, 31))
    True
    >>> before(Period(date(2019, 5, 11), date(2019, 5, 20)))
    Period(start=datetime.date(2019, 5, 1), end=datetime.date(2019, 5, 10))
    """
    last = period.start - timedelta(days=1)
    for whole in (month_of, quarter_of, year_of):
        if whole(period.start) == period:
            return whole(last)
    return Period(last - timedelta(days=period.days - 1), last)


def utc_bounds(period: Period, tz: str) -> tuple[datetime, datetime]:
    """The naive UTC moments `(from, until)` of a period: from <= moment < until.

    >>> utc_bounds(month_of(date(2019, 5, 22)), "Asia/Shanghai")
    (datetime.datetime(2019, 4, 30, 16, 0), datetime.datetime(2019, 5, 31, 16, 0))
    """
    return _midnight(period.start, tz), _midnight(period.end + timedelta(days=1), tz)


def day_of(moment: datetime, tz: str) -> date:
    """The local day in which a naive UTC moment lies.

    >>> day_of(datetime(2019, 5, 31, 16), "Asia/Shanghai")
    datetime.date(2019, 6, 1)
    """
    return moment.replace(tzinfo=UTC).astimezone(zone(tz)).date()


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _midnight(day: date, tz: str) -> datetime:
    local = datetime.combine(day, time.min, tzinfo=zone(tz))
    return local.astimezone(UTC).replace(tzinfo=None)
