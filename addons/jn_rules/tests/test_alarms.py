from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..alarms import ABOVE, BELOW, OPEN, RECOVER, Figure, Rule, broken, replay, turn
from .common import quick

FIRST = date(2026, 7, 1)
WORDS = st.lists(st.sampled_from([True, False, None]), max_size=60)
BAD, GOOD, FEW = Figure(Fraction(1, 2), 50), Figure(Fraction(1), 50), Figure(Fraction(1, 2), 3)
RULE = Rule(0.95, least=20)


def days(words):
    figures = {True: BAD, False: GOOD, None: FEW}
    return [(FIRST + timedelta(days=place), figures[word]) for place, word in enumerate(words)]


@pytest.mark.parametrize(
    ("direction", "value", "expected"),
    [(BELOW, Fraction(94, 100), True), (BELOW, 0.95, False), (ABOVE, 0.95, False), (ABOVE, 0.96, True), (BELOW, None, None)],
)
def test_a_line_is_crossed_by_what_lies_beyond_it_not_by_what_lies_on_it(direction, value, expected):
    assert broken(Rule(0.95, direction), Figure(value, 100)) is expected


def test_too_few_cases_tell_nothing():
    assert broken(RULE, Figure(0, 19)) is None
    assert broken(RULE, Figure(0, 20)) is True


def test_a_rule_that_asks_for_more_than_chance_is_broken_by_many_not_by_few():
    rule = Rule(0.95, unusual=True)
    few, many = (Figure(Fraction(9, 10), n, n * 9 // 10, n, Fraction(95, 100)) for n in (20, 2000))
    assert broken(rule, few) is False
    assert broken(rule, many) is True


def test_without_a_centre_nothing_is_unusual():
    assert broken(Rule(0.95, unusual=True), Figure(0.1, 1000, 100, 1000)) is False


def test_unusual_looks_at_the_side_of_the_rule():
    high = Figure(Fraction(1, 2), 1000, 500, 1000, Fraction(1, 10))
    assert broken(Rule(0.2, ABOVE, unusual=True), high) is True
    assert broken(Rule(0.6, BELOW, unusual=True), high) is False


@quick
@given(WORDS, st.integers(0, 20))
def test_a_unit_has_one_warning_at_a_time_and_rests_between_two(words, rest):
    found = replay(RULE, "A", days(words), rest)
    for before, after in zip(found, found[1:], strict=False):
        assert before.ended is not None
        assert after.opened - before.ended >= timedelta(days=rest)
    assert all(one.ended is None or one.opened < one.ended for one in found)


@quick
@given(WORDS, st.integers(0, 20))
def test_replay_is_the_same_as_day_after_day(words, rest):
    opened, ended, found = None, None, []
    for day, figure in days(words):
        step = turn(broken(RULE, figure), opened is not None, ended, day, rest)
        if step == OPEN:
            opened = day
        if step == RECOVER:
            found.append((opened, day))
            opened, ended = None, day
    replayed = [(one.opened, one.ended) for one in replay(RULE, "A", days(words), rest)]
    assert replayed == found + ([(opened, None)] if opened else [])


@quick
@given(WORDS)
def test_it_opens_on_broken_days_and_ends_on_kept_ones(words):
    kinds = dict(zip([day for day, _figure in days(words)], words, strict=True))
    for one in replay(RULE, "A", days(words), 0):
        assert kinds[one.opened] is True
        assert one.ended is None or kinds[one.ended] is False


def test_an_episode_keeps_whose_it_is_and_the_figure_that_opened_it():
    [found] = replay(RULE, "A", days([False, True, None, None]), 7)
    assert (found.key, found.opened, found.ended, found.figure) == ("A", date(2026, 7, 2), None, BAD)
