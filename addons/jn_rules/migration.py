"""How running records pass to another edition of their process: which stage, and what becomes of each limit.

What has run stays run: a limit that was paused keeps its pauses whatever the policy.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from .calendars import WorkCalendar
from .deadlines import Deadline, Span, deadline, resume

KEEP, RECOMPUTE, EARLIER = "keep", "recompute", "earlier"
POLICIES = (KEEP, RECOMPUTE, EARLIER)
CARRY, DROP, BEGIN = "carry", "drop", "begin"
# Steps that a passage adds to a deadline (see deadlines.STEP_KEYS).
MIGRATED, HANDED_ON, DROPPED = "migrated", "handed_on", "dropped"


class Limit(NamedTuple):
    """A timer of one edition: its code, where it starts and where it runs or stands still (stages of that edition)."""

    code: str
    starts: frozenset
    spans: frozenset


def proposal(old: Mapping[int, str], new: Mapping[int, str]) -> dict[int, int | None]:
    """Map stages {id: code} of old editions to those of the new one that have the same code.

    >>> proposal({1: "calling", 2: "waiting"}, {11: "calling", 12: "done"})
    {1: 11, 2: None}
    """
    places = {code: key for key, code in new.items()}
    return {key: places.get(code) for key, code in old.items()}


def unmapped(standing: Iterable[int], mapping: Mapping[int, int | None]) -> list[int]:
    """The stages in which records stand and for which the map names no target; the map is complete if none.

    >>> unmapped([1, 2, 3], {1: 11, 2: None})
    [2, 3]
    """
    return [stage for stage in standing if not mapping.get(stage)]


def fate(
    old: Iterable[Limit], new: Iterable[Limit], source: int, target: int, running: frozenset[str]
) -> dict[str, str]:
    """Say per timer code what becomes of it for records that pass from `source` to `target` with `running` limits.

    A limit that the new edition lacks, or does not know in the target stage, is dropped. A limit starts where the
    new edition starts it, or where it runs through when the old edition had none of that code.

    >>> call = Limit("call", frozenset({1}), frozenset({1}))
    >>> again = Limit("call", frozenset({11}), frozenset({11}))
    >>> report = Limit("report", frozenset({10}), frozenset({10, 11}))
    >>> fate([call], [again, report], 1, 11, frozenset({"call"}))
    {'call': 'carry', 'report': 'begin'}
    >>> fate([call], [report], 1, 12, frozenset({"call"}))
    {'call': 'drop'}
    """
    known = {limit.code for limit in old}
    there = {limit.code: limit for limit in new if target in limit.spans}
    verbs = {code: CARRY if code in there else DROP for code in sorted(running)}
    for code, limit in there.items():
        if code not in running and (target in limit.starts or code not in known):
            verbs[code] = BEGIN
    return verbs


def settled(policy: str, kept: Deadline, recomputed: Callable[[], Deadline]) -> Deadline:
    """The deadline after the passage: the old one, the newly computed one, or whichever is earlier.

    >>> old, new = Deadline(datetime(2019, 5, 2), (), False), Deadline(datetime(2019, 5, 1), (), False)
    >>> [settled(policy, old, lambda: new).due.day for policy in POLICIES]
    [2, 1, 1]
    """
    if policy == KEEP:
        return kept
    fresh = recomputed()
    if policy == EARLIER and kept.due <= fresh.due:
        return kept
    return fresh


def recomputed(
    start: datetime,
    span: Span,
    calendar: WorkCalendar,
    pauses: Iterable[tuple[datetime, datetime]] = (),
    follows: bool = False,
) -> Deadline:
    """What a limit would be had it run by `span` from the beginning, its pauses (naive UTC) given back.

    >>> calendar = WorkCalendar("city", "Asia/Shanghai", {})
    >>> pause = datetime(2019, 5, 1, 6), datetime(2019, 5, 1, 9)
    >>> recomputed(datetime(2019, 5, 1), Span(12, "natural_hours"), calendar, [pause]).due
    datetime.datetime(2019, 5, 1, 15, 0)
    """
    found = deadline(start, span, calendar, follows=follows)
    for paused_at, resumed_at in pauses:
        again = resume(found.due, paused_at, resumed_at, span, calendar)
        found = replace(
            again, steps=(*found.steps, *again.steps), provisional=found.provisional or again.provisional
        )
    return found


def pauses_in(steps: Iterable) -> list[tuple[datetime, datetime]]:
    """The pauses that a deadline's stored steps tell of, as naive UTC, oldest first.

    >>> pauses_in([["resumed", {"paused_at": "2019-05-01T14:00+08:00", "resumed_at": "2019-05-01T17:00+08:00"}]])
    [(datetime.datetime(2019, 5, 1, 6, 0), datetime.datetime(2019, 5, 1, 9, 0))]
    """
    told = (params for key, params in steps if key == "resumed")
    return [(_utc(params["paused_at"]), _utc(params["resumed_at"])) for params in told]


def _utc(text):
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
