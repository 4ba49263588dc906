"""When a warning opens, stays and ends: the same decisions for every day, live or tried on history (Art. 10).

An evaluation says True (the rule is broken), False (it is not) or None (too few cases to tell).
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from .control import HIGH, LOW, flag
from .forecast import share
from .periods import Period, quarter_of
from .scores import Number

BELOW, ABOVE = "below", "above"
OPEN, RECOVER = "open", "recover"
ROLLING, QUARTER = "rolling", "quarter"


@dataclass(frozen=True)
class Rule:
    """What a figure is held against; `least` cases are needed to judge, `unusual` asks for more than chance as well."""

    threshold: Number
    direction: str = BELOW
    least: int = 0
    unusual: bool = False
    percent: float = 99.73


@dataclass(frozen=True)
class Figure:
    """A unit's figure in one window of time; `sample` cases stand behind it, `centre` is the share of all units.

    A rate that is made of others has `parts`: (code, numerator, denominator) of each.
    """

    value: Number | None
    sample: int = 0
    numerator: int | None = None
    denominator: int | None = None
    centre: Fraction | None = None
    parts: tuple[tuple[str, int, int], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Episode:
    """From the day on which a rule was broken to the day on which it was seen kept again; None: it still is broken."""

    key: Hashable
    opened: date
    ended: date | None
    figure: Figure


def looked_back(kind: str, days: int, day: date) -> Period:
    """The whole days that an evaluation on `day` looks back on: so many, or those of the quarter so far; `day` is not among them.

    >>> looked_back(ROLLING, 7, date(2026, 11, 25)).start, looked_back(QUARTER, 0, date(2026, 11, 25)).start
    (datetime.date(2026, 11, 18), datetime.date(2026, 10, 1))
    >>> looked_back(QUARTER, 0, date(2026, 10, 1))
    Period(start=datetime.date(2026, 7, 1), end=datetime.date(2026, 9, 30))
    """
    last = day - timedelta(days=1)
    return Period(quarter_of(last).start if kind == QUARTER else day - timedelta(days=days), last)


def broken(rule: Rule, figure: Figure) -> bool | None:
    """Whether a figure breaks the rule; None where there is nothing to judge by.

    >>> broken(Rule(0.95, least=20), Figure(Fraction(90, 100), 100)), broken(Rule(0.95, least=20), Figure(Fraction(9, 10), 10))
    (True, None)
    >>> broken(Rule(0.95), Figure(Fraction(95, 100), 100)), broken(Rule(3, ABOVE), Figure(4))
    (False, True)
    """
    if figure.value is None or figure.sample < rule.least:
        return None
    value, line = share(figure.value), share(rule.threshold)
    crossed = value < line if rule.direction == BELOW else value > line
    return crossed and (not rule.unusual or is_unusual(rule, figure))


def is_unusual(rule: Rule, figure: Figure) -> bool:
    """Whether chance alone does not explain the figure, on the side that the rule looks at.

    >>> few, many = (Figure(0.9, n, round(n * 0.9), n, Fraction(95, 100)) for n in (20, 2000))
    >>> is_unusual(Rule(0.95), few), is_unusual(Rule(0.95), many)
    (False, True)
    """
    if figure.centre is None or not figure.denominator:
        return False
    found = flag(figure.numerator, figure.denominator, figure.centre, rule.percent)
    return found == (LOW if rule.direction == BELOW else HIGH)


def turn(is_broken: bool | None, is_open: bool, ended: date | None, day: date, rest: int) -> str | None:
    """What an evaluation does: `open` a warning, let one `recover`, or nothing.

    After a warning ended, none opens for `rest` days; too few cases change nothing.

    >>> day = date(2026, 11, 10)
    >>> turn(True, False, None, day, 7), turn(True, True, None, day, 7), turn(False, True, None, day, 7), turn(None, True, None, day, 7)
    ('open', None, 'recover', None)
    >>> turn(True, False, date(2026, 11, 4), day, 7), turn(True, False, date(2026, 11, 3), day, 7)
    (None, 'open')
    """
    if is_open:
        return RECOVER if is_broken is False else None
    rested = ended is None or day - ended >= timedelta(days=rest)
    return OPEN if is_broken and rested else None


def replay(rule: Rule, key: Hashable, days: Iterable[tuple[date, Figure]], rest: int) -> list[Episode]:
    """The warnings that one unit would have had: its figures of consecutive days, through `broken` and `turn`.

    >>> bad, good = Figure(0.5, 9), Figure(1, 9)
    >>> days = [(date(2026, 11, number), figure) for number, figure in enumerate([good, bad, bad, good, bad], start=1)]
    >>> [(one.opened.day, one.ended and one.ended.day) for one in replay(Rule(0.95), "A", days, 7)]
    [(2, 4)]
    >>> [(one.opened.day, one.ended and one.ended.day) for one in replay(Rule(0.95), "A", days, 1)]
    [(2, 4), (5, None)]
    """
    found, opened, ended = [], None, None
    for day, figure in days:
        step = turn(broken(rule, figure), opened is not None, ended, day, rest)
        if step == OPEN:
            opened = day, figure
        elif step == RECOVER:
            found.append(Episode(key, opened[0], day, opened[1]))
            opened, ended = None, day
    return [*found, Episode(key, opened[0], None, opened[1])] if opened else found
