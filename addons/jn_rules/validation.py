"""What is wrong with a flow before it is published, as codes and parameters."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from .moves import Move, Timer

# What an administrator should know and may decide to live with; every other finding blocks publishing.
WARNINGS = frozenset(
    {
        "endless",
        "lost_event_here",
        "lost_effect",
        "lost_outcome",
        "no_outcome",
        "nobody_may",
        "nobody_there",
        "silent_right",
        "year_ahead_not_loaded",
        "each_on_its_own",
        "scheduled_after",
    }
)


class Stage(NamedTuple):
    """A stage as the validator sees it; `code` is what a finding calls it, `kind` is start, work, wait or end.

    A move from None leads into the flow.
    """

    id: int
    code: str
    kind: str


class Finding(NamedTuple):
    """A defect: what (`code`), where (`kind` of record and its `id`) and the words it needs."""

    code: str
    kind: str
    id: int
    name: str
    detail: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the version cannot be published with it."""
        return self.code not in WARNINGS


class Raised(NamedTuple):
    """An event that something raises: a timer or an effect (`kind`, `id`, `name`), in these `stages`."""

    kind: str
    id: int
    name: str
    event: str
    stages: frozenset


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


def event_findings(raised: Iterable[Raised], moves: Iterable[Move], names: Mapping[int, str]) -> list[Finding]:
    """List the events that nothing follows: in none of the stages in which they are raised, or not in all of them.

    >>> moves = [Move(9, 1, "over", 3)]
    >>> late = Raised("timer", 7, "report", "over", frozenset({1, 2}))
    >>> [(f.code, f.detail) for f in event_findings([late], moves, {2: "writing"})]
    [('lost_event_here', 'over, writing')]
    >>> [f.code for f in event_findings([late._replace(event="gone")], moves, {})]
    ['lost_event']
    """
    taken: dict[str, set] = {}
    for move in moves:
        taken.setdefault(move.event, set()).add(move.source)
    found = []
    for item in raised:
        without = item.stages - taken.get(item.event, set())
        if item.stages and without == item.stages:
            found.append(Finding("lost_event", item.kind, item.id, item.name, item.event))
        elif without:
            places = ", ".join(sorted(names[key] for key in without))
            found.append(Finding("lost_event_here", item.kind, item.id, item.name, f"{item.event}, {places}"))
    return found


def outcome_findings(
    outcomes: Iterable[str], stages: Iterable[Stage], moves: Iterable[Move], before: Iterable[tuple[int, str]]
) -> list[Finding]:
    """List the outcomes that lead nowhere: events that something else raises, and no move takes, or no longer.

    `before` says which stages (as they are here) took which event in the version that this one takes the place of.

    >>> stages = [Stage(1, "asking", "wait"), Stage(2, "done", "end")]
    >>> moves = [Move(9, 1, "answered", 2)]
    >>> [(f.code, f.name, f.detail) for f in outcome_findings(["answered", "silent"], stages, moves, [(1, "silent")])]
    [('lost_outcome', 'asking', 'silent')]
    >>> [(f.code, f.detail) for f in outcome_findings(["answered", "silent"], stages, moves, [])]
    [('no_outcome', 'silent')]
    >>> outcome_findings(["answered"], stages, moves, [(1, "answered"), (1, "never raised")])
    []
    """
    outcomes, taken = sorted(set(outcomes)), {(move.source, move.event) for move in moves}
    codes, events = {stage.id: stage.code for stage in stages}, {event for _source, event in taken}
    lost = [(key, event) for key, event in before if event in outcomes and key in codes and (key, event) not in taken]
    told = {event for _key, event in lost}
    return [
        *(Finding("lost_outcome", "stage", key, codes[key], event) for key, event in lost),
        *(Finding("no_outcome", "version", 0, "", event) for event in outcomes if event not in events | told),
    ]


def hand_findings(moves: Iterable[tuple[Move, str, bool]], events: Collection[str]) -> list[Finding]:
    """List the moves that nobody makes: (move, name, may anybody); `events` are those that something raises.

    >>> move = Move(9, 1, "finish", 3)
    >>> [f.code for f in hand_findings([(move, "Finish", False)], {"over"})]
    ['nobody_may']
    >>> hand_findings([(move, "Finish", False)], {"finish"}), hand_findings([(move, "Finish", True)], {"over"})
    ([], [])
    """
    return [
        Finding("nobody_may", "move", move.id, name, move.event)
        for move, name, anybody in moves
        if not anybody and move.event not in events
    ]


def timer_findings(timers: Iterable[tuple[Timer, str]]) -> list[Finding]:
    """List the timers that nothing ever starts.

    >>> [f.code for f in timer_findings([(Timer(7, frozenset(), frozenset({1})), "report")])]
    ['never_starts']
    """
    return [Finding("never_starts", "timer", timer.id, name) for timer, name in timers if not timer.starts]


def endless(stages: Collection[Stage], moves: Iterable[Move]) -> list[Finding]:
    """List the rounds that people or timers (whose `moves` these are) can go for ever, one finding a round.

    A move from a stage to itself leads nobody back and is left out; one with a limit ends by itself.

    >>> a, b, c = Stage(1, "a", "start"), Stage(2, "b", "work"), Stage(3, "c", "end")
    >>> there, back = Move(7, 1, "go", 2), Move(8, 2, "refuse", 1)
    >>> [(f.code, f.id, f.detail) for f in endless([a, b, c], [there, back, Move(9, 2, "end", 3)])]
    [('endless', 8, 'a, b')]
    >>> endless([a, b, c], [there, back._replace(loop="refusal", limit=2, overflow=3)])
    []
    """
    free = [move for move in moves if move.limit is None and move.source != move.target and move.source is not None]
    arrows = [(move.source, move.target) for move in free]
    after = {stage.id: _closure({stage.id}, arrows) for stage in stages}
    codes = {stage.id: stage.code for stage in stages}
    rounds: dict[tuple, Move] = {}
    for move in free:
        if move.source in after[move.target]:
            members = tuple(key for key in codes if key in after[move.source] and move.source in after[key])
            rounds[members] = move  # the last one listed is what leads back
    return [
        Finding("endless", "move", move.id, move.event, ", ".join(codes[key] for key in members))
        for members, move in rounds.items()
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
