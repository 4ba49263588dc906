"""The typed values of settings: pure functions over JSON data."""

import json
import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

# the JSON text by which an interpretation takes back those before it
NOTHING = "null"
# a keyboard in Chinese types others
_COMMAS = re.compile("[,\uff0c\u3001]")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Timeline(NamedTuple):
    """All that ever held for one setting: `values` is {unit id or False: ((from, JSON text), …)}, oldest first."""

    kind: str
    floor: str
    default: str
    values: dict[int | bool, tuple[tuple[datetime, str], ...]]


def fits(kind, value, default=None, options=()):
    """Whether JSON data `value` is of `kind`; a list's items must resemble those of `default`.

    >>> fits("integer", 3), fits("integer", True), fits("time", "21:60"), fits("choice", "a", options=("a", "b"))
    (True, False, False, True)
    >>> fits("list", [1], default=[2]), fits("list", ["1"], default=[2])
    (True, False)
    """
    match kind:
        case "integer":
            return type(value) is int and value >= 0
        case "decimal":
            return _is_decimal(value)
        case "boolean":
            return type(value) is bool
        case "choice":
            return value in options
        case "time":
            return isinstance(value, str) and bool(_TIME.fullmatch(value))
        case "list":
            return isinstance(value, list) and {type(item) for item in value} <= _item_types(default, value)
        case _:
            return isinstance(value, str)


def _is_decimal(value):
    if type(value) is bool or not isinstance(value, int | str):
        return False
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _item_types(default, value):
    return {type(item) for item in default or value}


def read(kind, text):
    """The Python value of a stored JSON text: int, Decimal, bool, str or list.

    >>> read("decimal", '"0.95"'), read("list", "[1, 2]")
    (Decimal('0.95'), [1, 2])
    """
    return json.loads(text) if kind == "list" else _read_once(kind, text)


@lru_cache(maxsize=4096)
def _read_once(kind, text):
    """What cannot be changed by who gets it, and is asked for at every step."""
    value = json.loads(text)
    return Decimal(value) if kind == "decimal" else value


def write(value):
    """The one JSON text of a value.

    >>> write([1, "二"]), write(Decimal("0.50"))
    ('[1, "二"]', '"0.50"')
    """
    return json.dumps(value, ensure_ascii=False, default=str)


def typed_in(kind, text):
    """The JSON data of what a person typed; ValueError when it is none.

    >>> typed_in("text", "21:00"), typed_in("list", "[1]"), typed_in("decimal", " 0.5 ")
    ('21:00', [1], '0.5')
    >>> typed_in("list", "1，2"), typed_in("list", "wechat, sms"), typed_in("list", " ")
    ([1, 2], ['wechat', 'sms'], [])
    """
    if kind != "list":
        return text.strip()
    if text.lstrip().startswith("["):
        return json.loads(text)
    parts = [part.strip() for part in _COMMAS.split(text)]
    return [int(part) if part.isdecimal() else part for part in parts if part]


def stricter(floor, base, value):
    """The one of two values that binds, when lower units may only tighten.

    >>> stricter("min", 3, 2), stricter("max", 3, 2), stricter("none", 3, 2)
    (3, 2, 2)
    """
    if floor == "none":
        return value
    return max(base, value) if floor == "min" else min(base, value)


def in_force(line, unit_ids, now):
    """The value that holds at `now` for the last of `unit_ids`, the chain from the top of the tree down.

    The newest value in force at the nearest unit wins; with a floor, whatever is stricter on the way down.
    A newest value of null says nothing: what holds above it, or the default, holds again.
    """
    held = read(line.kind, line.default)
    for index, unit_id in enumerate((False, *unit_ids)):
        texts = [text for since, text in line.values.get(unit_id, ()) if since <= now]
        if texts and texts[-1] != NOTHING:
            value = read(line.kind, texts[-1])
            held = stricter(line.floor, held, value) if index else value
    return held
