import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..phones import Phone, check
from .common import SIGNS, quick


@pytest.mark.parametrize(
    "typed",
    [
        "13805370001",
        "138-0537-0001",
        "+86 138 0537 0001",
        "008613805370001",
        "１３８０５３７０００１",
    ],
)
def test_a_mobile_is_understood_however_it_was_typed(typed):
    assert check(typed) == Phone("+8613805370001", True, None)


@pytest.mark.parametrize("typed", [None, "", "   ", "\t"])
def test_no_number_is_empty(typed):
    assert check(typed) == Phone(None, False, "empty")


@pytest.mark.parametrize(
    "typed", ["1380537000", "11111111111", "无", "138053700011", "12", "x" * 300]
)
def test_nonsense_is_invalid(typed):
    assert check(typed) == Phone(None, False, "invalid")


def test_a_landline_is_no_mobile_but_can_be_called():
    assert check("0537-2967600") == Phone("+865372967600", False, "not_mobile")


def test_a_foreign_mobile_is_none_of_ours():
    assert check("+852 9123 4567") == Phone("+85291234567", False, "not_mobile")


@quick
@given(st.none() | st.text(SIGNS, max_size=20) | st.text("+0123456789 -", max_size=16))
def test_whatever_was_typed_is_judged(typed):
    found = check(typed)
    assert found.ok == (found.reason is None)
    assert found.reason in {None, "empty", "invalid", "not_mobile"}
    assert (found.e164 is None) == (found.reason in {"empty", "invalid"})
    assert found.e164 is None or check(found.e164) == found
