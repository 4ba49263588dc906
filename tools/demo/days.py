"""The days of the demo city: at which moments people act, reckoned in the city's own time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Visit:
    """A moment (naive UTC) at which people act; offices are closed in the evening and on days off."""

    at: datetime
    day: date
    is_office: bool
    is_first: bool


def visits(start, end, calendar, behaviour):
    """All visits after `start` and before `end` (naive UTC), in order."""
    zone = ZoneInfo(calendar.tz)
    day, last = (moment.replace(tzinfo=UTC).astimezone(zone).date() for moment in (start, end))
    found = []
    while day <= last:
        found += _day(day, zone, calendar.is_working(day), behaviour)
        day += timedelta(days=1)
    return [visit for visit in found if start < visit.at < end]


def office_days(found):
    """Working days with a visit, the last one first."""
    return sorted({visit.day for visit in found if visit.is_office}, reverse=True)


def _day(day, zone, is_working, behaviour):
    office = behaviour["office_at"] if is_working else []
    words = [*office, *behaviour["evening_at"]]
    for place, word in enumerate(words):
        local = datetime.combine(day, time.fromisoformat(word), zone)
        yield Visit(local.astimezone(UTC).replace(tzinfo=None), day, word in office, place == 0 and is_working)
