from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..forecast import allowance, bearable, forecast, lacking, until_below
from .common import quick

RATES = st.integers(0, 400).flatmap(lambda every: st.tuples(st.integers(0, every), st.just(every)))
STANDARDS = st.sampled_from([0.5, 0.85, 0.9, 0.95, 0.999])


def meets(good, every, standard):
    """The plain oracle: whether good of every is at least the standard."""
    return Fraction(good) >= Fraction(repr(standard)) * every


@quick
@given(RATES, STANDARDS)
def test_the_bearable_number_is_the_last_with_which_the_standard_is_met(rate, standard):
    good, every = rate
    found = bearable(good, every, standard)
    if not meets(good, every, standard):
        assert found is None
        assert until_below(good, every, standard) is None
    else:
        assert meets(good, every + found, standard)
        assert not meets(good, every + found + 1, standard)
        assert until_below(good, every, standard) == found + 1


@quick
@given(RATES, STANDARDS)
def test_the_lacking_number_is_the_first_with_which_the_standard_is_met(rate, standard):
    good, every = rate
    found = lacking(good, every, standard)
    assert meets(good + found, every + found, standard)
    assert not found or not meets(good + found - 1, every + found - 1, standard)


@quick
@given(RATES, st.integers(0, 300), STANDARDS)
def test_the_allowance_is_the_most_of_those_to_come_that_may_be_bad(rate, more, standard):
    good, every = rate
    found = allowance(good, every, more, standard)
    ends = [bad for bad in range(more + 1) if meets(good + more - bad, every + more, standard)]
    assert found == (max(ends) if ends else None)


@quick
@given(RATES, st.integers(1, 92), st.integers(0, 92))
def test_a_forecast_stays_within_what_is_still_possible(rate, gone, left):
    good, every = rate
    found = forecast(good, every, gone, gone + left)
    if not every:
        assert found is None
        return
    assert found.rate == Fraction(good, every)
    assert good / (every + found.more) - 1e-12 <= found.low <= float(found.rate) <= found.high
    assert found.high <= (good + found.more) / (every + found.more) + 1e-12


def test_at_the_end_of_the_period_nothing_is_uncertain_any_more():
    found = forecast(90, 100, 92, 92)
    assert (found.more, found.low, found.high) == (0, 0.9, 0.9)


def test_the_more_of_the_period_is_over_the_narrower_is_the_forecast():
    early, late = (forecast(900, 1000, gone, 92) for gone in (10, 80))
    assert late.high - late.low < early.high - early.low


def test_a_perfect_run_is_no_certainty():
    found = forecast(20, 20, 10, 92)
    assert found.rate == 1
    assert found.low < 0.95


def test_a_higher_level_of_confidence_is_wider():
    assert forecast(90, 100, 46, 92, 99).low < forecast(90, 100, 46, 92, 80).low


def test_its_interval_holds_the_truth_about_as_often_as_it_says():
    """Of all ways in which a run of 50 with a chance of 0.9 may go on for 50 more, nine in ten at least end inside."""
    import random

    inside, draws, chance = 0, 400, random.Random(15)
    for _each in range(draws):
        first, rest = (sum(chance.random() < 0.9 for _case in range(50)) for _half in range(2))
        found = forecast(first, 50, 1, 2)
        inside += found.low <= (first + rest) / 100 <= found.high
    assert inside / draws > 0.9


@pytest.mark.parametrize(("gone", "every"), [(0, 10), (5, 0)])
def test_nothing_is_forecast_of_nothing(gone, every):
    assert forecast(0, every, gone, 92) is None


def test_what_is_no_share_has_no_forecast():
    with pytest.raises(ValueError, match="no share"):
        forecast(3, 2, 1, 2)


def test_no_number_of_good_cases_makes_all_of_them_good():
    assert lacking(9, 10, 1) is None
    assert lacking(10, 10, 1) == 0


def test_nothing_can_fall_below_a_standard_of_nothing():
    assert bearable(0, 10, 0) is None
