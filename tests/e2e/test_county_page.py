"""The county head's page on the screen: in Chinese, on a desk, a phone and on paper, one press from each case that cost points."""

import os

import pytest

from .contract import Town
from .screen import FITS, PHONE

SECTIONS = ("暂算得分", "季度报告", "时限灯", "未结束的预警", "余量与预测", "各项指标与失分办件", "扣分与异议截止")
CHART = ".o_jn_county_budget canvas"
UNCUT = "() => ![...document.querySelectorAll('.o_jn_county .card')].some(card => card.scrollWidth > card.clientWidth + 1)"


@pytest.fixture(scope="module")
def city(url):
    """A city of this page's own."""
    made = Town(url, os.environ["JN_TEST_DB"], "head")
    made.daytime()
    return made


@pytest.fixture
def page(person, city):
    def opened(**values):
        one = person(city.login("county_leader"), **values).open("jn-county-page")
        one.page.wait_for_selector(CHART)  # what is drawn last
        return one.page

    return opened


def test_a_leader_finds_score_duties_and_outlook_in_chinese(page):
    shown = page()
    for words in SECTIONS:
        shown.locator(".o_jn_county").get_by_text(words).first.wait_for()


def test_it_fits_a_phone(page):
    shown = page(viewport=PHONE)
    shown.wait_for_function(FITS)
    shown.wait_for_function(UNCUT)


def test_a_case_that_cost_points_is_one_press_away(page, city):
    case = city.dissatisfied()
    city.advance(24 * 8)  # by then its answer is final (decision C5)
    city.daytime()
    shown = page()
    shown.click(f".o_jn_county_case:has-text('{city.ref(case)}')")
    shown.locator(".o_form_view").get_by_text(city.ref(case)).first.wait_for()


def test_on_paper_there_is_the_page_and_nothing_else(page):
    shown = page()
    shown.emulate_media(media="print")
    shown.wait_for_selector(".o_main_navbar", state="hidden")
    shown.wait_for_selector(".o_jn_county_score")
    shown.wait_for_function(FITS)
