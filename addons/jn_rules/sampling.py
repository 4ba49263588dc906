"""Random samples that anybody can draw again, and their seal (Art. 15, decision D10).

Rows are put into the order of SHA-256 over seed and row, so a draw does not depend on a
language's random generator, nor on the order in which the rows came. A row of weight w has
w lots, and its lowest one counts: as if its name lay w times in the urn. All is done with
whole numbers, so every language and every machine draws the same.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Draw:
    """The drawn rows and the reserves, each in the order in which they are to be called."""

    rows: tuple
    reserves: tuple


def stratified(
    strata: Mapping[object, Iterable],
    size: int,
    seed: str,
    weights: Mapping[object, int] | None = None,
    first: Collection = (),
) -> tuple:
    """Draw `size` rows (or all) in proportion to the strata, in calling order.

    `weights` {row: whole number of lots} is 1 for whom it does not name; rows of `first` are taken
    before all others, whatever their stratum, and are called first. Shares are rounded by largest
    remainder; rows and keys must differ as text.

    >>> drawn = stratified({"north": range(30), "south": range(100, 110)}, 4, "2019Q2")
    >>> len(drawn), sum(row < 100 for row in drawn)
    (4, 3)
    >>> drawn == stratified({"south": range(109, 99, -1), "north": range(30)}, 4, "2019Q2")
    True
    >>> stratified({"all": range(30)}, 2, "2019Q2", first={7})[0]
    7
    """
    weights = weights or {}
    ordered = {key: _by_lot(rows, seed, weights) for key, rows in strata.items()}
    ahead = _by_lot((row for rows in ordered.values() for row in rows if row in first), seed, weights)[: max(size, 0)]
    rest = {key: [row for row in rows if row not in first] for key, rows in ordered.items()}
    counts = _allot({key: len(rows) for key, rows in rest.items()}, size - len(ahead), seed)
    return (*ahead, *_by_lot((row for key in rest for row in rest[key][: counts[key]]), seed, weights))


def draw(
    strata: Mapping[object, Iterable],
    size: int,
    reserves: int,
    seed: str,
    weights: Mapping[object, int] | None = None,
    first: Collection = (),
) -> Draw:
    """Draw `size` rows, and then `reserves` more from what is left; the rest as for `stratified`.

    >>> found = draw({"all": range(25)}, 20, 10, "2019Q2")
    >>> len(found.rows), len(found.reserves)
    (20, 5)
    """
    strata = {key: list(rows) for key, rows in strata.items()}
    rows = stratified(strata, size, seed, weights, first)
    taken = set(rows)
    left = {key: [row for row in stratum if row not in taken] for key, stratum in strata.items()}
    return Draw(rows, stratified(left, reserves, seed, weights, first))


def seal(rows: Sequence, seed: str) -> str:
    """The SHA-256 (hex) over seed and rows in order, to be published before the first call.

    >>> seal([1, 2], "2019Q2") == seal([2, 1], "2019Q2")
    False
    """
    text = json.dumps([str(seed), [str(row) for row in rows]], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _by_lot(rows: Iterable, seed: str, weights: Mapping[object, int]) -> list:
    """The rows, each once, in the order of their lowest lots."""
    return sorted(dict.fromkeys(rows), key=lambda row: _lot(row, seed, weights.get(row, 1)))


def _lot(row: object, seed: str, weight: int) -> str:
    """The lowest of a row's lots: the seal of the row, of the row and 2, of the row and 3, …"""
    return min([seal([row], seed), *(seal([row, number], seed) for number in range(2, weight + 1))])


def _allot(sizes: Mapping[object, int], size: int, seed: str) -> dict[object, int]:
    total, size = sum(sizes.values()), max(size, 0)
    if size >= total:
        return dict(sizes)
    shares = {key: Fraction(size * count, total) for key, count in sizes.items()}
    counts = {key: int(share) for key, share in shares.items()}
    # A lot decides between equal remainders, so that no stratum is favoured by its name.
    by_remainder = sorted(
        shares, key=lambda key: (int(shares[key]) - shares[key], seal([key], seed))
    )
    for key in by_remainder[: size - sum(counts.values())]:
        counts[key] += 1
    return counts
