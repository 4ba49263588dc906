"""The levels of satisfaction and their reasons as the citizen's page draws them."""

from functools import lru_cache
from typing import NamedTuple

MOODS = 5  # faces that the style sheet has colours for


class Level(NamedTuple):
    """A choice on the page: `mood` names its colour, `mouth` is the path of its face's mouth."""

    level: int
    name: str
    bad: bool
    mood: int
    mouth: str


class Tag(NamedTuple):
    """A reason on the page."""

    code: str
    name: str
    ticked: bool


@lru_cache(maxsize=100)
def levels(choices, most, bad_levels):
    """Draw the choices ((level, name), …) of a scale that ends at `most`.

    >>> [(one.level, one.bad, one.mood) for one in levels(((5, "good"), (1, "bad")), 5, frozenset({1, 2}))]
    [(5, False, 5), (1, True, 1)]
    """
    return tuple(_level(level, name, (level - 1) / max(most - 1, 1), level in bad_levels) for level, name in choices)


def _level(level, name, share, bad):
    return Level(level, name, bad, 1 + round(share * (MOODS - 1)), _mouth(share))


def _mouth(share):
    """The path of a mouth in a 32 × 32 face: `share` 0 is sad, 1 is glad.

    >>> _mouth(0), _mouth(0.5), _mouth(1)
    ('M10 23Q16 16 22 23', 'M10 21Q16 21 22 21', 'M10 19Q16 26 22 19')
    """
    bend = 2 * share - 1
    ends = 21 - 2 * bend
    return f"M10 {ends:g}Q16 {21 + 5 * bend:g} 22 {ends:g}"
