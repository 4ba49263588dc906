import os

import pytest

from .contract import City


@pytest.fixture(scope="session")
def city():
    """A city of this run's own, at ten in the morning of the rehearsal clock."""
    made = City(os.environ["JN_TEST_URL"].rstrip("/"), os.environ["JN_TEST_DB"], "walk")
    made.daytime()
    return made
