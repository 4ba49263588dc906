"""Takes the manual's pictures and compares: what docs/zh says of a screen stands on it, and no screen has changed since.

`JN_PICTURES=write ./jn test tests/e2e/test_manual.py` takes the pictures and the list of labels anew into docs/zh/images;
otherwise the pictures go to .jn/test/manual, for whoever wants to look.
"""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from .contract import ROOT
from .manual import pages
from .manual.records import Records
from .manual.screens import SCREENS
from .manual.staff import Staff

WRITE = os.environ.get("JN_PICTURES") == "write"
FOLDER = pages.IMAGES if WRITE else ROOT / ".jn" / "test" / "manual"
QUALITY = 62
TRIES, MILLISECONDS = 40, 250  # until a screen has settled
READ = (Path(__file__).parent / "manual" / "labels.js").read_text(encoding="utf-8")
ANEW = (
    "The screen has changed since the manual's pictures were taken. Take them anew with "
    "`JN_PICTURES=write ./jn test tests/e2e/test_manual.py`, read the page's text once more, and commit docs/zh."
)


@pytest.fixture(scope="module")
def staff(browser, url):
    people = Staff(browser, url, os.environ["JN_TEST_DB"])
    yield people
    people.close()


@pytest.fixture(scope="module")
def records(staff):
    return Records(staff)


@pytest.fixture(scope="module")
def labels():
    """The labels as they were committed; what was taken anew is kept at the end."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    known = pages.read_labels()
    yield known
    if WRITE:
        pages.write_labels({name: known[name] for name in SCREENS if name in known})


class View:
    """What stands on a screen: whole words and sentences in `texts`, the words of buttons, columns and fields in `labels`."""

    def __init__(self, person):
        found = person.page.evaluate(READ)
        self.texts, self.labels = set(found["texts"]), found["labels"]

    def __eq__(self, other):
        return (self.texts, self.labels) == (other.texts, other.labels)

    __hash__ = None


def settled(person, is_whole=lambda view: True):
    """What is to be seen once it stays as it is, and is whole; after a while, whatever there is."""
    before = View(person)
    for _again in range(TRIES):
        person.page.wait_for_timeout(MILLISECONDS)
        now = View(person)
        if now == before and is_whole(now):
            break
        before = now
    return now


def visit(person, screen, records, is_whole):
    """Go there and do what is to be done: what was to be read until the end, and the labels there, once these are whole."""
    screen.open(person, records)
    read = set()
    if screen.before:
        read = settled(person).texts
        screen.before(person)
    then = settled(person, lambda view: is_whole(read | view.texts, view.labels))
    return read | then.texts, then.labels


def keep(person, name):
    """Take the picture; how large those of the manual may be is tested with its pages."""
    shot = Image.open(BytesIO(person.page.screenshot())).convert("RGB")
    shot.save(FOLDER / f"{name}.jpg", quality=QUALITY, optimize=True)


@pytest.mark.parametrize("picture", pages.pictures(), ids=lambda picture: picture.name)
def test_the_screen_is_as_the_manual_says(picture, staff, records, labels):
    screen = SCREENS[picture.name]
    person = staff.at(screen.login, screen.size)
    known, words = labels.get(picture.name), set(picture.words)
    texts, found = visit(person, screen, records, lambda texts, found: WRITE or (found == known and words <= texts))
    keep(person, picture.name)
    if WRITE:
        labels[picture.name] = found
    assert not words - texts, f"{picture.page} names what is not on the screen"
    assert not (picture.ways and set(picture.ways) - staff.menu(screen.login)), f"{picture.page} names ways that the menu does not have"
    assert found == labels.get(picture.name), ANEW


def test_every_screen_has_its_picture():
    assert set(SCREENS) == {picture.name for picture in pages.pictures()}
