import os

import pytest
from playwright.sync_api import sync_playwright

from .contract import City
from .screen import CHROMIUM, FLAGS, Person


def pytest_collection_modifyitems(items):
    """Look at the manual first: it shows the demo city as it was made, before other tests move its clock and do its work."""
    items.sort(key=lambda item: "test_manual.py" not in item.nodeid)


@pytest.fixture(scope="session")
def url():
    return os.environ["JN_TEST_URL"].rstrip("/")


@pytest.fixture(scope="session")
def city(url):
    """A city of this run's own, at ten in the morning of the rehearsal clock."""
    made = City(url, os.environ["JN_TEST_DB"], "walk")
    made.daytime()
    return made


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def person(browser, url):
    """Make people at screens; afterwards none of them may have seen an error in the console."""
    people = []

    def make(login=None, **values):
        people.append(Person(browser, url, **values))
        return people[-1].login(login) if login else people[-1]

    yield make
    troubles = [trouble for one in people for trouble in one.troubles]
    for one in people:
        one.close()
    assert not troubles, troubles
