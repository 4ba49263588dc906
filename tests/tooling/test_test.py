"""The suites are run, those of one turn at the same time, and nothing that went wrong is lost in the sum."""

import threading
from contextlib import nullcontext

import pytest

from tools.commands import test
from tools.suites import Suite, Tally
from tools.trouble import Trouble

ONE, TWO = Suite("one", (), (), turn=0), Suite("two", (), (), turn=1)
THREE = Suite("three", (), (), turn=1)


@pytest.fixture
def results(copy, monkeypatch):
    """Let each suite end as the test says: a tally, or trouble to be raised."""
    said = {}

    def run(suite, _places, _options, told):
        if told:
            told.parent.mkdir(parents=True)
            told.write_text(f"words of {suite.name}")
        if isinstance(said[suite.name], Trouble):
            raise said[suite.name]
        return said[suite.name]

    monkeypatch.setattr(test, "_pytest", run)
    return said


def test_the_suites_are_added_up(results):
    results.update(one=Tally(2, 1), two=Tally(3))
    assert test._run([(ONE, ["x"], []), (TWO, ["y"], [])], whole=True) == Tally(5, 1)


def test_trouble_with_one_suite_counts_and_does_not_hide_the_next(results, capsys):
    results.update(one=Trouble("no pack"), two=Tally(3))
    assert test._run([(ONE, ["x"], []), (TWO, ["y"], [])], whole=True) == Tally(3, 1)
    assert "jn: no pack" in capsys.readouterr().err


def test_two_of_one_turn_run_at_once_and_what_the_second_said_is_shown_in_the_end(results, monkeypatch, capsys):
    results.update(two=Tally(1), three=Tally(2, 1))
    meeting, alone = threading.Barrier(2, timeout=10), test._pytest

    def run(*words):
        meeting.wait()  # breaks unless both have begun
        return alone(*words)

    monkeypatch.setattr(test, "_pytest", run)
    assert test._run([(TWO, ["x"], []), (THREE, ["y"], [])], whole=True) == Tally(3, 1)
    said = capsys.readouterr().err
    assert "== two and three suite" in said
    assert "words of three" in said
    assert "words of two" not in said


def test_an_empty_suite_fails_a_whole_run(results):
    results.update(one=Tally())
    assert test._run([(ONE, ["x"], [])], whole=True) == Tally(failed=1)


def test_a_suite_without_any_place_fails_a_whole_run(results):
    assert test._run([(ONE, [], [])], whole=True) == Tally(failed=1)


def test_a_selection_may_leave_a_suite_empty(results):
    results.update(one=Tally())
    assert test._run([(ONE, ["x"], [])], whole=False) == Tally()


def test_a_skipped_test_is_told(results, capsys):
    results.update(one=Tally(1, 0, 2))
    test._run([(ONE, ["x"], [])], whole=True)
    assert "2 skipped" in capsys.readouterr().err


@pytest.mark.parametrize(("tally", "code"), [(Tally(1), 0), (Tally(1, 1), 1), (Tally(1, 0, 1), 1), (Tally(), 1)])
def test_the_exit_code_is_zero_only_when_something_ran_and_nothing_failed(copy, monkeypatch, capsys, tally, code):
    options = type("Options", (), {"rest": []})
    monkeypatch.setattr(test.suites, "route", lambda _words: [])
    monkeypatch.setattr(test, "_run", lambda _shares, whole: tally)
    monkeypatch.setattr(test.setup, "at_work", lambda _name: nullcontext())
    assert test.main(options) == code
    assert capsys.readouterr().out.splitlines()[-1] == str(tally)
