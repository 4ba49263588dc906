"""Whether a condition can hold at all: pure reasoning over its leaves, before any record exists."""

from collections.abc import Iterable
from typing import Any

Leaf = tuple[str, str, Any]

LOWER, UPPER = (">", ">="), ("<", "<=")


def conjunction(prefix: Iterable) -> list[Leaf]:
    """Return the leaves of a domain in prefix notation that must all hold; alternatives and negations are left out.

    >>> conjunction(["&", ("a", "=", 1), "|", ("b", "=", 2), ("c", "=", 3)])
    [('a', '=', 1)]
    >>> conjunction([("a", "=", 1), "!", ("b", "=", 2), ("c", "=", 3)])
    [('a', '=', 1), ('c', '=', 3)]
    """
    items, found = iter(prefix), []
    for item in items:  # what stands side by side holds together
        found += _joined(item, items)
    return found


def _joined(item, items):
    """Read one term that begins with `item`, and return its leaves that must hold."""
    if item == "!":
        _joined(next(items), items)
        return []
    if item in ("&", "|"):
        both = _joined(next(items), items) + _joined(next(items), items)
        return both if item == "&" else []
    return [tuple(item)] if len(item) == 3 else []


def contradiction(leaves: Iterable[Leaf]) -> str | None:
    """Return the first field that cannot satisfy all of `leaves` at once, or None.

    The leaves hold together (a conjunction), each (field, operator, value) over a field that has one value;
    what is not understood is taken to be possible.

    >>> contradiction([("level", "=", "bad"), ("level", "=", "good")])
    'level'
    >>> contradiction([("level", "in", ["bad", "good"]), ("level", "!=", "bad")])
    >>> contradiction([("returns", ">", 3), ("returns", "<=", 3)])
    'returns'
    """
    by_field: dict[str, list[tuple[str, Any]]] = {}
    for field, operator, value in leaves:
        by_field.setdefault(field, []).append((operator, value))
    return next((field for field, tests in by_field.items() if not _possible(tests)), None)


def unknown(leaves: Iterable[Leaf], choices: dict[str, Iterable]) -> tuple[str, Any] | None:
    """Return the first (field, value) that a leaf asks for and that is no choice of its field, or None.

    >>> unknown([("level", "in", ["good", "fine"])], {"level": ["good", "bad"]})
    ('level', 'fine')
    >>> unknown([("level", "=", False), ("name", "=", "any")], {"level": ["good"]})
    """
    for field, operator, value in leaves:
        if field in choices and operator in ("=", "!=", "in", "not in"):
            wrong = [item for item in _many(value) if item and item not in choices[field]]
            if wrong:
                return field, wrong[0]
    return None


def _possible(tests):
    allowed = [set(_many(value)) for operator, value in tests if operator in ("=", "in")]
    excluded = {item for operator, value in tests if operator in ("!=", "not in") for item in _many(value)}
    bounds = [(operator, value) for operator, value in tests if operator in LOWER + UPPER]
    if allowed:
        left = set.intersection(*allowed) - excluded
        return any(all(_fits(item, bound) for bound in bounds) for item in left)
    return _open_interval(bounds)


def _many(value):
    return value if isinstance(value, list | tuple | set | frozenset) else [value]


def _fits(item, bound):
    operator, limit = bound
    try:
        return {">": item > limit, ">=": item >= limit, "<": item < limit, "<=": item <= limit}[operator]
    except TypeError:  # values that cannot be compared say nothing
        return True


def _open_interval(bounds):
    """Whether something lies between the bounds; between two whole numbers there may be fractions."""
    lows = [(operator, value) for operator, value in bounds if operator in LOWER]
    highs = [(operator, value) for operator, value in bounds if operator in UPPER]
    return all(_below(low, high) for low in lows for high in highs)


def _below(low, high):
    try:
        both_reach = (low[0], high[0]) == (">=", "<=")
        return low[1] < high[1] or (both_reach and low[1] == high[1])
    except TypeError:  # values that cannot be compared say nothing
        return True
