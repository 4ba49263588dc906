"""A flow that would strand a record is found before it is published."""

from jn_rules.moves import Move
from jn_rules.validation import Raised, Stage, endless, event_findings, findings

NEW, WORK, DONE = Stage(1, "new", "start"), Stage(2, "work", "work"), Stage(3, "done", "end")


def codes(*args, **kwargs):
    return [(finding.code, finding.name) for finding in findings(*args, **kwargs)]


def test_a_sound_flow_has_no_findings():
    assert codes([NEW, WORK, DONE], [Move(1, 1, "go", 2), Move(2, 2, "end", 3)]) == []


def test_a_stage_that_nothing_leads_to_is_unreachable():
    assert codes([NEW, WORK, DONE], [Move(1, 1, "end", 3), Move(2, 2, "end", 3)]) == [("unreachable", "work")]


def test_a_stage_that_leads_nowhere_is_a_dead_end():
    assert codes([NEW, WORK, DONE], [Move(1, 1, "go", 2), Move(2, 1, "end", 3)]) == [("dead_end", "work")]


def test_two_stages_that_only_lead_to_each_other_are_dead_ends():
    ring = [Move(1, 1, "go", 2), Move(2, 2, "back", 1)]
    assert ("dead_end", "new") in codes([NEW, WORK, DONE], ring)
    assert ("dead_end", "work") in codes([NEW, WORK, DONE], ring)


def test_the_overflow_of_a_loop_counts_as_a_way():
    loop = Move(1, 1, "go", 2, "again", 2, 3)
    assert codes([NEW, WORK, DONE], [loop, Move(2, 2, "back", 1)]) == []


def test_a_limit_without_an_overflow_strands_the_record_that_reaches_it():
    found = codes([NEW, DONE], [Move(1, 1, "go", 3, "again", 2, None)])
    assert found == [("no_overflow", "go")]


def test_a_second_start_is_refused():
    assert ("second_start", "work") in codes([NEW, WORK._replace(kind="start"), DONE], [Move(1, 1, "go", 3), Move(2, 2, "go", 3)])


def test_a_timer_that_does_nothing_is_named():
    assert codes([NEW, DONE], [Move(1, 1, "go", 3)], [(5, "call")]) == [("idle_timer", "call")]


def test_an_event_that_a_stage_of_the_timer_does_not_take_is_a_warning_there():
    late = Raised("timer", 7, "Report", "over", frozenset({1, 2}))
    [found] = event_findings([late], [Move(9, 1, "over", 3)], {1: "Calling", 2: "Writing"})
    assert (found.code, found.blocks, found.detail) == ("lost_event_here", False, "over, Writing")


def test_an_event_that_no_stage_of_the_timer_takes_blocks():
    late = Raised("timer", 7, "Report", "over", frozenset({1, 2}))
    [found] = event_findings([late], [Move(9, 5, "over", 3)], {1: "Calling", 2: "Writing"})
    assert (found.code, found.blocks) == ("lost_event", True)


def test_an_event_that_is_taken_wherever_it_is_raised_is_fine():
    late = Raised("timer", 7, "Report", "over", frozenset({1, 2}))
    moves = [Move(9, 1, "over", 3), Move(10, 2, "over", 3)]
    assert event_findings([late], moves, {}) == []


def test_a_round_of_three_stages_is_one_finding():
    stages = [Stage(key, f"s{key}", "work") for key in (1, 2, 3)]
    moves = [Move(7, 1, "a", 2), Move(8, 2, "b", 3), Move(9, 3, "c", 1)]
    [found] = endless(stages, moves)
    assert (found.id, found.detail, found.blocks) == (9, "s1, s2, s3", False)


def test_two_rounds_apart_are_two_findings():
    stages = [Stage(key, f"s{key}", "work") for key in (1, 2, 3, 4)]
    moves = [Move(5, 1, "a", 2), Move(6, 2, "b", 1), Move(7, 2, "on", 3), Move(8, 3, "c", 4), Move(9, 4, "d", 3)]
    assert [found.detail for found in endless(stages, moves)] == ["s1, s2", "s3, s4"]


def test_a_move_back_to_its_own_stage_is_no_round():
    assert endless([Stage(1, "a", "work")], [Move(7, 1, "note", 1)]) == []


def test_a_limit_anywhere_in_a_round_ends_it():
    stages = [Stage(key, f"s{key}", "work") for key in (1, 2)]
    moves = [Move(7, 1, "a", 2), Move(8, 2, "b", 1, loop="back", limit=2, overflow=2)]
    assert endless(stages, moves) == []
