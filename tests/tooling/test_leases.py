"""A lease belongs to one living process, not to whoever gets its number later."""

import json
import subprocess
import sys

import pytest

from tools import leases, paths


@pytest.fixture
def sleeper():
    """A process that lives until the test ends."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def test_a_lease_of_a_living_process_is_found(copy, sleeper):
    leases.take("server-x", sleeper.pid, port=1)
    assert [(lease["name"], lease["port"]) for lease in leases.living()] == [("server-x", 1)]


def test_a_lease_of_an_ended_process_is_cleared_away(copy, sleeper):
    leases.take("server-x", sleeper.pid)
    sleeper.kill()
    sleeper.wait()
    assert leases.living() == []
    assert not list(paths.LEASES.iterdir())


def test_an_ended_child_that_nobody_reaped_counts_as_dead(copy, sleeper):
    lease = leases.take("server-x", sleeper.pid)
    sleeper.stdin.close()
    while leases.alive(lease):
        pass
    assert sleeper.returncode is None


def test_a_later_process_with_the_same_number_is_not_taken_for_ours(copy):
    lease = leases.take("server-x")
    lease["started"] -= 1
    (paths.LEASES / "server-x.json").write_text(json.dumps(lease))
    assert leases.living() == []


def test_dropping_a_lease_twice_is_harmless(copy):
    leases.take("a")
    leases.drop("a")
    leases.drop("a")
    assert leases.living() == []
