"""Conditions that can never hold are recognised; what is not understood is taken to be possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..conditions import conjunction, contradiction, unknown
from .common import quick

IMPOSSIBLE = [
    [("a", "=", 1), ("a", "=", 2)],
    [("a", "=", 1), ("a", "!=", 1)],
    [("a", "in", [1, 2]), ("a", "not in", [1, 2, 3])],
    [("a", "=", 1), ("a", ">", 1)],
    [("a", ">", 2), ("a", "<", 1)],
    [("a", ">", 1), ("a", "<=", 1)],
    [("a", "in", [])],
    [("a", ">=", "2026-02-01"), ("a", "<", "2026-01-01")],
]
POSSIBLE = [
    [],
    [("a", "=", 1), ("b", "=", 2)],
    [("a", "in", [1, 2]), ("a", "!=", 1)],
    [("a", ">=", 1), ("a", "<=", 1)],
    [("a", "ilike", "x"), ("a", "=", "y")],
    [("a", "=", "x"), ("a", ">", 3)],
    [("a", ">", "x"), ("a", "<", 3)],
]


@pytest.mark.parametrize("leaves", IMPOSSIBLE, ids=str)
def test_what_cannot_hold_is_named(leaves):
    assert contradiction(leaves) == "a"


@pytest.mark.parametrize("leaves", POSSIBLE, ids=str)
def test_what_may_hold_is_let_through(leaves):
    assert contradiction(leaves) is None


leaf = st.tuples(
    st.just("a"), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), st.integers(0, 4)
)


def holds(value, operator, limit):
    return {
        "=": value == limit, "!=": value != limit, "<": value < limit,
        "<=": value <= limit, ">": value > limit, ">=": value >= limit,
    }[operator]


@quick
@given(st.lists(leaf, max_size=4), st.integers(-1, 5))
def test_no_condition_that_some_value_meets_is_called_impossible(leaves, value):
    if all(holds(value, operator, limit) for _field, operator, limit in leaves):
        assert contradiction(leaves) is None


def test_alternatives_and_negations_are_no_part_of_what_must_hold():
    prefix = ["&", "&", ("a", "=", 1), "!", ("b", "=", 2), "|", ("c", "=", 3), "&", ("d", "=", 4), ("e", "=", 5)]
    assert conjunction(prefix) == [("a", "=", 1)]


def test_a_value_that_is_no_choice_is_named_and_emptiness_is_always_a_choice():
    choices = {"level": {"good", "bad"}}
    assert unknown([("level", "in", ["good", "goood"])], choices) == ("level", "goood")
    assert unknown([("level", "!=", False), ("level", "=", "bad"), ("level", "ilike", "x")], choices) is None
