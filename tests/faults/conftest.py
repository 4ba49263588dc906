"""Databases of a test's own, full of due cases, and the sweepers that work on them."""

import json
import os
from contextlib import contextmanager

import pytest

from tools import databases, odoo

DUE = 2000
BATCH = 10  # small, so that some hundreds of cases are many transactions


class Ground:
    """A database with `DUE` cases whose citizens have been silent for 48 hours."""

    def __init__(self, name):
        self.name = name

    def script(self, name, **arguments):
        """Run one of the tools' scripts in this database and return what it says."""
        code, output = odoo.script(name, self.name, capture=True, **arguments)
        assert code == 0, f"{name} ended with {code}: {output}"
        return json.loads(output) if output.strip() else None

    def sweep(self, **arguments):
        """Let sweepers run until nothing is due."""
        return self.script("sweep", limit=BATCH, **arguments)

    def faults(self):
        """Return {fault: how often} of what is not exactly once where it belongs."""
        return self.script("due_check")


@pytest.fixture(scope="session")
def prepared():
    """A copy of the template with due cases, from which each test gets its own."""
    with _copy(os.environ["JN_TEST_TEMPLATE"], f"jn-faults-{os.getpid()}") as name:
        Ground(name).script("due_cases", count=DUE)
        yield name


@pytest.fixture
def ground(prepared):
    """A database with due cases that the test may use up."""
    with _copy(prepared, f"{prepared}-test") as name:
        yield Ground(name)


@pytest.fixture
def fresh():
    """A copy of the template that the test may use up."""
    with _copy(os.environ["JN_TEST_TEMPLATE"], f"jn-faults-{os.getpid()}-fresh") as name:
        yield Ground(name)


@contextmanager
def _copy(source, name):
    """Make a database out of another and take it away afterwards."""
    databases.drop(name)
    databases.copy(source, name)
    try:
        yield name
    finally:
        databases.drop(name)
