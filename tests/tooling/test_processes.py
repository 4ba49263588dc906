"""A command that fails is told with the end of what it said."""

import sys

import pytest

from tools import processes
from tools.trouble import Trouble

FAILING = [sys.executable, "-c", "import sys; print('first'); sys.exit('the reason')"]


def test_the_output_is_given():
    assert processes.call([sys.executable, "-c", "print(5)"], "Counting") == "5\n"


def test_a_failure_names_the_step_and_the_reason():
    with pytest.raises(Trouble, match="Counting failed:\n +the reason"):
        processes.call(FAILING, "Counting")


def test_a_program_that_is_not_there_is_told():
    with pytest.raises(Trouble, match="/no/such/program cannot be run"):
        processes.call(["/no/such/program"], "Counting")


def test_a_logged_failure_names_the_log_and_shows_its_end(copy):
    with pytest.raises(Trouble, match=r"x\.log ends with\n(.*\n)*.*the reason"):
        processes.logged(FAILING, "Counting", copy / "log" / "x.log")


def test_a_long_output_is_cut_to_its_end():
    with pytest.raises(Trouble) as told:
        processes.call([sys.executable, "-c", "import sys; sys.exit('x\\n' * 100)"], "Counting")
    assert len(str(told.value).splitlines()) == processes.TAIL + 1
