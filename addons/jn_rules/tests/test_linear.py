from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..formulas import FormulaError, evaluate
from ..linear import coefficients, total
from .common import quick

NAMES = ("a", "b", "c")
COUNTS = st.fixed_dictionaries({name: st.integers(0, 10**6) for name in NAMES})
LEAVES = st.sampled_from([*NAMES, "0", "2", "0.5"])
SUMS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-"]), inner).map(" ".join).map("({})".format),
        st.tuples(st.sampled_from(["2", "0.5", "-3"]), inner).map(" * ".join).map("({})".format),
        inner.map("-{}".format),
    ),
    max_leaves=8,
)


@quick
@given(SUMS, COUNTS)
def test_a_sum_comes_to_what_the_formula_comes_to(text, counts):
    assert total(coefficients(text, {}), counts) == Fraction(str(evaluate(text, counts)))


@pytest.mark.parametrize("text", ["a / b", "a * b", "max(a, b)", "a > b", "ratio(a, b) + 1", "-max(a, b)", "named"])
def test_what_is_no_sum_has_no_coefficients(text):
    assert coefficients(text, {"named": "a / b"}) is None


def test_named_formulas_are_read_through():
    assert coefficients("all - bad", {"all": "good + bad"}) == {"good": 1, "bad": 0}


def test_a_text_that_is_no_formula_is_refused_as_everywhere():
    with pytest.raises(FormulaError, match="cannot be read"):
        coefficients("a +", {})
