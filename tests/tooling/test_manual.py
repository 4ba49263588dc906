"""The manual quotes the regulation word for word, its numbers are those of the pack, its pictures are small and in use."""

import re

import pytest
import yaml

from tests.e2e.manual import pages
from tools import paths

ARTICLES = "一二三四五六七八九"
QUOTE = re.compile(r"第([一二三四五六七八九十]+)条：“([^”]+)”")
NUMBER = re.compile(r"([\d:]+)([^\d\s<]*)<!--=([\w.]+)-->")
LINK = re.compile(r"\]\((?!images/)([^)#:]+)\)")
UNITS = {
    "natural_hours": ("小时", "自然小时"), "working_hours": ("工作小时",), "natural_days": ("日", "自然日"), "working_days": ("个工作日",),
}
MOST_BYTES, MOST_IN_ALL = 150 * 1024, 4 * 1024 * 1024
PAGES = pytest.mark.parametrize("page", pages.pages(), ids=lambda page: page.name)


def _pack(name):
    return yaml.safe_load((paths.DEFAULT_PACK / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def numbers():
    """{what: (value, unit or None)} of settings and of the processes' time limits."""
    known = {code: (row["default"], None) for code, row in _pack("settings.yaml")["settings"].items()}
    for path in sorted((paths.DEFAULT_PACK / "flows").glob("*.yaml")):
        flow = _pack(f"flows/{path.name}")
        known |= {f"{flow['code']}.{timer['code']}": (timer["amount"], timer["unit"]) for timer in flow.get("timers", ())}
    return known


@pytest.fixture(scope="module")
def articles():
    """{number: words without spaces}."""
    return {row["number"]: _bare(row["words"]) for row in _pack("pack.yaml")["articles"]}


def _bare(text):
    return re.sub(r"\s", "", text)


def _number(word):
    """Read 一 to 九十九."""
    tens, ten, ones = word.rpartition("十")
    digit = ARTICLES.find(ones) + 1
    return (ARTICLES.find(tens) + 1 if tens else 1) * 10 + digit if ten else digit


@PAGES
def test_what_a_page_quotes_stands_in_that_article(page, articles):
    for word, quoted in QUOTE.findall(page.read_text(encoding="utf-8")):
        assert _bare(quoted) in articles[_number(word)], f"第{word}条 does not say: {quoted}"


@PAGES
def test_the_numbers_of_a_page_are_those_of_the_pack(page, numbers):
    for number, word, what in NUMBER.findall(page.read_text(encoding="utf-8")):
        value, unit = numbers[what]
        assert number == str(value), f"{what} is {value} now"
        assert unit is None or word in UNITS[unit], f"{what} is in {unit}"


def test_every_page_but_the_citizens_quotes_an_article_and_names_numbers():
    for page in pages.pages():
        text = page.read_text(encoding="utf-8")
        assert page.name == "README.md" or QUOTE.search(text), page.name
        assert NUMBER.search(text) or page.name == "office.md", page.name


def test_the_index_leads_to_every_page_and_both_readmes_to_the_index():
    index = (pages.FOLDER / "README.md").read_text(encoding="utf-8")
    assert set(LINK.findall(index)) == {page.name for page in pages.pages()} - {"README.md"}
    for name in ("README.md", "README.zh_CN.md"):
        assert "docs/zh/README.md" in (paths.ROOT / name).read_text(encoding="utf-8"), name


@PAGES
def test_no_word_of_a_screen_stands_where_no_picture_shows_it(page):
    assert not pages.unshown(page)


def test_every_picture_is_shown_once_and_every_file_is_a_picture():
    shown = [picture.name for picture in pages.pictures()]
    assert sorted(shown) == sorted(path.stem for path in pages.IMAGES.glob("*.jpg"))
    assert sorted(shown) == sorted(pages.read_labels())


def test_the_pictures_are_small():
    sizes = {path.name: path.stat().st_size for path in pages.IMAGES.glob("*.jpg")}
    assert not {name: size for name, size in sizes.items() if size > MOST_BYTES}
    assert sum(sizes.values()) < MOST_IN_ALL
