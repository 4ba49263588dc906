import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..cohorts import BETTER, SAME, TOO_FEW, WORSE, Share, verdict
from .common import quick

shares = st.integers(0, 400).flatmap(lambda of: st.builds(Share, st.integers(0, of), st.just(of)))
OPPOSITE = {BETTER: WORSE, WORSE: BETTER, SAME: SAME, TOO_FEW: TOO_FEW}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (Share(60, 200), Share(20, 200), BETTER),
        (Share(20, 200), Share(60, 200), WORSE),
        (Share(22, 200), Share(20, 200), SAME),
        (Share(20, 29), Share(0, 200), TOO_FEW),
        (Share(20, 200), Share(0, 29), TOO_FEW),
        (Share(20, 30), Share(1, 30), BETTER),
    ],
)
def test_the_verdict_needs_enough_cases_and_intervals_that_lie_apart(before, after, said):
    assert verdict(before, after, 30) == said


def test_of_nothing_there_is_no_share_and_no_verdict():
    assert Share(0, 0).rate is None
    assert verdict(Share(0, 0), Share(0, 0), 0) == TOO_FEW


@quick
@given(shares, shares)
def test_seen_from_the_other_side_it_is_the_opposite(one, other):
    assert verdict(other, one, 30) == OPPOSITE[verdict(one, other, 30)]


@quick
@given(shares)
def test_nothing_differs_from_itself(share):
    assert verdict(share, share, 1) in (SAME, TOO_FEW)


@quick
@given(shares, shares)
def test_better_means_a_lower_share_of_bad_ones(before, after):
    if verdict(before, after, 1) == BETTER:
        assert after.rate < before.rate
