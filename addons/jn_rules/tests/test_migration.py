"""What becomes of running limits when their record passes to another edition of its process."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import const
from ..deadlines import STEP_KEYS, Deadline, Span, deadline, resume
from ..migration import (
    CARRY,
    DROP,
    EARLIER,
    KEEP,
    POLICIES,
    RECOMPUTE,
    Limit,
    fate,
    pauses_in,
    proposal,
    recomputed,
    settled,
    unmapped,
)
from .common import at, calendar, calendars, moments, quick
from .test_deadline_properties import spans

waits = st.integers(0, 20 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
natural = st.builds(Span, amount=st.integers(0, 400), unit=st.just(const.NATURAL_HOURS))


def world(start, old, new, any_calendar):
    kept = deadline(start, old, any_calendar)
    return kept, lambda: recomputed(start, new, any_calendar)


@quick
@given(moments, spans, spans, calendars)
def test_whichever_is_earlier_is_never_later_than_either(start, old, new, any_calendar):
    kept, fresh = world(start, old, new, any_calendar)
    found = settled(EARLIER, kept, fresh)
    assert found.due <= kept.due
    assert found.due <= fresh().due
    assert found.due in (kept.due, fresh().due)


@quick
@given(moments, spans, spans, calendars)
def test_keeping_never_changes_anything(start, old, new, any_calendar):
    kept, fresh = world(start, old, new, any_calendar)
    assert settled(KEEP, kept, fresh) == kept


@quick
@given(moments, spans, spans, calendars)
def test_computing_anew_is_what_the_new_limit_would_have_been_from_the_beginning(start, old, new, any_calendar):
    kept, fresh = world(start, old, new, any_calendar)
    assert settled(RECOMPUTE, kept, fresh).due == deadline(start, new, any_calendar).due


@quick
@given(moments, natural, calendars, st.lists(st.tuples(waits, waits), max_size=3))
def test_computing_anew_keeps_what_has_run(start, span, any_calendar, paused):
    """A limit of natural hours ends when it has run its hours: the pauses before its end are given back whole."""
    pauses, moment, stood_still = [], start, timedelta()
    for run, pause in paused:
        pauses.append((moment + run, moment + run + pause))
        moment += run + pause
    due = start + timedelta(hours=span.amount)
    for paused_at, resumed_at in pauses:
        if paused_at < due + stood_still:
            stood_still += resumed_at - paused_at
    assert recomputed(start, span, any_calendar, pauses).due == due + stood_still


@quick
@given(moments, spans, calendars, waits, waits)
def test_the_same_limit_computed_anew_is_the_same_deadline_pause_and_all(start, span, any_calendar, wait, pause):
    first = deadline(start, span, any_calendar)
    paused_at = start + wait
    again = resume(first.due, paused_at, paused_at + pause, span, any_calendar)
    steps = (*first.steps, *again.steps)
    assert recomputed(start, span, any_calendar, pauses_in(steps)).due == again.due


@quick
@given(moments, spans, calendars, waits, waits)
def test_all_that_was_said_of_the_sum_is_documented(start, span, any_calendar, wait, pause):
    found = recomputed(start, span, any_calendar, [(start + wait, start + wait + pause)])
    assert all(tuple(params) == STEP_KEYS[key] for key, params in found.steps)


def test_pauses_are_read_to_the_second():
    span, office = Span(24, const.NATURAL_HOURS), calendar()
    paused, resumed = datetime(2019, 5, 1, 6, 0, 7), datetime(2019, 5, 1, 9, 30, 59)
    again = resume(datetime(2019, 5, 2), paused, resumed, span, office)
    assert pauses_in(again.steps) == [(paused, resumed)]


def test_a_limit_after_another_leaves_out_the_day_that_the_other_ends():
    thursday_midnight = at("2019-05-31 00:00")
    two_days = Span(2, const.NATURAL_DAYS)
    assert recomputed(thursday_midnight, two_days, calendar(), follows=True).due == at("2019-06-02 00:00")
    assert recomputed(thursday_midnight, two_days, calendar()).due == at("2019-06-03 00:00")


def test_a_limit_after_another_says_that_it_begins_at_24_hours():
    found = deadline(at("2019-05-31 00:00"), Span(2, const.NATURAL_DAYS), calendar(), follows=True)
    steps = dict(found.steps)
    assert steps["start"] == {"at": "2019-05-31T00:00+08:00"}
    assert steps["day_not_counted"] == {"day": "2019-05-30"}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_provisional_sum_stays_provisional(policy):
    kept = Deadline(datetime(2019, 5, 2), (), True)
    assert settled(policy, kept, lambda: kept).provisional


CALL = Limit("call", frozenset({1}), frozenset({1, 2}))
NEW_CALL = Limit("call", frozenset({11}), frozenset({11, 12}))


def test_a_limit_that_runs_on_is_carried():
    assert fate([CALL], [NEW_CALL], 2, 12, frozenset({"call"})) == {"call": CARRY}


def test_a_limit_that_the_new_edition_does_not_know_there_is_dropped():
    assert fate([CALL], [NEW_CALL], 2, 13, frozenset({"call"})) == {"call": DROP}
    assert fate([CALL], [], 2, 12, frozenset({"call"})) == {"call": DROP}


def test_a_limit_that_has_ended_does_not_begin_again_where_it_only_runs_through():
    assert fate([CALL], [NEW_CALL], 2, 12, frozenset()) == {}


def test_a_limit_of_old_begins_where_the_new_edition_starts_it():
    assert fate([CALL], [NEW_CALL], 2, 11, frozenset()) == {"call": "begin"}


def test_a_limit_that_is_wholly_new_begins_where_it_runs():
    assert fate([], [NEW_CALL], 2, 12, frozenset()) == {"call": "begin"}
    assert fate([], [NEW_CALL], 2, 13, frozenset()) == {}


@given(st.dictionaries(st.integers(1, 9), st.sampled_from("abcd")), st.dictionaries(st.integers(11, 19), st.sampled_from("abcd")))
def test_a_proposal_never_maps_to_another_code_and_what_it_leaves_open_is_named(old, new):
    mapping = proposal(old, new)
    assert all(target is None or new[target] == old[source] for source, target in mapping.items())
    assert unmapped(old, mapping) == [key for key, code in old.items() if code not in new.values()]
