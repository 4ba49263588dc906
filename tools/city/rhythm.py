"""How cases spread over days and hours: by weekday, season and calendar, with rare surges."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random


@dataclass(frozen=True)
class Day:
    """A day's cases: their numbers begin at `first`; `start` is its midnight in UTC; `part` of it lies in the past."""

    day: date
    start: datetime
    first: int
    count: int
    part: float


def days(cases, until, calendar, behaviour, seed):
    """Return the days up to `until` (naive UTC) with so many cases in all, every case in one of them."""
    last = calendar.day_of(until)
    every = [last - timedelta(days=back) for back in reversed(range(behaviour["days"]))]
    weights = _weights(every, calendar, behaviour, Random(f"days {seed}"))
    part = _part(calendar.local(until), behaviour["hours"])
    weights[-1] *= part
    found, first, so_far, total = [], 1, 0.0, sum(weights)
    for day, weight in zip(every, weights, strict=True):
        so_far += weight
        count = round(cases * so_far / total) - first + 1
        start = calendar.at(day, time(0))
        if count:
            found.append(Day(day, start, first, count, part if day == last else 1.0))
        first += count
    return found


def _weights(every, calendar, behaviour, rng):
    surges = set(rng.sample(range(len(every)), behaviour["surges"]["days"]))
    weights = []
    for place, day in enumerate(every):
        works = calendar.is_working(day)
        weight = behaviour["weekdays"][min(day.weekday(), 4) if works else 5 if day.weekday() == 5 else 6]
        after = works and not any(calendar.is_working(day - timedelta(days=back)) for back in (1, 2, 3))
        weight *= behaviour["after_holiday"] if after else 1
        weight *= behaviour["months"].get(day.month, 1)
        weights.append(weight * (behaviour["surges"]["factor"] if place in surges else 1))
    return weights


def _part(local, hours):
    """How much of a day's work is done at that local moment, an hour's quarter earlier for it to arrive."""
    hour = local.hour + local.minute / 60 - 0.35
    for (begin, done), (end, then) in zip(hours, hours[1:], strict=False):
        if hour < end:
            return max(0.0, done + (then - done) * (hour - begin) / (end - begin))
    return 1.0


def chunks(found, most):
    """Group days so that each group has about `most` cases."""
    group, groups = [], []
    for day in found:
        if group and sum(one.count for one in group) + day.count > most:
            groups.append(group)
            group = []
        group.append(day)
    return [*groups, group] if group else groups
