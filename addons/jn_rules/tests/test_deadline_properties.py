"""What holds for every deadline, whatever the limit and the calendar."""

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from .. import const
from ..deadlines import STEP_KEYS, Span, deadline, extend, replay, resume
from ..reckoning import TICK
from .common import calendars, moments, quick

hours = st.builds(
    Span,
    amount=st.integers(0, 2000).map(lambda quarter: quarter / 4),
    unit=st.sampled_from(["natural_hours", "working_hours"]),
    roll=st.sampled_from(const.ROLLS),
    min_hours=st.integers(0, 12),
    roll_time=st.integers(0, 48).map(lambda half: half / 2),
)
day_spans = st.builds(
    Span,
    amount=st.integers(0, 40),
    unit=st.sampled_from(const.DAY_UNITS),
    roll=st.sampled_from(const.ROLLS),
    min_hours=st.integers(0, 12),
    roll_time=st.integers(0, 48).map(lambda half: half / 2),
)
spans = hours | day_spans
pauses = st.integers(0, 40 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@quick
@given(moments, spans, calendars)
def test_a_deadline_is_never_before_its_start_and_its_steps_are_documented(
    start, span, any_calendar
):
    found = deadline(start, span, any_calendar)
    assert found.due >= start
    assert json.loads(json.dumps(found.steps)) == [list(step) for step in found.steps]
    assert all(tuple(params) == STEP_KEYS[key] for key, params in found.steps)


@quick
@given(moments, spans.filter(lambda span: span.roll == "next_working_day"), calendars)
def test_rolling_never_lands_on_a_day_off(start, span, any_calendar):
    found = deadline(start, span, any_calendar)
    # Zero working days end with the start day, whatever it is, unless they roll.
    assert any_calendar.is_working(any_calendar.day_of(found.due - TICK))


@quick
@given(moments, spans, calendars, pauses, pauses)
def test_pausing_and_resuming_never_shortens_what_is_left(start, span, any_calendar, wait, pause):
    before = deadline(start, span, any_calendar).due
    paused_at, resumed_at = start + wait, start + wait + pause
    after = resume(before, paused_at, resumed_at, span, any_calendar)
    assert after.due >= before
    assert all(tuple(params) == STEP_KEYS[key] for key, params in after.steps)
    if paused_at < before and span.unit.startswith("natural"):
        assert after.due - resumed_at >= before - paused_at
    elif paused_at < before:
        left = any_calendar.worked(resumed_at, after.due)
        assert left >= any_calendar.worked(paused_at, before)


@quick
@given(moments, spans, calendars)
def test_more_of_the_same_unit_is_never_due_earlier(start, span, any_calendar):
    more = Span(span.amount + 1, span.unit)
    less = Span(span.amount, span.unit)
    assert deadline(start, less, any_calendar).due <= deadline(start, more, any_calendar).due


@quick
@given(moments, st.integers(1, 20), calendars)
def test_n_working_days_hold_exactly_n_working_days(start, count, any_calendar):
    found = deadline(start, Span(count, "working_days"), any_calendar)
    first, last = any_calendar.day_of(start), any_calendar.day_of(found.due - TICK)
    between = (date.fromordinal(n) for n in range(first.toordinal() + 1, last.toordinal() + 1))
    assert sum(any_calendar.is_working(day) for day in between) == count


@quick
@given(moments, spans, calendars, st.integers(0, 20))
def test_an_extension_never_shortens_and_its_steps_are_documented(start, span, any_calendar, amount):
    before = deadline(start, span, any_calendar).due
    found = extend(before, amount, span, any_calendar)
    assert found.due >= before
    assert all(tuple(params) == STEP_KEYS[key] for key, params in found.steps)
    assert [key for key, _params in found.steps].count("extended") == 1


@quick
@given(moments, spans, calendars, pauses, pauses, st.integers(0, 20))
def test_a_replay_ends_where_the_events_one_by_one_did(start, span, any_calendar, wait, pause, amount):
    paused_at, resumed_at = start + wait, start + wait + pause
    first = deadline(start, span, any_calendar)
    second = resume(first.due, paused_at, resumed_at, span, any_calendar)
    third = extend(second.due, amount, span, any_calendar)
    events = [("pause", paused_at, resumed_at), ("extend", amount)]
    found = replay(start, events, span, any_calendar)
    assert found.due == third.due
    assert found.steps == first.steps + second.steps + third.steps
    assert found.provisional == any(one.provisional for one in (first, second, third))
