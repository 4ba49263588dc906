"""Coarser groups out of finer ones: what millions of rows add up to is counted once, and totals are added from there."""

from collections.abc import Iterable, Sequence

ADDED = ("sum", "count")  # what is known of a whole once it is known of its parts
AVERAGE = "avg"  # known from the parts' sums and numbers


def needed(aggregates: Iterable[str]) -> list[str]:
    """The aggregates that finer groups are asked for, each once: an average is known by its sum and its number.

    >>> needed(["__count", "bad:sum", "share:avg"])
    ['__count', 'bad:sum', 'share:sum', 'share:count']
    """
    return list(dict.fromkeys(part for aggregate in aggregates for part in _parts(aggregate)))


def can_add(aggregate: str) -> bool:
    """Whether groups' totals tell this one's.

    >>> [can_add(each) for each in ("__count", "bad:sum", "share:avg", "unit_id:count_distinct", "level:max")]
    [True, True, True, False, False]
    """
    return aggregate == "__count" or aggregate.rpartition(":")[2] in (*ADDED, AVERAGE)


def rolled_up(rows: Iterable[tuple], keep: Sequence[int], width: int) -> dict[tuple, list]:
    """Return {key: totals} of `rows`, each a finer group's `width` keys and then its totals, by the keys at the places `keep`.

    False is the total of nothing.

    >>> rolled_up([("A", 1, 5, False), ("A", 2, 7, 2.0), ("B", 1, 1, 0.5)], [0], 2)
    {('A',): [12, 2.0], ('B',): [1, 0.5]}
    """
    totals: dict[tuple, list] = {}
    for row in rows:
        key, values = tuple(row[place] for place in keep), row[width:]
        known = totals.get(key)
        totals[key] = list(values) if known is None else [_sum(*pair) for pair in zip(known, values, strict=True)]
    return totals


def told(aggregates: Iterable[str], totals: dict) -> tuple:
    """The values of `aggregates` out of {aggregate: total} of what they need; the average of nothing is False.

    >>> told(["share:avg", "__count"], {"share:sum": 250.0, "share:count": 4, "__count": 5})
    (62.5, 5)
    >>> told(["share:avg"], {"share:sum": False, "share:count": 0})
    (False,)
    """
    return tuple(_told(aggregate, totals) for aggregate in aggregates)


def _parts(aggregate):
    field, _colon, how = aggregate.rpartition(":")
    return [f"{field}:{part}" for part in ADDED] if how == AVERAGE else [aggregate]


def _told(aggregate, totals):
    parts = [totals[part] for part in _parts(aggregate)]
    if len(parts) == 1:
        return parts[0]
    total, number = parts
    return total / number if number else False


def _sum(one, other):
    if one is False or other is False:
        return other if one is False else one
    return one + other
