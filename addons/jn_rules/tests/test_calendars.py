from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given

from ..calendars import CalendarError, WorkCalendar
from .common import HOUR, OFFICE, TZ, at, calendar, calendars, days, moments, quick


def test_a_holiday_is_off_and_a_make_up_saturday_or_sunday_works():
    assert not calendar().is_working(date(2019, 5, 1))
    assert calendar().is_working(date(2019, 4, 28))
    assert not calendar().is_working(date(2019, 4, 27))


def test_the_next_working_day_is_strictly_later_and_jumps_over_the_holidays():
    assert calendar().next_working(date(2019, 4, 29)) == date(2019, 4, 30)
    assert calendar().next_working(date(2019, 4, 30)) == date(2019, 5, 5)


def test_a_make_up_day_has_the_hours_of_a_monday():
    begin, end = calendar().intervals(date(2019, 4, 28))[0]
    assert (begin.isoformat(), end.hour) == ("2019-04-28T09:00:00+08:00", 12)


def test_a_make_up_day_keeps_its_own_hours_where_its_weekday_has_some():
    hours = {**dict.fromkeys(range(5), OFFICE), 6: OFFICE[:1]}
    assert len(calendar(hours=hours).intervals(date(2019, 4, 28))) == 1


def test_a_day_both_off_and_on_works():
    both = calendar(off=frozenset({date(2019, 4, 28)}))
    assert both.is_working(date(2019, 4, 28))


def test_in_a_year_that_is_not_loaded_only_weekends_are_off():
    unknown = calendar(years=frozenset())
    assert unknown.is_working(date(2019, 5, 1))
    assert not unknown.is_working(date(2019, 4, 28))


def test_worked_time_leaves_out_lunch_nights_and_days_off():
    worked = calendar().worked(at("2019-05-24T16:00"), at("2019-05-27T14:00"))
    assert worked == 5 * HOUR


def test_nothing_is_worked_backwards():
    assert calendar().worked(at("2019-05-27T14:00"), at("2019-05-27T10:00")) == timedelta()


def test_an_end_of_midnight_means_24_o_clock():
    late = calendar(hours={0: ((time(22), time.min),)})
    assert late.worked(at("2019-05-27T00:00"), at("2019-05-28T12:00")) == 2 * HOUR


def test_24_o_clock_is_the_next_midnight_of_the_local_clock():
    assert calendar().end_of(date(2019, 5, 27)) == datetime(2019, 5, 27, 16)


def test_a_calendar_without_working_time_says_so():
    with pytest.raises(CalendarError) as caught:
        calendar(hours={}).next_working(date(2019, 5, 27))
    assert caught.value.code == "no_working_time"
    assert caught.value.params["day"] == "2019-05-27"


def test_the_end_of_time_is_an_answer_and_no_crash():
    with pytest.raises(CalendarError):
        calendar(hours={}).next_working(date.max)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"tz": "Asia/Jining"}, "zone"),
        ({"tz": "../etc/passwd"}, "zone"),
        ({"hours": {7: OFFICE}}, "weekday"),
        ({"hours": {0: ((time(12), time(9)),)}}, "hours"),
        ({"hours": {0: ((time(9), time(9)),)}}, "hours"),
        ({"hours": {0: ((time(9), time(13)), (time(12), time(17)))}}, "hours"),
        ({"hours": {0: ((time(9), time.min), (time(12), time(17)))}}, "hours"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(changes, code):
    with pytest.raises(CalendarError) as caught:
        calendar(**changes)
    assert caught.value.code == code


def test_a_moment_with_a_time_zone_is_refused():
    aware = calendar().local(at("2019-05-27T10:00"))
    with pytest.raises(CalendarError, match="naive UTC"):
        calendar().day_of(aware)


def test_calendars_are_values_that_can_be_compared_and_hashed():
    assert calendar() == calendar() and hash(calendar()) == hash(calendar())
    assert calendar() != WorkCalendar("other", TZ, {})


def test_a_working_night_with_the_change_to_summer_time_is_an_hour_shorter():
    berlin = calendar(tz="Europe/Berlin", hours={6: ((time(1), time(5)),)}, years=frozenset())
    worked = berlin.worked(datetime(2019, 3, 30, 12), datetime(2019, 3, 31, 12))
    assert worked == 3 * HOUR


@quick
@given(calendars, days)
def test_the_next_working_day_works_and_none_between_does(any_calendar, day):
    found = any_calendar.next_working(day)
    between = (day + timedelta(days=n) for n in range(1, (found - day).days))
    assert any_calendar.is_working(found)
    assert not any(any_calendar.is_working(each) for each in between)


@quick
@given(calendars, moments, moments, moments)
def test_worked_time_adds_up(any_calendar, first, second, third):
    first, second, third = sorted((first, second, third))
    parts = any_calendar.worked(first, second) + any_calendar.worked(second, third)
    assert parts == any_calendar.worked(first, third) <= third - first
