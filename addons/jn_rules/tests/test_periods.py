from datetime import date, datetime, timedelta

import pytest
from hypothesis import given

from ..periods import Period, before, day_of, month_of, quarter_of, utc_bounds, year_of
from .common import TZ, days, moments, quick


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2019, 1, 1), date(2019, 1, 1), date(2019, 3, 31)),
        (date(2019, 6, 30), date(2019, 4, 1), date(2019, 6, 30)),
        (date(2019, 12, 31), date(2019, 10, 1), date(2019, 12, 31)),
    ],
)
def test_a_day_lies_in_its_quarter(day, start, end):
    assert quarter_of(day) == Period(start, end)


def test_february_ends_when_it_ends():
    assert month_of(date(2019, 2, 1)).end.day == 28
    assert month_of(date(2020, 2, 1)).end.day == 29


def test_a_year_has_all_its_days():
    assert (year_of(date(2019, 7, 7)).days, year_of(date(2020, 7, 7)).days) == (365, 366)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="before its start"):
        Period(date(2019, 5, 2), date(2019, 5, 1))


def test_a_single_day_is_a_period():
    assert Period(date(2019, 5, 1), date(2019, 5, 1)).days == 1


def test_both_ends_belong_to_a_period():
    may = month_of(date(2019, 5, 1))
    assert may.start in may and may.end in may
    assert date(2019, 6, 1) not in may


def test_bounds_follow_the_local_midnight_even_where_summer_time_begins():
    bounds = utc_bounds(month_of(date(2019, 3, 1)), "Europe/Berlin")
    assert bounds == (datetime(2019, 2, 28, 23), datetime(2019, 3, 31, 22))


@quick
@given(days)
def test_month_quarter_and_year_of_a_day_hold_each_other(day):
    month, quarter, year = month_of(day), quarter_of(day), year_of(day)
    assert day in month
    assert month.start in quarter and month.end in quarter
    assert quarter.start in year and quarter.end in year


@quick
@given(days)
def test_quarters_follow_each_other_without_a_gap(day):
    quarter = quarter_of(day)
    following = quarter_of(quarter.end + timedelta(days=1))
    assert utc_bounds(quarter, TZ)[1] == utc_bounds(following, TZ)[0]


@quick
@given(moments)
def test_a_moment_lies_within_the_bounds_of_its_local_day(moment):
    day = day_of(moment, TZ)
    start, until = utc_bounds(Period(day, day), TZ)
    assert start <= moment < until


@pytest.mark.parametrize("whole", [month_of, quarter_of, year_of])
def test_before_a_whole_period_comes_the_whole_one_that_ends_the_day_before(whole):
    period = whole(date(2020, 3, 15))
    assert before(period) == whole(period.start - timedelta(days=1))


@quick
@given(days, days)
def test_before_any_other_stretch_come_as_many_days_without_a_gap(one, other):
    period = Period(min(one, other), max(one, other))
    assert before(period).end == period.start - timedelta(days=1)
    if period not in (month_of(period.start), quarter_of(period.start), year_of(period.start)):
        assert before(period).days == period.days
