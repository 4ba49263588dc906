import doctest
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import quiet
from ..calendars import CalendarError
from .common import quick

SHANGHAI = "Asia/Shanghai"
NIGHT = (time(21), time(8), SHANGHAI)
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2019, 1, 1), datetime(2030, 1, 1))


def at(day, hour, minute=0):
    """A moment of May 2019 by the clock of Jining, as naive UTC."""
    return datetime(2019, 5, day, hour, minute) - timedelta(hours=8)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(quiet).failed == 0


def test_a_message_of_the_late_evening_waits_for_the_morning():
    assert quiet.awake(at(22, 22, 30), *NIGHT) == at(23, 8)


def test_a_message_of_the_small_hours_waits_for_the_same_morning():
    assert quiet.awake(at(22, 3), *NIGHT) == at(22, 8)


def test_the_first_quiet_minute_is_quiet_and_the_last_end_is_not():
    assert quiet.awake(at(22, 21), *NIGHT) == at(23, 8)
    assert quiet.awake(at(22, 8), *NIGHT) == at(22, 8)


def test_quiet_hours_may_lie_within_a_day():
    assert quiet.awake(at(22, 12, 30), time(12), time(14), SHANGHAI) == at(22, 14)


def test_equal_ends_mean_no_quiet_hours():
    assert quiet.awake(at(22, 3), time(8), time(8), SHANGHAI) == at(22, 3)


def test_a_moment_with_a_time_zone_is_refused():
    with pytest.raises(CalendarError):
        quiet.awake(datetime(2019, 5, 22, tzinfo=UTC), *NIGHT)


def test_an_unknown_time_zone_is_refused():
    with pytest.raises(CalendarError):
        quiet.awake(at(22, 3), time(21), time(8), "Asia/Nowhere")


@quick
@given(moments, clocks, clocks)
def test_waiting_never_goes_back_nor_longer_than_a_day(moment, quiet_from, quiet_to):
    awake = quiet.awake(moment, quiet_from, quiet_to, SHANGHAI)
    assert moment <= awake < moment + timedelta(days=1)


@quick
@given(moments, clocks, clocks)
def test_after_waiting_it_is_not_quiet(moment, quiet_from, quiet_to):
    awake = quiet.awake(moment, quiet_from, quiet_to, SHANGHAI)
    local = awake + timedelta(hours=8)
    assert not quiet.is_quiet(local.time(), quiet_from, quiet_to)


@quick
@given(moments, clocks, clocks)
def test_summer_time_never_makes_a_message_go_back(moment, quiet_from, quiet_to):
    assert quiet.awake(moment, quiet_from, quiet_to, "Europe/Berlin") >= moment
