from datetime import datetime
from decimal import Decimal

import pytest

from ..calendars import CalendarError
from ..deadlines import DeadlineError, Span, deadline, light, resume
from ..reckoning import TICK
from .common import HOUR, at, calendar

CALL = Span(24, "natural_hours", roll="short_hours", min_hours=4, roll_time=12.0)
REPORT = Span(3, "natural_days", roll="next_working_day")
CHECK = Span(5, "working_days")


def due(start, span, **changes):
    found = deadline(at(start), span, calendar(**changes))
    return calendar().local(found.due).strftime("%m-%d %H:%M")


def keys(found):
    return [key for key, _params in found.steps]


def test_natural_hours_run_through_nights_and_weekends():
    assert due("2019-05-24T17:00", Span(48, "natural_hours")) == "05-26 17:00"


def test_a_fraction_of_an_hour_counts():
    assert due("2019-05-24T17:00", Span(Decimal("0.5"), "natural_hours")) == "05-24 17:30"


def test_a_report_pushed_on_monday_is_due_on_thursday_at_24():
    assert due("2019-05-27T10:00", REPORT) == "05-31 00:00"


def test_a_report_whose_last_day_is_a_saturday_rolls_to_monday_at_24():
    assert due("2019-05-22T10:00", REPORT) == "05-28 00:00"


def test_natural_days_without_roll_end_on_the_weekend():
    assert due("2019-05-22T10:00", Span(3, "natural_days")) == "05-26 00:00"


def test_a_report_over_labour_day_rolls_to_the_make_up_sunday():
    assert due("2019-04-30T10:00", REPORT) == "05-06 00:00"


def test_working_days_skip_weekends_and_end_at_24():
    assert due("2019-05-23T10:00", CHECK) == "05-31 00:00"


def test_one_working_day_is_a_day_and_not_24_working_hours():
    assert due("2019-05-27T16:59", Span(1, "working_days")) == "05-29 00:00"


def test_working_days_that_begin_on_a_sunday_count_from_monday():
    assert due("2019-05-26T10:00", Span(1, "working_days")) == "05-28 00:00"


def test_working_hours_walk_through_lunch_evening_and_weekend():
    assert due("2019-05-24T11:00", Span(4, "working_hours")) == "05-24 16:00"
    assert due("2019-05-24T16:00", Span(4, "working_hours")) == "05-27 12:00"
    assert due("2019-05-25T16:00", Span(1, "working_hours")) == "05-27 10:00"


def test_natural_hours_that_end_on_a_sunday_roll_to_the_same_clock_on_monday():
    span = Span(48, "natural_hours", roll="next_working_day")
    assert due("2019-05-24T17:00", span) == "05-27 17:00"


def test_natural_hours_that_end_at_24_belong_to_the_day_they_end():
    span = Span(24, "natural_hours", roll="next_working_day")
    assert due("2019-05-24T00:00", span) == "05-25 00:00"
    assert due("2019-05-25T00:00", span) == "05-28 00:00"


def test_a_call_on_a_working_day_is_due_after_24_natural_hours():
    assert due("2019-05-27T10:00", CALL) == "05-28 10:00"
    assert due("2019-05-26T20:00", CALL) == "05-27 20:00"


def test_a_call_pushed_on_friday_evening_is_due_on_monday_at_noon():
    assert due("2019-05-24T17:00", CALL) == "05-27 12:00"


def test_a_call_pushed_on_friday_afternoon_with_three_hours_left_rolls_with_four_it_does_not():
    assert due("2019-05-24T14:00", CALL) == "05-27 12:00"
    assert due("2019-05-24T13:00", CALL) == "05-25 13:00"


def test_a_call_pushed_in_a_holiday_is_due_on_its_first_working_day_after():
    assert due("2019-05-01T09:00", CALL) == "05-05 12:00"


def test_a_roll_never_makes_a_deadline_earlier():
    few = Span(24, "natural_hours", roll="short_hours", min_hours=20, roll_time=8.5)
    assert due("2019-05-27T10:00", few) == "05-28 10:00"
    assert keys(deadline(at("2019-05-27T10:00"), few, calendar()))[-1] == "not_earlier"


def test_a_roll_time_of_24_is_the_end_of_the_day():
    late = Span(1, "natural_hours", roll="short_hours", min_hours=4, roll_time=24)
    assert due("2019-05-24T18:00", late) == "05-28 00:00"


def test_natural_time_asks_no_calendar_and_is_never_provisional():
    found = deadline(at("2021-05-01T10:00"), Span(48, "natural_hours"), calendar(hours={}))
    assert not found.provisional


def test_a_deadline_that_looked_into_an_unloaded_year_is_provisional():
    found = deadline(at("2019-12-30T10:00"), CHECK, calendar())
    assert found.provisional
    assert found.steps[-1] == ("provisional", {"years": [2020]})
    assert not deadline(at("2019-12-20T10:00"), CHECK, calendar()).provisional


def test_a_deadline_at_the_last_midnight_of_the_year_does_not_look_into_the_next():
    found = deadline(at("2019-12-30T10:00"), Span(1, "working_days"), calendar())
    assert not found.provisional


def test_loading_the_year_moves_a_provisional_deadline():
    before = deadline(at("2019-04-29T10:00"), CHECK, calendar(years=frozenset()))
    after = deadline(at("2019-04-29T10:00"), CHECK, calendar())
    assert before.provisional and before.due < after.due


@pytest.mark.parametrize("unit", ["working_hours", "working_days"])
def test_a_calendar_without_working_time_is_an_error_and_no_endless_loop(unit):
    with pytest.raises(CalendarError):
        deadline(at("2019-05-27T10:00"), Span(1, unit), calendar(hours={}))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"amount": 1, "unit": "days"}, "unit"),
        ({"amount": 1, "unit": "natural_days", "roll": "up"}, "roll"),
        ({"amount": -1, "unit": "natural_hours"}, "amount"),
        ({"amount": float("nan"), "unit": "natural_hours"}, "amount"),
        ({"amount": 10**9, "unit": "natural_hours"}, "amount"),
        ({"amount": 1.5, "unit": "working_days"}, "whole"),
        ({"amount": 1, "unit": "natural_hours", "roll_time": 25}, "roll_time"),
    ],
)
def test_a_span_that_makes_no_sense_is_refused(values, code):
    with pytest.raises(DeadlineError) as caught:
        Span(**values)
    assert caught.value.code == code


def test_the_steps_tell_how_a_rolled_report_was_found():
    assert deadline(at("2019-05-22T10:00"), REPORT, calendar()).steps == (
        ("start", {"at": "2019-05-22T10:00+08:00"}),
        ("day_not_counted", {"day": "2019-05-22"}),
        ("add", {"amount": "3", "unit": "natural_days", "at": "2019-05-26T00:00+08:00"}),
        ("end_of_day", {"day": "2019-05-25"}),
        ("not_working", {"day": "2019-05-25"}),
        ("rolled", {"at": "2019-05-28T00:00+08:00"}),
        ("end_of_day", {"day": "2019-05-27"}),
    )


def test_the_steps_tell_why_a_call_waits_for_monday():
    steps = deadline(at("2019-05-24T15:30"), CALL, calendar()).steps
    assert steps[2] == ("few_hours", {"worked": 1.5, "min": 4.0})
    assert steps[3] == ("rolled", {"at": "2019-05-27T12:00+08:00"})


def test_a_pause_in_natural_hours_gives_its_length_back():
    span = Span(24, "natural_hours")
    found = resume(
        at("2019-05-28T10:00"), at("2019-05-27T15:00"), at("2019-05-29T15:00"), span, calendar()
    )
    assert found.due == at("2019-05-30T10:00")
    assert found.steps[0][1]["left"] == "19"


def test_a_pause_in_working_hours_keeps_the_working_time_that_was_left():
    span = Span(4, "working_hours")
    found = resume(
        at("2019-05-24T14:00"), at("2019-05-24T11:00"), at("2019-05-24T16:00"), span, calendar()
    )
    assert found.due == at("2019-05-27T10:00")


def test_a_pause_in_working_days_keeps_the_days_that_were_left():
    found = resume(
        at("2019-06-01T00:00"), at("2019-05-28T10:00"), at("2019-06-03T09:00"), CHECK, calendar()
    )
    assert found.due == at("2019-06-07T00:00")


def test_a_day_paused_from_morning_to_evening_is_not_lost():
    found = resume(
        at("2019-05-28T00:00"), at("2019-05-27T09:00"), at("2019-05-27T16:30"), CHECK, calendar()
    )
    assert found.due == at("2019-05-29T00:00")


def test_a_pause_that_moves_a_report_onto_a_weekend_rolls_it_again():
    found = resume(
        at("2019-05-31T00:00"), at("2019-05-28T10:00"), at("2019-05-29T10:00"), REPORT, calendar()
    )
    assert found.due == at("2019-06-01T00:00")
    found = resume(
        at("2019-05-31T00:00"), at("2019-05-28T10:00"), at("2019-05-30T10:00"), REPORT, calendar()
    )
    assert found.due == at("2019-06-04T00:00")


def test_a_call_resumed_on_friday_evening_rolls_only_for_what_the_pause_cost():
    found = resume(
        at("2019-05-28T10:00"),
        at("2019-05-27T10:00"),
        at("2019-05-24T17:00") + 168 * HOUR,
        CALL,
        calendar(),
    )
    assert found.due == at("2019-06-03T12:00")
    found = resume(
        at("2019-05-28T10:00"), at("2019-05-28T09:00"), at("2019-05-29T09:00"), CALL, calendar()
    )
    assert found.due == at("2019-05-29T10:00")


def test_a_limit_that_was_over_before_the_pause_stays_over():
    span = Span(24, "natural_hours")
    found = resume(
        at("2019-05-27T10:00"), at("2019-05-27T11:00"), at("2019-05-28T11:00"), span, calendar()
    )
    assert found.due == at("2019-05-27T10:00")
    assert keys(found) == ["already_due"]


def test_nobody_resumes_before_the_pause():
    with pytest.raises(DeadlineError) as caught:
        resume(
            datetime(2019, 5, 28), datetime(2019, 5, 27), datetime(2019, 5, 26), REPORT, calendar()
        )
    assert caught.value.code == "order"


def test_the_light_is_yellow_from_the_warning_and_red_from_the_due_moment():
    warn, end = datetime(2019, 5, 27), datetime(2019, 5, 28)
    shown = [light(now, end, warn) for now in (warn - TICK, warn, end - TICK, end)]
    assert shown == ["green", "yellow", "yellow", "red"]
    assert light(end - TICK, end, None) == "green"
