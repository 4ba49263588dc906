"""The sweep of deadlines when its process dies, and when two of them work at once."""

from .conftest import BATCH, DUE

KILLS = 50
SEED = 2019


def test_the_check_sees_what_is_not_where_it_belongs(ground):
    faults = ground.faults()
    assert faults["cases that are not closed by default"] == DUE
    assert faults["revisits that are not satisfied by default"] == DUE
    assert faults["time limits that still run"] == DUE


def test_a_sweep_killed_at_random_moments_leaves_every_case_exactly_once_where_it_belongs(ground):
    told = ground.sweep(kills=KILLS, seed=SEED)
    assert told["killed"] == KILLS
    assert BATCH <= told["left"] <= DUE - BATCH, f"the kills must fall into the work: {told}"
    assert ground.faults() == {}


def test_two_sweepers_at_once_handle_every_case_once_and_leave_nothing_to_a_third(ground):
    told = ground.sweep(processes=2)
    shares = [sweeper["handled"] for sweeper in told["sweepers"]]
    assert sum(shares) == DUE
    assert min(shares) > 0, f"one of them did all the work: {shares}"
    assert [sweeper["handled"] for sweeper in ground.sweep()["sweepers"]] == [0]
    assert ground.faults() == {}
