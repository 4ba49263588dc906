"""The measurement of growth without a city: what counts as grown, and how it is told."""

import doctest
from copy import deepcopy

import pytest

from bench.growth import __main__ as growth
from bench.growth import results, runs


def told(rate):
    return {"rate": rate, "p50": 5.0, "p95": 9.0, "unlike": 0, "statuses": {"200": 40}}


SMALL = {
    "cases": 1000, "intake": told(1000.0), "outbox": {"rate": 900.0, "rates": [900.0]}, "get": told(200.0), "post": told(100.0),
    "sweep": {"rate": 1500.0, "rates": [1500.0]},
    "screens": {"clerk": {what: {"seconds": [each] * 3, "rows": 9} for what, each in {"list": 0.05, "form": 0.1}.items()}},
    "sheets": {"sheets": [2.0], "by_hand": [1.0], "cases": 250, "differing": []},
}
LARGE = {**SMALL, "cases": 10_000, "sheets": {**SMALL["sheets"], "sheets": [21.0], "cases": 2500}}


def found(path=(), value=None):
    """A good result, with one other number of the large city in it."""
    changed = {"repeat": 1, "sample": 80, "versions": {"Python": "3.11"}, "cities": [deepcopy(SMALL), deepcopy(LARGE)]}
    if path:
        place = changed["cities"][1]
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
    return changed


def missed(result):
    return [bound.what for bound in results.bounds(result) if not bound.kept]


def test_what_stays_as_it_was_is_kept():
    assert missed(found()) == []


@pytest.mark.parametrize(("path", "value", "what"), [
    (("intake", "rate"), 760.0, "cases that come in: time on 10,000 cases"),
    (("outbox", "rate"), 690.0, "messages that go out: time on 10,000 cases"),
    (("get", "rate"), 150.0, "answer pages opened: time on 10,000 cases"),
    (("post", "rate"), 76.0, "answers given: time on 10,000 cases"),
    (("sweep", "rate"), 1150.0, "deadlines swept: time on 10,000 cases"),
    (("screens", "clerk", "form", "seconds"), [0.14] * 3, "screens, the one that grows most (form, clerk): time on 10,000 cases"),
    (("sheets", "sheets"), [27.0], "sheets: time for a case of the quarter on 10,000 cases"),
    (("sheets", "differing"), ["asked"], "sheets' measures that differ from those by hand, 10,000 cases"),
    (("post", "unlike"), 1, "answers that were not as they must be, 10,000 cases"),
    (("intake", "statuses"), {"200": 7, "500": 1}, "answers that were not as they must be, 10,000 cases"),
])
def test_each_bound_can_be_missed(path, value, what):
    assert missed(found(path, value)) == [what]


def test_the_page_tells_all_ratios_and_what_was_missed():
    page = " ".join(results.page(found(("get", "rate"), 100.0)).split())
    assert "| answer pages opened, a second | 200 | 100 | 2.00 |" in page
    assert "| both sheets of the quarter, seconds | 2.00 | 21.00 | 1.05 a case |" in page
    assert "| clerk | form | 100 | 100 | 1.00 |" in page
    assert page.count("| NO ") == 1


def test_every_measurement_has_fresh_citizens_enough():
    for sample, repeat in ((growth.SAMPLE, growth.REPEAT), (growth.LEAST, 1)):
        asked = sample * (repeat + 1)
        answering, silent = sample // 4 * (repeat + 1), sample // 2 * (repeat + 1)
        assert answering + silent <= asked


@pytest.mark.parametrize("module", [results, runs], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0
