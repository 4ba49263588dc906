"""What differs between two trees of plain data, in the words of a path, and between two editions of a process."""

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

# what tells the rows of a list apart: one key that all have, else several together
KEYS = (("code",), ("number",), ("date",), ("year",), ("event", "from"), ("weekday", "from"))
MISSING = object()


class Difference(NamedTuple):
    """One difference: `kind` is new, gone or changed; `path` the labels from the root down; `tags` see `differences`."""

    kind: str
    path: tuple[str, ...]
    old: Any
    new: Any
    tags: tuple = ()


def differences(old, new, lang, path=(), tag=None, tags=()):
    """Every difference from `old` to `new`, in the order of the keys; names are given in `lang`.

    `tag` is a key: each difference carries what the nearest mapping around it says under that key.

    >>> list(differences({"a": {"name": "A", "n": 1}}, {"a": {"name": "A", "n": 2}}, "en_US"))
    [Difference(kind='changed', path=('A (a)', 'n'), old=1, new=2, tags=())]
    >>> [d.tags for d in differences({"t": [1], "n": 1, "b": {"t": [2], "n": 1}}, {"t": [1], "n": 2}, "en_US", tag="t")]
    [(2,), (1,)]
    >>> [d.kind for d in differences([{"code": "x"}], [{"code": "y"}], "en_US")]
    ['gone', 'new']
    >>> list(differences({"zh_CN": "一", "en_US": "一"}, "一", "en_US"))
    []
    """
    old, new = _plain(old), _plain(new)
    if old == new:
        return
    tags = _tags(old, new, tag) or tags
    before, after = _children(old), _children(new)
    if before is None or after is None:
        kind = "new" if old is MISSING else "gone" if new is MISSING else "changed"
        yield Difference(kind, path, old, new, tags)
        return
    if isinstance(new, list) and list(before) != list(after) and set(before) == set(after):  # only the order
        yield Difference("changed", path, list(before), list(after), tags)
    for key in sorted(before.keys() | after.keys(), key=str):
        here, there = before.get(key, MISSING), after.get(key, MISSING)
        yield from differences(here, there, lang, (*path, _label(key, here, there, lang)), tag, tags)


def _tags(old, new, tag):
    """What both sides say under the key `tag`, one plain value or several, each once."""
    said = [node[tag] for node in (old, new) if isinstance(node, dict) and tag in node]
    lists = [found if isinstance(found, list) else [found] for found in said]
    return tuple(dict.fromkeys(item for found in lists for item in found if not isinstance(item, dict | list)))


def _plain(value):
    """Words that are the same in both languages are the plain words."""
    if is_words(value) and len(set(value.values())) == 1:
        return next(iter(value.values()))
    return value


def is_words(value):
    """Whether a value is words per language.

    >>> is_words({"zh_CN": "一", "en_US": "one"}), is_words({"name": "one"}), is_words({})
    (True, False, False)
    """
    return isinstance(value, dict) and bool(value) and value.keys() <= {"zh_CN", "en_US"}


def _children(value):
    """Keyed children of a node; None for a leaf, such as words or a list of plain values."""
    if isinstance(value, dict):
        return None if is_words(value) else value
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        keys = next((keys for keys in KEYS if all(keys[0] in item for item in value)), None)
        return _numbered(value, keys) if keys else None
    return None


def _numbered(rows, keys):
    """Rows by what tells them apart; the second and later ones of a kind are numbered.

    >>> list(_numbered([{"event": "a", "from": "x"}, {"event": "a"}, {"event": "a"}], ("event", "from")))
    ['a · x', 'a', 'a · 2']
    >>> list(_numbered([{"code": "a"}], ("code",))), list(_numbered([{"number": 7}], ("number",)))
    (['a'], [7])
    """
    found = {}
    for row in rows:
        parts = [row[key] for key in keys if key in row]
        key = parts[0] if len(parts) == 1 else " · ".join(map(str, parts))
        place = key
        for count in range(2, len(rows) + 2):
            if place not in found:
                break
            place = f"{key} · {count}"
        found[place] = row
    return found


def _label(key, old, new, lang):
    """The key with the name of what it stands for."""
    node = new if isinstance(new, dict) else old
    name = node.get("name") if isinstance(node, dict) else None
    if is_words(name):
        name = name.get(lang) or next(iter(name.values()))
    return f"{name} ({key})" if name else str(key)


class PartChange(NamedTuple):
    """What became of one stage, move or timer: `old` or `new` is None where it is new or gone."""

    part: str
    key: Hashable
    old: dict | None
    new: dict | None
    differences: tuple[Difference, ...] = ()


def process_changes(old: dict, new: dict, lang: str) -> Iterator[PartChange]:
    """Every part of a process that differs between two editions, in the order in which people read them.

    Both are {"stages": […], "moves": […], "timers": […]}, as a pack writes a process.

    >>> was = {"stages": [{"code": "a"}], "timers": [{"code": "t", "amount": 24, "unit": "natural_hours"}]}
    >>> now = {"stages": [{"code": "a"}, {"code": "b"}], "timers": [{"code": "t", "amount": 1, "unit": "working_days"}]}
    >>> for change in process_changes(was, now, "en_US"):
    ...     print(change.part, change.key, [(d.path, d.old, d.new) for d in change.differences])
    stages b []
    timers t [(('amount',), 24, 1), (('unit',), 'natural_hours', 'working_days')]
    """
    for part, paired in (("stages", _by_code), ("moves", _by_way), ("timers", _by_code)):
        before, after = old.get(part, []), new.get(part, [])
        pairs = list(paired(before, after))
        for key, here, there in pairs:
            found = tuple(differences(here, there, lang)) if here and there else ()
            if found or not (here and there):
                yield PartChange(part, key, here, there, found)
        yield from _reordered(part, pairs, before, after)


def _by_code(old, new):
    """Pair the rows of two lists by their code: the new list's order, then what is gone."""
    before = {row["code"]: row for row in old}
    after = {row["code"]: row for row in new}
    yield from ((code, before.get(code), row) for code, row in after.items())
    yield from ((code, row, None) for code, row in before.items() if code not in after)


def _by_way(old, new):
    """Pair moves, which have no code: those wholly alike, then by where they lead, else by stage and event."""
    left, found = list(old), {}
    for likeness in (dict, _way, _fork):
        for place, row in enumerate(new):
            twin = next((other for other in left if likeness(other) == likeness(row)), None)
            if place not in found and twin is not None:
                found[place] = twin
                left.remove(twin)
    yield from ((_fork(row), found.get(place), row) for place, row in enumerate(new))
    yield from ((_fork(row), row, None) for row in left)


def _way(row):
    return (*_fork(row), row.get("to"), row.get("guard"))


def _fork(row):
    return row.get("from"), row.get("event")


def _reordered(part, pairs, old, new):
    """Order is meaning where several moves share stage and event: the first whose condition holds is taken."""
    kept = [(key, here, there) for key, here, there in pairs if here and there]
    groups = {}
    for key, here, there in kept:
        groups.setdefault(key if part == "moves" else part, []).append((old.index(here), new.index(there), here, there))
    if part == "timers":
        return
    for key, rows in groups.items():
        rows.sort(key=lambda row: row[1])
        if [row[0] for row in rows] != sorted(row[0] for row in rows):
            before, after = sorted(rows, key=lambda row: row[0]), rows
            shift = Difference("changed", ("order",), [row[2] for row in before], [row[3] for row in after])
            yield PartChange(part, key, before[0][2], after[0][3], (shift,))
