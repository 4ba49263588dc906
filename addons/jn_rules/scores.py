"""Rounding, ranking and the honesty of small samples (decisions C4, C10, C13)."""

from collections.abc import Hashable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

ROUNDING = 60

Number = int | float | Decimal | Fraction


def half_up(number: Number | None, places: int = 2) -> Decimal | None:
    """Round half away from zero to `places` decimals, exactly (C10); None stays None.

    >>> half_up(Decimal("6.665")), half_up(Fraction(1, 3)), half_up(None)
    (Decimal('6.67'), Decimal('0.33'), None)
    """
    if number is None:
        return None
    scaled = abs(_exact(number)) * 10**places
    whole = int(scaled + Fraction(1, 2))
    sign = -1 if number < 0 else 1
    return Decimal(sign * whole).scaleb(-places, Context(prec=max(ROUNDING, len(str(whole)))))


def rank(scores: Mapping[Hashable, Number | None]) -> dict[Hashable, int]:
    """Rank the highest score first; equal scores share a rank, None has none (C4, C13).

    >>> rank({"a": 90, "b": 95, "c": 95, "d": None})
    {'a': 3, 'b': 1, 'c': 1}
    """
    ranked = {key: score for key, score in scores.items() if score is not None}
    first = {}
    for place, score in enumerate(sorted(ranked.values(), reverse=True), start=1):
        first.setdefault(score, place)
    return {key: first[score] for key, score in ranked.items()}


def wilson(numerator: int, denominator: int, percent: Number = 95) -> tuple[float, float] | None:
    """The Wilson score interval of a share at a level of confidence, None without any trial (C13).

    >>> [round(edge, 4) for edge in wilson(8, 10)]
    [0.4902, 0.9433]
    >>> [round(edge, 4) for edge in wilson(8, 10, 90)]
    [0.5408, 0.9314]
    """
    z = NormalDist().inv_cdf((1 + float(percent) / 100) / 2)
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is no share")
    if not denominator:
        return None
    share, square = numerator / denominator, z**2 / denominator
    middle = (share + square / 2) / (1 + square)
    margin = sqrt(share * (1 - share) * square + square**2 / 4) / (1 + square)
    # Rounding errors must not push the interval off the share at 0 % and 100 %.
    return min(share, max(0.0, middle - margin)), max(share, min(1.0, middle + margin))


def _exact(number: Number) -> Fraction:
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)
