"""The measurements on a few records: that they work, with no bound on time."""

import os

import pytest


@pytest.fixture(scope="session")
def template():
    """The database that measurements copy."""
    return os.environ["JN_TEST_TEMPLATE"]
