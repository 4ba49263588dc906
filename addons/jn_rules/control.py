"""p-charts: which of many shares is unusual, and which is merely low.

Around the common share, `centre`, chance alone lets a share of `trials` cases vary. What lies outside the limits of that
chance has a cause of its own. The limits are those of the binomial distribution itself, not of its bell-shaped
approximation, because a window's month may have twenty cases.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

LOW, HIGH = "low", "high"
# So many standard deviations below and above the mean nothing is left that a float could show.
FAR = 40


@dataclass(frozen=True)
class Point:
    """One share of a chart: what it is, how usual it is. `share` and limits are None, and it has no flag, without cases."""

    numerator: int
    denominator: int
    share: float | None
    low: float | None
    high: float | None
    flag: str | None


def limits(centre: float | Fraction, trials: int, percent: float = 99.73) -> tuple[float, float] | None:
    """Between which shares chance alone keeps a share of `trials` cases, at a level of `percent`; None without cases.

    Each limit is the outermost share that chance reaches with more than half of what is left of 100 %.

    >>> [round(edge, 2) for edge in limits(0.95, 20)]
    [0.75, 1.0]
    >>> [round(edge, 3) for edge in limits(0.95, 2000)]
    [0.935, 0.964]
    """
    if not trials:
        return None
    if not 0 <= centre <= 1:
        raise ValueError(f"{centre} is no share")
    tail = (1 - percent / 100) / 2
    least = _least(float(centre), trials, tail)
    most = trials - _least(1 - float(centre), trials, tail)
    return least / trials, most / trials


def chart(counts: Sequence[tuple[int, int]], percent: float = 99.73, centre: float | None = None) -> tuple[float | None, list[Point]]:
    """The centre line, by default the share of all taken together, and one Point for each (numerator, denominator).

    >>> middle, points = chart([(97, 100), (97, 100), (76, 100)])
    >>> round(middle, 3), [point.flag for point in points]
    (0.9, [None, None, 'low'])
    """
    if centre is None:
        good, every = (sum(pair[place] for pair in counts) for place in (0, 1))
        centre = good / every if every else None
    return centre, [_point(good, every, centre, percent) for good, every in counts]


def flag(numerator: int, denominator: int, centre: float | Fraction, percent: float = 99.73) -> str | None:
    """`low` or `high` for a share outside its limits, None for one that chance explains.

    >>> flag(15, 20, 0.95), flag(13, 20, 0.95), flag(60, 60, 0.5)
    (None, 'low', 'high')
    """
    found = limits(centre, denominator, percent)
    if not found:
        return None
    low, high = (round(edge * denominator) for edge in found)
    if numerator < low:
        return LOW
    return HIGH if numerator > high else None


def _point(numerator: int, denominator: int, centre: float | None, percent: float) -> Point:
    if not denominator or centre is None:
        return Point(numerator, denominator, None, None, None, None)
    low, high = limits(centre, denominator, percent)
    return Point(numerator, denominator, numerator / denominator, low, high, flag(numerator, denominator, centre, percent))


def _least(chance: float, trials: int, tail: float) -> int:
    """The smallest number of hits that `trials` with this chance reach or stay under with more than `tail`."""
    if chance in (0.0, 1.0):
        return int(chance) * trials
    spread = math.sqrt(trials * chance * (1 - chance)) + 1
    hits = max(0, math.floor(trials * chance - FAR * spread))
    odds = math.log(chance) - math.log1p(-chance)
    weight, total = _log_weight(chance, trials, hits), 0.0
    while True:
        total += math.exp(weight)
        if total > tail or hits == trials:
            return hits
        weight += odds + math.log((trials - hits) / (hits + 1))
        hits += 1


def _log_weight(chance: float, trials: int, hits: int) -> float:
    """The logarithm of the binomial probability of exactly so many hits."""
    ways = math.lgamma(trials + 1) - math.lgamma(hits + 1) - math.lgamma(trials - hits + 1)
    return ways + hits * math.log(chance) + (trials - hits) * math.log1p(-chance)
