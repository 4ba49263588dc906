from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import const
from ..answers import Reply, Verdict, judge, parse_replies, parse_reply
from .common import SIGNS, quick

DUE = datetime(2019, 5, 27, 12)
UNTIL = DUE + timedelta(days=13)
LATER = DUE + timedelta(days=1)
TICK = timedelta(seconds=1)
WORDS = {"非常满意": 5, "满意": 4, "基本满意": 3, "不满意": 2, "非常不满意": 1}


def verdict(level, state, *previous, **changes):
    values = {
        "now": DUE - timedelta(hours=1),
        "bad_levels": frozenset({1, 2}),
        "answer_due_at": DUE,
        "late_until": UNTIL,
        "changes": 1,
    }
    return judge(level=level, state=state, previous=previous, **{**values, **changes})


@pytest.mark.parametrize("level", [0, 6, -1, 100])
@pytest.mark.parametrize("state", const.ANSWER_STATES)
def test_a_level_off_the_scale_is_refused_in_every_state(level, state):
    assert verdict(level, state) == Verdict(False, refusal="level")


def test_a_scale_of_two_levels_knows_no_third():
    assert verdict(3, "open", levels=2).refusal == "level"
    assert verdict(2, "open", levels=2, bad_levels=frozenset({1})).event == "answered_satisfied"


@pytest.mark.parametrize("level", [3, 4, 5])
def test_a_first_good_answer_satisfies(level):
    assert verdict(level, "open") == Verdict(True, "answered_satisfied", "answer")


@pytest.mark.parametrize("level", [1, 2])
def test_a_first_bad_answer_dissatisfies(level):
    assert verdict(level, "open") == Verdict(True, "answered_dissatisfied", "answer")


def test_an_answer_before_any_delivery_is_an_answer():
    assert verdict(5, "open", answer_due_at=None).kind == "answer"


@pytest.mark.parametrize("state", ["defaulted", "silent", "undelivered"])
def test_after_silence_an_answer_is_late_until_the_term_ends(state):
    assert verdict(5, state, now=LATER) == Verdict(True, "late_satisfied", "late")
    assert verdict(1, state, now=UNTIL) == Verdict(True, "late_dissatisfied", "late")
    assert verdict(1, state, now=UNTIL + TICK) == Verdict(False, refusal="expired")


def test_without_a_term_a_late_answer_is_always_taken():
    assert verdict(1, "defaulted", now=UNTIL + TICK, late_until=None).accepted


def test_a_worse_answer_inside_the_window_acts_at_once():
    assert verdict(1, "answered", 5) == Verdict(True, "late_dissatisfied", "change")


def test_a_worse_answer_after_the_window_is_late():
    assert verdict(1, "answered", 5, now=DUE).kind == "change"
    assert verdict(1, "answered", 5, now=DUE + TICK) == Verdict(True, "late_dissatisfied", "late")


def test_a_changed_answer_of_the_same_worth_is_kept_beside():
    assert verdict(4, "answered", 5) == Verdict(True, None, "change")
    assert verdict(1, "answered", 2) == Verdict(True, None, "change")


def test_a_better_answer_after_a_bad_one_changes_nothing():
    assert verdict(5, "answered", 1) == Verdict(True, None, "change")
    assert verdict(5, "answered", 1, now=LATER) == Verdict(True, None, "late")


def test_where_the_last_answer_counts_a_better_one_satisfies():
    assert verdict(5, "answered", 1, better_counts="last").event == "late_satisfied"
    assert verdict(5, "answered", 4, better_counts="last").event is None


def test_a_second_bad_answer_acts_only_where_the_good_one_between_counted():
    back = {"changes": 2}
    assert verdict(1, "answered", 1, 5, **back).event is None
    assert verdict(1, "answered", 1, 5, better_counts="last", **back).event == "late_dissatisfied"


def test_an_answer_may_be_changed_as_often_as_allowed():
    assert verdict(1, "answered", 5, 4) == Verdict(False, refusal="used")
    assert verdict(1, "answered", 5, 4, changes=2).accepted
    assert verdict(1, "answered", 5, changes=0).refusal == "used"


def test_a_change_after_the_term_is_expired():
    assert verdict(1, "answered", 5, now=UNTIL + TICK).refusal == "expired"


def test_an_unknown_state_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="no state"):
        verdict(5, "closed")


@quick
@given(
    st.integers(-1, 7),
    st.sampled_from(const.ANSWER_STATES),
    st.lists(st.integers(1, 5), max_size=4),
    st.integers(0, 3),
    st.sampled_from([const.BETTER_NEVER, const.BETTER_LAST]),
    st.integers(-48, 1000),
)
def test_every_answer_gets_a_verdict_that_is_either_kept_or_refused(
    level, state, previous, changes, better, hours
):
    found = verdict(
        level,
        state,
        *previous,
        changes=changes,
        better_counts=better,
        now=DUE + timedelta(hours=hours),
    )
    assert found.accepted == (found.refusal is None) == (found.kind is not None)
    assert found.event is None or (found.accepted and found.event in const.ANSWER_EVENTS)
    if found.event is not None:
        assert found.event.endswith("dissatisfied") == (level in {1, 2})


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("5", Reply(None, 5)),
        (" 4 \n", Reply(None, 4)),
        ("３", Reply(None, 3)),
        ("②", Reply(None, 2)),
        ("5。", Reply(None, 5)),
        ("2-1", Reply(2, 1)),
        ("12-5", Reply(12, 5)),
        ("２－１", Reply(2, 1)),
        ("2—1", Reply(2, 1)),
        ("2 : 1", Reply(2, 1)),
        ("满意", Reply(None, 4)),
        ("不满意！", Reply(None, 2)),
        ("3-非常不满意", Reply(3, 1)),
        ("9", Reply(None, 9)),
    ],
)
def test_a_reply_is_understood(text, reply):
    assert parse_reply(text, WORDS) == reply


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "12",
        "-5",
        "5-",
        "0-5",
        "2-12",
        "2-",
        "谢谢",
        "很满意",
        "不是不满意",
        "5 4",
        "123-1",
    ],
)
def test_what_is_not_understood_has_no_level(text):
    assert parse_reply(text, WORDS) == Reply(None, None)


def test_words_ignore_case_and_width():
    assert parse_reply("ｇｏｏｄ", {"Good": 5}) == Reply(None, 5)


@pytest.mark.parametrize(
    "text",
    [
        "1-5 2-3",
        "1-5,2-3",
        "１－５，２－３。",
        "1.5 2.3",
        "1.5、2.3",
        "1：5；2：3",
        "1-5\n2-3\n",
        "1 - 5, 2 - 3",
        "1-非常满意 2-基本满意",
        "1、非常满意 2、基本满意",
    ],
)
def test_several_matters_are_answered_in_one_text(text):
    assert parse_replies(text, WORDS) == (Reply(1, 5), Reply(2, 3))


def test_a_text_of_several_may_leave_some_out_and_name_them_in_any_order():
    assert parse_replies("5-1 3-2", WORDS) == (Reply(5, 1), Reply(3, 2))


@pytest.mark.parametrize("text", ["5", "2-1", "满意", "3-非常不满意"])
def test_a_single_answer_is_one_reply(text):
    assert parse_replies(text, WORDS) == (parse_reply(text, WORDS),)


@pytest.mark.parametrize("text", ["", "1.5", "2、3", "5 4", "1-5 2", "1-5 1-3", "1-5 2-12", "1-5 2-谢谢", "1-52-3", "1-5 2-3 谢谢", "谢谢 1-5"])
def test_of_what_is_not_wholly_understood_nothing_counts(text):
    assert parse_replies(text, WORDS) == (Reply(),)


@quick
@given(st.text("0123456789-.: ,", max_size=12))
def test_every_text_gets_replies_that_are_all_clear_or_a_single_one(text):
    found = parse_replies(text, WORDS)
    assert len(found) == 1 or all(reply.index and reply.level is not None for reply in found)


@quick
@given(st.text(SIGNS, max_size=20) | st.text("0123456789-: ", max_size=6))
def test_every_text_gets_a_reply(text):
    found = parse_reply(text, WORDS)
    assert found.level is None or 0 <= found.level <= 9
    assert found.index is None or (found.index >= 1 and found.level is not None)
