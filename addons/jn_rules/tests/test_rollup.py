import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rollup import can_add, needed, rolled_up, told
from .common import quick

AGGREGATES = ["__count", "bad:sum", "share:avg"]
facts = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from([1, 2, False]), st.integers(0, 9), st.integers(0, 100)), max_size=30)


def grouped(rows, places):
    """{key: rows} by the values at these places."""
    found = {}
    for row in rows:
        found.setdefault(tuple(row[place] for place in places), []).append(row)
    return found


def counted(rows):
    """What a database would say of these rows, in the order of AGGREGATES."""
    return len(rows), sum(row[2] for row in rows), sum(row[3] for row in rows) / len(rows)


def finest(rows):
    """The finest groups with what `needed` asks for of them."""
    return [
        (*key, len(some), sum(row[2] for row in some), sum(row[3] for row in some), len(some)) for key, some in grouped(rows, [0, 1]).items()
    ]


@quick
@given(facts, st.sampled_from([[], [0], [1], [0, 1], [1, 0]]))
def test_totals_are_those_that_are_counted_from_the_rows_themselves(rows, keep):
    asked = needed(AGGREGATES)
    totals = rolled_up(finest(rows), keep, 2)
    found = {key: told(AGGREGATES, dict(zip(asked, values, strict=True))) for key, values in totals.items()}
    assert found == {key: pytest.approx(counted(some)) for key, some in grouped(rows, keep).items()}


def test_what_two_aggregates_need_is_asked_for_once():
    assert needed(["share:sum", "share:avg", "share:count"]) == ["share:sum", "share:count"]


def test_nothing_and_something_is_something():
    assert rolled_up([("A", False), ("A", 0), ("A", False)], [0], 1) == {("A",): [0]}
    assert rolled_up([("A", False), ("A", False)], [0], 1) == {("A",): [False]}


@pytest.mark.parametrize("aggregate", ["unit_id:count_distinct", "level:max", "level:min", "id:recordset", "unit_id:array_agg", "good:bool_and"])
def test_what_cannot_be_added_up_is_left_to_the_database(aggregate):
    assert not can_add(aggregate)
