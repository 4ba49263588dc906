from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..scores import half_up, rank, wilson
from .common import SIGNS, quick


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (Decimal("19.265"), "19.27"),
        (Decimal("19.264999"), "19.26"),
        (Decimal("-0.005"), "-0.01"),
        (2.675, "2.68"),
        (1e-05, "0.00"),
        (Fraction(2, 3), "0.67"),
        (17, "17.00"),
    ],
)
def test_halves_go_up_at_the_second_decimal(number, rounded):
    assert str(half_up(number)) == rounded


def test_places_may_be_none_at_all():
    assert str(half_up(Decimal("2.5"), 0)) == "3"


def test_no_data_stays_no_data():
    assert half_up(None) is None


def test_equal_scores_share_a_rank_and_the_next_is_skipped():
    assert rank({"a": 1, "b": 3, "c": 3, "d": 2}) == {"b": 1, "c": 1, "d": 3, "a": 4}


def test_who_has_no_score_has_no_rank():
    assert rank({"a": None, "b": Decimal("80.00"), "c": Decimal("80.0")}) == {"b": 1, "c": 1}
    assert rank({}) == {}


def test_wilson_of_nothing_is_nothing():
    assert wilson(0, 0) is None


def test_wilson_is_wide_for_few_and_narrow_for_many():
    few, many = wilson(9, 10), wilson(900, 1000)
    assert few == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 5), (6, 5), (1, 0)])
def test_what_is_no_share_has_no_interval(numerator, denominator):
    with pytest.raises(ValueError, match="no share"):
        wilson(numerator, denominator)


@quick
@given(st.integers(0, 10**6).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))))
def test_wilson_holds_the_share_and_stays_between_0_and_1(share):
    interval = wilson(*share)
    if interval:
        assert 0 <= interval[0] <= share[0] / share[1] <= interval[1] <= 1


@quick
@given(st.dictionaries(st.text(SIGNS, max_size=3), st.none() | st.integers(0, 5)), st.randoms())
def test_a_rank_does_not_depend_on_the_order_of_the_units(scores, random):
    shuffled = list(scores.items())
    random.shuffle(shuffled)
    found = rank(scores)
    assert rank(dict(shuffled)) == found
    for key, place in found.items():
        assert place == 1 + sum(
            other > scores[key] for other in scores.values() if other is not None
        )


@quick
@given(st.decimals(-(10**30), 10**30, allow_nan=False), st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_place_at_most(number, places):
    assert abs(Fraction(half_up(number, places)) - Fraction(number)) <= Fraction(1, 2 * 10**places)
