"""The measurement of archiving without a city: what counts as slower, and how it is told."""

import doctest
from copy import deepcopy

import pytest

from bench.archive import results


def told(rate, **more):
    return {"rate": rate, "p50": 5.0, "p95": 9.0, "unlike": 0, "statuses": {"200": 40}, **more}


LOOKED = {
    "intake": told(1000.0), "outbox": {"rate": 900.0}, "sweep": {"rate": 1500.0},
    "screens": {"clerk": {what: {"seconds": [each] * 3} for what, each in {"list": 0.1, "form": 0.1, "board": 0.1}.items()}},
    "menus": {"clerk": {what: {"kind": "list", "seconds": [each] * 3} for what, each in {"cases": 0.1, "calls": 0.3}.items()}},
    "sheets": {"sheets": [2.0], "by_hand": [1.0], "cases": 250, "differing": []},
}
FOUND = {
    "cases": 1000, "repeat": 1, "sample": 40, "versions": {"Python": "3.11"}, "before": LOOKED, "after": deepcopy(LOOKED), "lost": {},
    "archived": {"rows": 50_000, "seconds": 2.5, "batches": [1.0, 0.5]},
    "meanwhile": {"sweep": 900.0, "alone": told(90.0, slowest=20.0, cases=20), "calls": told(60.0, slowest=150.0, cases=200)},
}


def found(path=(), value=None):
    """A good result, with one other number in it."""
    changed = deepcopy(FOUND)
    place = changed
    for key in path[:-1]:
        place = place[key]
    if path:
        place[path[-1]] = value
    return changed


def missed(result):
    return [bound.what for bound in results.bounds(result) if not bound.kept]


def test_what_stays_as_it_was_is_kept():
    assert missed(found()) == []


@pytest.mark.parametrize(("path", "value", "what"), [
    (("lost",), {"jn_message": 1}, "tables whose rows are not all there, once"),
    (("meanwhile", "calls", "statuses"), {"200": 7, "500": 1}, "answers that were not as they must be"),
    (("after", "sheets", "differing"), ["asked"], "sheets' measures that differ from those by hand, after"),
    (("archived", "seconds"), 5.1, "rows archived a second"),
    (("archived", "batches"), [1.0, 5.1], "the longest transaction of archiving"),
    (("meanwhile", "calls", "slowest"), 2001.0, "the slowest case that came in meanwhile"),
    (("after", "intake", "rate"), 760.0, "cases that come in: time afterwards"),
    (("after", "outbox", "rate"), 690.0, "messages that go out: time afterwards"),
    (("after", "sweep", "rate"), 1150.0, "deadlines swept: time afterwards"),
    (("after", "screens", "clerk", "form", "seconds"), [0.129] * 3, None),
    (("after", "menus", "clerk", "cases", "seconds"), [0.131] * 3, "what menus open, the one that grows most (cases, clerk): time afterwards"),
    (("after", "menus", "clerk", "calls", "seconds"), [0.35] * 3, "what menus open, all together: time afterwards"),
    (("after", "sheets", "sheets"), [2.3], "sheets: time for a case of the quarter afterwards"),
])
def test_each_bound_can_be_missed(path, value, what):
    assert missed(found(path, value)) == ([what] if what else [])


def test_the_page_tells_what_was_archived_how_long_others_waited_and_what_grew():
    page = " ".join(results.page(found(("after", "menus", "clerk", "cases", "seconds"), [0.2] * 3)).split())
    assert "50,000 rows were archived in 2 seconds, 20,000 a second, in 2 transactions (median 0.75 s, longest 1.00 s)" in page
    assert "200 cases came in one by one: median 5 ms (with nothing beside it 5), slowest 150 ms (20)" in page
    assert "| clerk | cases | 100 | 200 | 2.00 |" in page
    assert page.count("| NO ") == 2


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(results).failed == 0
