"""The one way to write a process down, so that two files that mean the same are the same: pure functions."""

EMPTY = (False, None, "", [], {}, 0)
DEFAULTS = {"roll": "none", "level": "unit"}
PARTS = ("stages", "moves", "timers")
SORTED = ("roles", "articles", "extend_roles")
STAGES = ("starts", "spans", "pauses")


def canonical(data):
    """Return a process's data without what is empty or a default, its sets in order.

    >>> stages = [{"code": "a", "roles": ["y", "x"], "level": "unit"}, {"code": "b", "fold": False}]
    >>> canonical({"code": "p", "stages": stages, "timers": [{"spans": ["b", "a"], "amount": 2.0}]})
    {'code': 'p', 'stages': [{'code': 'a', 'roles': ['x', 'y']}, {'code': 'b'}], 'timers': [{'spans': ['a', 'b'], 'amount': 2}]}
    """
    place = {row["code"]: index for index, row in enumerate(data["stages"])}
    parts = {key: [_part(row, place) for row in data.get(key, [])] for key in PARTS}
    return _present({**data, **parts})


def _part(row, place):
    ordered = {key: sorted(row[key]) for key in SORTED if key in row}
    linked = {key: sorted(row[key], key=lambda code: place.get(code, len(place))) for key in STAGES if key in row}
    return _present({**row, **ordered, **linked})


def _present(row):
    """Leave out what is empty or has its default; whole numbers stay whole. A limit of 0 is a limit."""
    kept = {key: v for key, v in row.items() if key == "amount" or (v not in EMPTY and v != DEFAULTS.get(key))}
    return {key: int(v) if isinstance(v, float) and v.is_integer() else v for key, v in kept.items()}
