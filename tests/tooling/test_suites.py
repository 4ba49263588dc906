"""Which arguments go to which pytest process, and what their reports add up to."""

import pytest

from tools import paths, suites
from tools.suites import Suite, Tally


@pytest.fixture
def every(copy, monkeypatch):
    """All suites over a small tree, seen from its root."""
    for place in ("addons/jn_rules/tests", "addons/jn_org/tests", "addons/jn_warning/tests", "tests/e2e", "tests/regulation", "bench/small"):
        (copy / place).mkdir(parents=True)
        (copy / place / "test_a.py").touch()
    monkeypatch.chdir(copy)
    return suites.all_suites()


def shares(routed):
    """Return {suite name: (paths, options)}."""
    return {suite.name: (places, options) for suite, places, options in routed}


def test_the_rules_are_pure_and_every_other_addon_runs_inside_odoo(every, copy):
    pure, rooms, house, browser, small = every
    assert pure.roots == (copy / "addons/jn_rules",)
    assert rooms.roots == (copy / "addons/jn_org/tests",)
    assert house.roots == (copy / "addons/jn_warning/tests", copy / "tests/regulation")
    assert browser.roots == (copy / "tests/e2e",)
    assert small.roots == (copy / "bench/small",)


def test_only_what_runs_inside_odoo_loads_the_odoo_plugin(every):
    assert [(suite.world, "no:odoo" in suite.options) for suite in every] == [
        ("pure", True), ("odoo", False), ("odoo", False), ("browser", True), ("template", True),
    ]  # fmt: skip


def test_at_most_two_take_their_turn_together_for_they_share_a_small_machine(every):
    turns = [suite.turn for suite in every]
    assert turns == sorted(turns)
    assert all(turns.count(turn) <= 2 for turn in turns)


def test_without_a_path_every_suite_runs_whole_with_the_options(every):
    routed = shares(suites.route(["-x", "-k", "call"], every))
    assert set(routed) == {"pure", "rooms", "house", "browser", "measurements"}
    assert all(options == ["-x", "-k", "call"] for _places, options in routed.values())


def test_a_path_goes_to_its_suite_alone_and_keeps_its_test_name(every, copy):
    routed = shares(suites.route(["tests/e2e/test_a.py::test_one", "-x"], every))
    assert routed == {"browser": ([f"{copy}/tests/e2e/test_a.py::test_one"], ["-x"])}


def test_a_folder_above_several_suites_gives_each_its_part(every, copy):
    routed = shares(suites.route(["addons"], every))
    assert routed["pure"][0] == [str(copy / "addons/jn_rules")]
    assert routed["rooms"][0] == [str(copy / "addons/jn_org/tests")]
    assert routed["house"][0] == [str(copy / "addons/jn_warning/tests")]
    assert "browser" not in routed


def test_a_path_relative_to_the_current_folder_is_understood(every, copy, monkeypatch):
    monkeypatch.chdir(copy / "tests")
    assert set(shares(suites.route(["regulation"], every))) == {"house"}


def test_an_option_value_that_is_no_path_stays_an_option(every):
    routed = shares(suites.route(["--maxfail", "1"], every))
    assert routed["pure"][1] == ["--maxfail", "1"]


def test_a_place_that_no_suite_collects_from_selects_nothing(every, copy):
    (copy / "docs").mkdir()
    assert suites.route(["docs"], every) == []


def test_a_report_is_counted(copy):
    report = copy / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="2" errors="1" skipped="3"/></testsuites>')
    assert suites.count(report) == Tally(passed=3, failed=3, skipped=3)


def test_a_process_without_a_report_has_failed(copy):
    assert suites.count(copy / "none.xml") == Tally(failed=1)


def test_the_closing_line_counts_what_was_skipped_as_failed():
    assert str(Tally(5, 1, 2) + Tally(passed=1)) == "6 passed, 3 failed"


def test_a_suite_without_places_takes_no_share_of_a_path(copy, monkeypatch):
    (copy / "x").mkdir()
    monkeypatch.chdir(copy)
    assert suites.route(["x"], (Suite("empty", (), ()),)) == []


def test_every_folder_of_tests_belongs_to_exactly_one_suite():
    folders = {file.parent for place in ("addons/*/tests", "tests/*") for file in paths.ROOT.glob(f"{place}/test_*.py")}
    homes = {
        folder: [s.name for s in suites.all_suites() for r in s.roots if folder.is_relative_to(r)] for folder in folders
    }
    assert {folder: names for folder, names in homes.items() if len(names) != 1} == {}
