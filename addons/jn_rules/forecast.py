"""How a rate will stand at the end of a period, and how much it still bears or lacks (Art. 14, 16).

A rate is `numerator` of `denominator`; a standard is a share such as 0.95, met by whoever has at least so much.
All counting is exact: fractions, never floats; only the interval of a forecast is an estimate, and is called one.
"""

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist

from .scores import Number

ONE = Fraction(1)


@dataclass(frozen=True)
class Forecast:
    """A rate at the end of its period: so many more cases, the rate expected, and between what it will lie."""

    more: int
    rate: Fraction
    low: float
    high: float


def share(number: Number) -> Fraction:
    """A share as people write it, exactly.

    >>> share(0.95)
    Fraction(19, 20)
    """
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def bearable(numerator: int, denominator: int, standard: Number) -> int | None:
    """How many more bad cases the rate bears without falling below the standard; None: any number, or below already.

    >>> bearable(97, 99, 0.95)
    3
    >>> bearable(90, 100, 0.95) is None, bearable(19, 20, 0.95)
    (True, 0)
    """
    wanted = share(standard)
    if wanted <= 0 or Fraction(numerator) < wanted * denominator:
        return None
    return math.floor(numerator / wanted) - denominator


def until_below(numerator: int, denominator: int, standard: Number) -> int | None:
    """With which next bad case the rate falls below the standard; None: with none, or it is below already.

    >>> until_below(97, 99, 0.95)
    4
    >>> until_below(0, 0, 0.95)
    1
    """
    left = bearable(numerator, denominator, standard)
    return None if left is None else left + 1


def lacking(numerator: int, denominator: int, standard: Number) -> int | None:
    """How many more good cases, and none bad, lift the rate to the standard; 0: it is there; None: no number does.

    >>> lacking(70, 84, 0.85)
    10
    >>> lacking(85, 100, 0.85), lacking(1, 2, 1)
    (0, None)
    """
    wanted = share(standard)
    short = wanted * denominator - numerator
    if short <= 0:
        return 0
    return math.ceil(short / (ONE - wanted)) if wanted < 1 else None


def allowance(numerator: int, denominator: int, more: int, standard: Number) -> int | None:
    """Of `more` cases still expected, how many may be bad and the rate still ends at the standard; None: it cannot.

    >>> allowance(97, 99, 21, 0.95), allowance(10, 20, 10, 0.95)
    (4, None)
    """
    left = numerator + more - share(standard) * (denominator + more)
    return None if left < 0 else min(more, math.floor(left))


def first_that(holds: Callable[[int], bool], most: int) -> int | None:
    """The smallest number from 1 to `most` for which `holds`, which once true stays true; None where it is true of none.

    >>> first_that(lambda number: number * number > 50, 100), first_that(lambda number: number > 100, 100)
    (8, None)
    """
    return bisect_left(range(1, most + 1), True, key=holds) + 1 if holds(most) else None


def forecast(numerator: int, denominator: int, gone: Number, whole: Number, percent: Number = 95) -> Forecast | None:
    """The rate at the end when `gone` of `whole` (days, say) are over; None where nothing can be said yet.

    Method: pace and rate of the run so far go on. The interval is that of the cases still to come, at a level of
    `percent`: binomial, with the rate's own uncertainty (Agresti and Coull's estimate) added, never outside what
    is still possible.

    >>> found = forecast(90, 100, 50, 100)
    >>> found.more, found.rate, round(found.low, 3), round(found.high, 3)
    (100, Fraction(9, 10), 0.856, 0.944)
    """
    if not denominator or gone <= 0:
        return None
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is no share")
    more = round(denominator * max(Fraction(0), share(whole) / share(gone) - 1))
    rate, end = Fraction(numerator, denominator), denominator + more
    margin = _margin(numerator, denominator, more, percent)
    middle = float(numerator + more * rate)
    low, high = max(numerator, middle - margin) / end, min(numerator + more, middle + margin) / end
    return Forecast(more, rate, min(low, float(rate)), max(high, float(rate)))


def _margin(numerator: int, denominator: int, more: int, percent: Number) -> float:
    """By how many good cases the cases to come may differ from what is expected of them."""
    z = NormalDist().inv_cdf((1 + float(percent) / 100) / 2)
    trials = denominator + z**2
    chance = (numerator + z**2 / 2) / trials
    return z * math.sqrt(chance * (1 - chance) * more * (1 + more / trials))
