"""What is wrong with a flow before it is published, as codes and parameters."""

from collections.abc import Iterable
from typing import NamedTuple

from .moves import Move


class Stage(NamedTuple):
    """A stage as the validator sees it; `kind` is start, work, wait or end. A move from None leads into the flow."""

    id: int
    code: str
    kind: str


class Finding(NamedTuple):
    """A defect: what (`code`), where (`kind` of record and its `id`) and the words it needs."""

    code: str
    kind: str
    id: int
    name: str


def findings(stages: Iterable[Stage], moves: Iterable[Move], unfired: Iterable[tuple[int, str]] = ()) -> list[Finding]:
    """List what would strand a record: `unfired` are timers (id, code) that do nothing at their end.

    >>> start, lost, end = Stage(1, "new", "start"), Stage(2, "lost", "work"), Stage(3, "done", "end")
    >>> [f.code for f in findings([start, lost, end], [Move(9, 1, "finish", 3)])]
    ['unreachable', 'dead_end']
    >>> findings([start, end], [Move(9, 1, "finish", 3)])
    []
    >>> [f.code for f in findings([end], [])]
    ['no_start', 'unreachable']
    """
    stages, moves = list(stages), list(moves)
    return [
        *_start_findings(stages),
        *_reach_findings(stages, moves),
        *_end_findings(stages, moves),
        *_loop_findings(stages, moves),
        *(Finding("idle_timer", "timer", key, code) for key, code in unfired),
    ]


def _start_findings(stages):
    starts = [stage for stage in stages if stage.kind == "start"]
    if not starts:
        return [Finding("no_start", "version", 0, "")]
    return [Finding("second_start", "stage", stage.id, stage.code) for stage in starts[1:]]


def _reach_findings(stages, moves):
    seen = _closure({None, *(s.id for s in stages if s.kind == "start")}, _arrows(moves))
    return [Finding("unreachable", "stage", s.id, s.code) for s in stages if s.id not in seen]


def _end_findings(stages, moves):
    """A stage is a dead end when no end can be reached from it."""
    back = [(target, source) for source, target in _arrows(moves)]
    alive = _closure({s.id for s in stages if s.kind == "end"}, back)
    return [Finding("dead_end", "stage", s.id, s.code) for s in stages if s.id not in alive]


def _loop_findings(stages, moves):
    known = {stage.id for stage in stages}
    return [
        Finding("no_overflow", "move", move.id, move.event)
        for move in moves
        if move.limit is not None and move.overflow not in known
    ]


def _arrows(moves):
    for move in moves:
        yield move.source, move.target
        if move.overflow is not None:
            yield move.source, move.overflow


def _closure(seen: set, arrows) -> set:
    arrows, grown = list(arrows), True
    while grown:
        more = {target for source, target in arrows if source in seen} - seen
        seen, grown = seen | more, bool(more)
    return seen
