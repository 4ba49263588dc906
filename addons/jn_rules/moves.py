"""Which way a record goes, and which of its timers that starts, stops or pauses.

Nothing here knows a stage, an event or a number of days: they are arguments, read from the
flow's version. The live engine and the simulation ask the same functions.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import NamedTuple

START, END, PAUSE, RESUME = "start", "end", "pause", "resume"


class Move(NamedTuple):
    """An arrow of the flow. `loop` names a counter, `limit` how often it may be taken (None: ever),
    `overflow` the stage that takes its place afterwards."""

    id: int
    source: Hashable
    event: str
    target: Hashable
    loop: str | None = None
    limit: int | None = None
    overflow: Hashable | None = None


class Choice(NamedTuple):
    """The move that an event takes and the stage it leads to."""

    move: Move
    target: Hashable
    overflowed: bool = False


class Timer(NamedTuple):
    """A time limit: starts on entering one of `starts`, runs while in `spans`, stands still in `pauses`."""

    id: int
    starts: frozenset
    spans: frozenset
    pauses: frozenset = frozenset()


def route(
    keys: Collection[Hashable],
    source: Hashable,
    event: str,
    moves: Iterable[Move],
    holds: Callable[[Move, list], Collection],
    count: Callable[[str, list], Mapping],
) -> dict[Choice | None, list]:
    """Distribute the records `keys`, all in stage `source`, over the moves that `event` can take.

    The first move whose guard holds is taken, in the order given. Keys that no move takes are
    found under None: an impossible event is an answer, never an error.

    >>> back = Move(1, "checking", "untrue", "redo", loop="return", limit=2, overflow="desk")
    >>> seen = {"a": 0, "b": 2}
    >>> way = route(["a", "b"], "checking", "untrue", [back], lambda m, ks: ks, lambda c, ks: seen)
    >>> [(choice.target, choice.overflowed, keys) for choice, keys in way.items()]
    [('redo', False, ['a']), ('desk', True, ['b'])]
    >>> route(["a"], "closed", "untrue", [back], lambda m, ks: ks, lambda c, ks: seen)
    {None: ['a']}
    """
    ways: dict[Choice | None, list] = {}
    left = list(keys)
    for move in moves:
        if not left:
            break
        if (move.source, move.event) != (source, event):
            continue
        taken = set(holds(move, left))
        for key, choice in _limited(move, [key for key in left if key in taken], count):
            ways.setdefault(choice, []).append(key)
        left = [key for key in left if key not in taken]
    if left:
        ways[None] = left
    return ways


def _limited(move, keys, count):
    straight = Choice(move, move.target)
    if move.limit is None or not keys:
        return [(key, straight) for key in keys]
    used = count(move.loop, keys)
    over = Choice(move, move.overflow, overflowed=True)
    return [(key, over if used.get(key, 0) >= move.limit else straight) for key in keys]


def timer_plan(timers: Iterable[Timer], source: Hashable | None, target: Hashable) -> dict[int, str]:
    """Say what passing from `source` to `target` does to each timer; timers untouched are left out.

    >>> report = Timer(7, frozenset({"call"}), frozenset({"call", "write", "dispute"}), frozenset({"dispute"}))
    >>> timer_plan([report], None, "call")
    {7: 'start'}
    >>> timer_plan([report], "call", "write")
    {}
    >>> timer_plan([report], "call", "dispute"), timer_plan([report], "dispute", "call")
    ({7: 'pause'}, {7: 'resume'})
    >>> timer_plan([report], "write", "done")
    {7: 'end'}
    """
    verbs = ((timer.id, _verb(timer, source, target)) for timer in timers)
    return {timer: verb for timer, verb in verbs if verb}


def _verb(timer: Timer, source, target) -> str | None:
    if source not in timer.spans:
        return START if target in timer.starts else None
    if target not in timer.spans:
        return END
    was, stands = source in timer.pauses, target in timer.pauses
    if was == stands:
        return None
    return PAUSE if stands else RESUME
