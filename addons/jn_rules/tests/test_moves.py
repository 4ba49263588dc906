"""The engine's decisions hold for any flow, not only for the one we ship."""

from hypothesis import given
from hypothesis import strategies as st

from jn_rules.moves import END, PAUSE, RESUME, START, Move, Timer, route, timer_plan

stages = st.sampled_from("abcdef")
events = st.sampled_from(["go", "back", "stop"])
moves = st.builds(
    Move, st.integers(1, 99), stages, events, stages, st.just("loop"), st.none() | st.integers(0, 3), stages
)
sets = st.frozensets(stages)


@given(st.lists(moves), stages, events, st.sets(st.integers(1, 20)), st.dictionaries(st.integers(1, 20), st.integers(0, 9)))
def test_next_stage_is_total_every_record_gets_exactly_one_way(arrows, source, event, keys, used):
    ways = route(keys, source, event, arrows, lambda m, ks: ks, lambda loop, ks: used)
    assert sorted(key for group in ways.values() for key in group) == sorted(keys)


@given(st.lists(moves), stages, events)
def test_a_move_from_another_stage_or_for_another_event_is_never_taken(arrows, source, event):
    for choice in route([1], source, event, arrows, lambda m, ks: ks, lambda loop, ks: {}):
        assert choice is None or (choice.move.source, choice.move.event) == (source, event)


def test_the_first_guard_that_holds_wins():
    first, second = Move(1, "a", "go", "b"), Move(2, "a", "go", "c")
    ways = route([1, 2], "a", "go", [first, second], lambda m, ks: [k for k in ks if m.id == k], lambda *a: {})
    assert {choice.target: keys for choice, keys in ways.items()} == {"b": [1], "c": [2]}


def test_a_guard_that_names_foreign_records_takes_nobody_else_along():
    ways = route([1], "a", "go", [Move(1, "a", "go", "b")], lambda m, ks: [1, 99], lambda *a: {})
    assert list(ways.values()) == [[1]]


@given(st.integers(0, 5), st.integers(0, 9))
def test_a_loop_is_taken_as_often_as_its_limit_allows(limit, used):
    back = Move(1, "a", "go", "b", "return", limit, "desk")
    (choice,) = route(["x"], "a", "go", [back], lambda m, ks: ks, lambda *a: {"x": used})
    assert choice.overflowed == (used >= limit)
    assert choice.target == ("desk" if used >= limit else "b")


@given(sets, sets, sets, st.none() | stages, stages)
def test_a_timer_runs_exactly_while_the_record_is_in_its_span(starts, spans, pauses, source, target):
    timer = Timer(1, starts & spans, spans, pauses & spans)
    verb = timer_plan([timer], source, target).get(1)
    if verb == START:
        assert target in timer.starts and source not in timer.spans
    if source in timer.spans:
        assert (verb == END) == (target not in timer.spans)


@given(stages, stages)
def test_pausing_and_resuming_are_each_others_opposite(one, other):
    timer = Timer(1, frozenset("a"), frozenset("abcdef"), frozenset("bc"))
    there = timer_plan([timer], one, other).get(1)
    back = timer_plan([timer], other, one).get(1)
    assert {there, back} in ({None}, {PAUSE, RESUME})
