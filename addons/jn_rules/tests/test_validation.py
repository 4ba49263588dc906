"""A flow that would strand a record is found before it is published."""

from jn_rules.moves import Move
from jn_rules.validation import Stage, findings

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
