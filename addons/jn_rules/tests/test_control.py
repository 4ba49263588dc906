from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..control import chart, flag, limits
from .common import quick

CENTRES = st.sampled_from([0.02, 0.5, 0.85, 0.9, 0.95, 0.999])


def odds(centre, trials, hits):
    """The exact binomial probability, as the oracle reckons it."""
    chance = Fraction(repr(centre))
    return comb(trials, hits) * chance**hits * (1 - chance) ** (trials - hits)


@quick
@given(CENTRES, st.integers(1, 60))
def test_limits_are_those_of_the_binomial_distribution_itself(centre, trials):
    tail = (1 - 0.9973) / 2
    low, high = (round(edge * trials) for edge in limits(centre, trials))
    below = [sum(odds(centre, trials, hits) for hits in range(end + 1)) for end in range(trials + 1)]
    above = [sum(odds(centre, trials, hits) for hits in range(end, trials + 1)) for end in range(trials + 1)]
    assert low == next(hits for hits in range(trials + 1) if below[hits] > tail)
    assert high == next(hits for hits in range(trials, -1, -1) if above[hits] > tail)


@quick
@given(CENTRES, st.integers(1, 5000))
def test_the_centre_lies_between_its_limits(centre, trials):
    low, high = limits(centre, trials)
    assert 0 <= low <= high <= 1
    assert low * trials - 1 <= centre * trials <= high * trials + 1


def test_many_cases_have_narrow_limits_and_are_reckoned_at_once():
    few, many = limits(0.95, 100), limits(0.95, 1_000_000)
    assert many[1] - many[0] < 0.0015 < few[1] - few[0]


def test_limits_of_a_share_that_knows_no_chance():
    assert limits(1.0, 50) == (1, 1)
    assert limits(0.0, 50) == (0, 0)


def test_a_lower_level_is_narrower():
    assert limits(0.9, 100, 80)[0] > limits(0.9, 100, 99.73)[0]


def test_without_cases_there_are_no_limits_no_share_and_no_flag():
    centre, points = chart([(0, 0), (9, 10)])
    assert centre == 0.9
    assert (points[0].share, points[0].low, points[0].flag) == (None, None, None)
    assert limits(0.5, 0) is None


def test_a_chart_of_nothing_has_no_centre():
    assert chart([(0, 0)])[0] is None
    assert chart([]) == (None, [])


def test_low_and_unusual_are_two_things():
    assert flag(17, 20, 0.95) is None  # 85 %, and chance explains it
    assert flag(1700, 2000, 0.95) == "low"  # 85 %, and nothing explains it
    assert flag(2000, 2000, 0.95) == "high"


def test_a_given_centre_holds():
    centre, [point] = chart([(50, 100)], centre=0.9)
    assert (centre, point.flag, point.share) == (0.9, "low", 0.5)


def test_what_is_no_share_has_no_limits():
    with pytest.raises(ValueError, match="no share"):
        limits(1.2, 10)
