from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..pareto import pareto
from .common import quick

counts = st.dictionaries(st.text(max_size=3), st.integers(0, 10**6), max_size=12)
percents = st.integers(1, 100)


def test_the_row_that_crosses_the_line_is_one_of_the_vital_few():
    assert [row.vital for row in pareto({"a": 5, "b": 3, "c": 2}, 80)] == [True, True, False]
    assert [row.vital for row in pareto({"a": 5, "b": 3, "c": 2}, 81)] == [True, True, True]


def test_equal_causes_stay_in_their_order():
    assert [row.key for row in pareto({"b": 1, "a": 1, "c": 2})] == ["c", "b", "a"]


def test_nothing_occurs_less_often_than_never():
    with pytest.raises(ValueError, match="less often"):
        pareto({"a": -1})


@quick
@given(counts, percents)
def test_shares_add_up_to_all_and_never_grow(found, percent):
    rows = pareto(found, percent)
    assert sum(row.share for row in rows) == (1 if rows else 0)
    assert [row.number for row in rows] == sorted((number for number in found.values() if number), reverse=True)
    so_far = Fraction(0)
    for row in rows:
        so_far += row.share
        assert row.cumulative == so_far


@quick
@given(counts, percents)
def test_no_fewer_causes_reach_the_line(found, percent):
    rows = pareto(found, percent)
    vital = [row for row in rows if row.vital]
    assert rows[: len(vital)] == vital
    if rows:
        assert sum(row.share for row in vital) >= Fraction(percent, 100)
        assert sum(row.share for row in vital[:-1]) < Fraction(percent, 100)
