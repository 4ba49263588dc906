from hypothesis import given
from hypothesis import strategies as st

from ..calls import Sufficient, next_attempt, suffices
from .common import TZ, at, calendar, moments, quick

MORNING, NOON, NEXT = at("2019-05-27T09:00"), at("2019-05-27T12:00"), at("2019-05-28T09:00")


def failed(*times):
    return suffices([(each, False) for each in times], minimum=3, days=2, tz=TZ)


def test_one_talk_is_enough():
    assert suffices([(MORNING, True)], 3, 2, TZ) == Sufficient(True, "talk")
    assert suffices([(MORNING, False), (NOON, True)], 3, 2, TZ).basis == "talk"


def test_three_failed_calls_on_two_days_are_enough():
    assert failed(MORNING, NOON, NEXT) == Sufficient(True, "attempts")


def test_three_failed_calls_on_one_day_lack_a_day():
    assert failed(MORNING, NOON, NOON) == Sufficient(False, None, 0, 1)


def test_two_failed_calls_on_two_days_lack_a_call():
    assert failed(MORNING, NEXT) == Sufficient(False, None, 1, 0)


def test_without_any_call_everything_is_missing():
    assert failed() == Sufficient(False, None, 3, 2)


def test_days_are_local_days():
    late, early = at("2019-05-27T23:30"), at("2019-05-28T00:30")
    assert late.date() == early.date()
    assert failed(MORNING, late, early).ok


def test_attempts_may_come_as_a_stream():
    assert suffices(iter([(MORNING, False), (NOON, True)]), 3, 2, TZ).ok


@quick
@given(st.lists(st.tuples(moments, st.booleans()), max_size=6), st.tuples(moments, st.booleans()))
def test_one_more_attempt_never_hurts(attempts, more):
    before, after = suffices(attempts, 3, 2, TZ), suffices([*attempts, more], 3, 2, TZ)
    assert after.ok >= before.ok
    assert after.missing_attempts <= before.missing_attempts
    assert after.missing_days <= before.missing_days


def suggested(*times, now, gap_hours=3):
    return next_attempt([(each, False) for each in times], 3, 2, gap_hours, calendar(), now)


def test_the_first_attempt_is_now_in_working_time():
    assert suggested(now=MORNING) == MORNING


def test_in_the_evening_the_next_attempt_is_tomorrow_morning():
    assert suggested(MORNING, now=at("2019-05-27T18:00")) == NEXT


def test_where_a_day_is_missing_the_last_attempt_waits_for_it():
    assert suggested(MORNING, NOON, now=at("2019-05-27T15:30")) == NEXT


def test_between_two_attempts_some_hours_pass():
    assert suggested(MORNING, now=at("2019-05-27T10:00"), gap_hours=5) == at("2019-05-27T14:00")


def test_a_friday_attempt_goes_on_monday():
    friday = at("2019-05-24T16:00")
    assert suggested(friday, friday, now=friday) == MORNING


def test_after_a_talk_nothing_is_suggested():
    assert next_attempt([(MORNING, True)], 3, 2, 3, calendar(), NOON) is None


@quick
@given(st.lists(moments, min_size=1, max_size=4), moments)
def test_whoever_follows_the_suggestions_may_report_in_the_end(tries, now):
    tries = [each for each in tries if each <= now] or [now]
    for _turn in range(3):
        suggestion = suggested(*tries, now=now)
        if suggestion is None:
            break
        assert suggestion >= now
        tries.append(suggestion)
        now = suggestion
    assert suffices([(each, False) for each in tries], 3, 2, TZ).ok
