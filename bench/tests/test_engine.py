"""What the measurement of the engine says about numbers that are known."""

import doctest
from copy import deepcopy

import pytest

from bench.engine import results

GOOD = {
    "records": 1000,
    "repeat": 1,
    "versions": {"Odoo": "19.0"},
    "contestants": {
        "ours": results.contestant([{"seconds": 2.0}], 1000, 8000),
        "peer": results.contestant([{"seconds": 10.0}], 1000, 1000),
        "hand": results.contestant([{"seconds": 1.0}], 1000, 7000),
    },
    "memory": 12.0,
    "peer_handled": 1000,
    "faults": {},
    "unlike": {},
    "two": {"seconds": [1.2], "median": 1.2, "handled": 1000, "faults": {}},
    "kills": {"killed": 50, "left": 400, "faults": {}},
}


def found(path, value):
    """The good result with one other number in it."""
    changed = deepcopy(GOOD)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


def missed(result):
    return [bound.what for bound in results.bounds(result) if not bound.kept]


def test_a_good_result_keeps_every_bound():
    assert missed(GOOD) == []


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        (("contestants", "peer", "rate"), 300.0, "rate, against base_automation"),
        (("contestants", "hand", "median"), 0.5, "time, against hand-written SQL"),
        (("memory",), 150.0, "memory of the sweeping process"),
        (("peer_handled",), 999, "records that the peer wrote"),
        (("unlike",), {"jn_case": 1}, "rows unlike those of hand-written SQL"),
        (("faults",), {"failures": 1}, "faults after a sweep"),
        (("two", "handled"), 1001, "two sweepers, handled in all"),
        (("two", "median"), 2.0, "two sweepers, seconds"),
        (("two", "faults"), {"failures": 1}, "faults after two sweepers"),
        (("kills", "killed"), 49, "killed at work by SIGKILL"),
        (("kills", "left"), 0, "left due after the kills"),
        (("kills", "left"), 1000, "left due after the kills"),
        (("kills", "faults"), {"failures": 1}, "faults after the kills and one last sweep"),
    ],
)
def test_each_bound_can_be_missed(path, value, what):
    assert missed(found(path, value)) == [what]


def test_the_page_shows_what_was_missed():
    page = results.page(found(("memory",), 200.0))
    assert "| memory of the sweeping process" in page
    assert "+200 MiB" in page
    assert page.count("| NO ") == 1


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(results).failed == 0
