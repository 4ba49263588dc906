"""The measurement of workbooks without a city: what counts as kept, and how it is told."""

import pytest

from bench.workbooks import __main__ as workbooks
from bench.workbooks import results

BOOK = {"units": 600, "lines": 3000, "seconds": [1.1, 0.8, 0.9], "kilobytes": 300.0, "megabytes": 20.0}


def found(**changes):
    books = {kind: {**BOOK, "units": 14} for kind in workbooks.KINDS}
    return {"repeat": 3, "versions": {"Python": "3.11"}, "books": {**books, "window": {**BOOK, **changes}}}


@pytest.mark.parametrize(("changes", "missed"), [
    ({}, None),
    ({"seconds": [2.1, 0.8, 0.8]}, "sheet of the windows, 600 units: the first, with nothing read"),
    ({"megabytes": 65.0}, "sheet of the windows, 600 units: memory"),
])
def test_each_bound_can_be_missed(changes, missed):
    wrong = [bound.what for bound in results.bounds(found(**changes)) if not bound.kept]
    assert wrong == ([missed] if missed else [])


def test_every_kind_has_its_name_and_its_bounds():
    assert set(results.NAMES) == set(workbooks.KINDS)
    assert len(list(results.bounds(found()))) == 2 * len(workbooks.KINDS)


def test_the_page_tells_the_first_the_median_memory_and_size():
    [row] = [line.split("|")[1:-1] for line in results.page(found()).splitlines() if line.startswith("| sheet of the windows ")]
    assert [cell.strip() for cell in row] == ["sheet of the windows", "600", "3,000", "1.10", "0.90", "20", "300"]
