"""The vital few among many causes: counts in order, each with its share and the share of all so far (Art. 10)."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Row:
    """One cause: how often, its share of all, the share of all causes down to this one, and whether it is one of the vital few."""

    key: Hashable
    number: int
    share: Fraction
    cumulative: Fraction
    vital: bool


def pareto(counts: Mapping[Hashable, int], percent: int | float = 80) -> list[Row]:
    """The causes that occurred, the most frequent first, equal ones in the order given.

    The vital few are the fewest causes of this order that together make at least `percent` of all.

    >>> [(row.key, row.number, float(row.cumulative), row.vital) for row in pareto({"a": 1, "b": 6, "c": 3, "d": 0})]
    [('b', 6, 0.6, True), ('c', 3, 0.9, True), ('a', 1, 1.0, False)]
    >>> pareto({})
    []
    """
    if any(number < 0 for number in counts.values()):
        raise ValueError("Nothing occurs less often than never")
    line = Fraction(str(percent)) / 100
    total, so_far, rows = sum(counts.values()), 0, []
    for key, number in sorted(counts.items(), key=lambda item: -item[1]):
        if number:
            vital = Fraction(so_far, total) < line
            so_far += number
            rows.append(Row(key, number, Fraction(number, total), Fraction(so_far, total), vital))
    return rows
