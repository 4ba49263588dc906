"""A published version as the engine reads it: plain values, made once and kept, for a published version never changes."""

from typing import NamedTuple

from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from odoo.addons.jn_rules import deadlines, moves


class Place(NamedTuple):
    """A stage: `level` says whose people act in it (unit, county, city), `group_ids` in which roles."""

    id: int
    code: str
    kind: str
    level: str = ""
    group_ids: tuple[int, ...] = ()


class Effect(NamedTuple):
    """What follows a move: `words` as a pack writes them, on the records of `when`; `kind` is None for Odoo's own actions."""

    id: int
    kind: str | None
    words: dict
    when: Domain | None


class Arrow(NamedTuple):
    """What the engine knows of a move beside its way, which is a `jn_rules.moves.Move`."""

    guard: Domain | None
    outcome: str | None
    effects: tuple


class Limit(NamedTuple):
    """A timer: where it starts, runs and stands still, and how its end is reckoned."""

    id: int
    code: str
    guard: Domain | None
    starts: frozenset
    spans: frozenset
    pauses: frozenset
    start_field: str | None
    due_field: str | None
    warn_hours: float
    span: deadlines.Span
    needs_calendar: bool
    is_duty: bool  # a right that lapses is nobody's duty


class Compiled(NamedTuple):
    """A whole version; moves in their order, the rest by id."""

    id: int
    moves: tuple[moves.Move, ...]
    arrows: dict[int, Arrow]
    stages: dict[int, Place]
    limits: dict[int, Limit]

    def start(self):
        """The stage in which records without a way in begin."""
        return next((stage for stage in self.stages.values() if stage.kind == "start"), Place(None, None, None))


def domain(text):
    """The condition in `text`, None where there is none: whatever it is asked about holds."""
    return Domain(safe_eval(text)) if text else None


def holding(records, condition):
    """Return those of `records` for which a condition of `domain` holds."""
    return records if condition is None else records.filtered_domain(condition)
