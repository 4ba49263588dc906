"""Every number that counts opens what it counts: on a score sheet and in a county's quarterly report."""

import os
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from .contract import City

WEEKS = 14  # in which some quarter's reports are begun
# a list of records, and the dialog over the form that offers several
ROWS, PARTS = ".o_action_manager .o_list_view .o_data_row", ".modal .o_list_view .o_data_row"
NUMBERS = "分子", "分母", "主动评价的分子", "主动评价的分母"


@pytest.fixture(scope="module")
def city(url):
    """A city of these figures' own, with answers that count already."""
    made = City(url, os.environ["JN_TEST_DB"], "figures")
    made.daytime()
    return made


def counted(one, button, again=None):
    """Press a number; return it and how many records it opens.

    One list, or a dialog with a list for each sort of record, each of which is opened: `again` comes back to the number.
    """
    number = int(button.inner_text())
    button.click()
    one.page.wait_for_selector(f"{ROWS}, {PARTS}")
    if not one.page.locator(PARTS).count():
        return number, listed(one)
    told = [int(text) for text in one.page.locator(f"{PARTS} [name=number]").all_inner_texts()]
    for place in range(len([part for part in told if part])):
        one.page.locator(f"{PARTS} button[name=action_open]").nth(place).click()
        assert listed(one) == [part for part in told if part][place]
        again(one)
        button.click()
        one.page.wait_for_selector(PARTS)
    return number, sum(told)


def listed(one):
    """How many records stand in the list that is open, and in no dialog over it."""
    one.page.wait_for_selector(ROWS)
    one.page.wait_for_selector(".modal", state="detached")
    return int(one.page.inner_text(".o_action_manager .o_pager_limit"))


def month_of(moment):
    """The first and the last day of a month."""
    first = date(moment.year, moment.month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def test_each_number_of_a_score_sheet_opens_its_cases(city, person):
    cases = [city.asked(), city.dissatisfied(), city.verifying()]
    sheet = computed(city)
    one = person(city.login("city_supervisor")).open(f"score-sheets/{sheet}")
    row = one.page.locator(".jn_score_table tbody tr")
    numbers = row.locator(", ".join(f"button[title={title}]" for title in NUMBERS))
    find = finding(city)
    find(one)
    assert numbers.count() >= 4
    for place in range(numbers.count()):
        if numbers.nth(place).inner_text() == "0":
            continue
        number, shown = counted(one, numbers.nth(place), lambda one: find(back(one)))
        assert number == shown
        assert 0 < number <= 2 * len(cases), "of this window alone: each case has a revisit, one of them two"
        find(back(one))
    one.page.click("button[aria-expanded=false]:has-text('附注')")
    number, shown = counted(one, one.page.locator(".jn_score_table button[title=本期业务量]"))
    assert number == shown
    assert 0 < number <= len(cases)


def computed(city):
    """The windows' sheet of this month, once what was said is final (decision C5)."""
    start, end = month_of(city.now())
    city.advance(24 * 9)
    [scheme] = city.admin("jn.scheme", "search_read", domain=[("code", "=", "window"), ("unit_id", "=", False)], fields=["id"])
    supervisor = city.people["city_supervisor"]
    sheet = supervisor.create("jn.sheet", scheme_id=scheme["id"], period_start=str(start), period_end=str(end))
    supervisor("jn.sheet", "compute", ids=[sheet])
    return sheet


def finding(city):
    """Look for the city's window in the table of a sheet, until it stands there alone."""

    def find(one):
        one.page.fill("input[type=search]", f"{city.tag} window")
        expect(one.page.locator(".jn_score_table tbody tr")).to_have_count(1)

    return find


def back(one):
    """Go back to the sheet; a dialog that stands over it is closed by that."""
    if one.page.locator(".modal").count():
        one.page.click(".modal .btn-close")
    else:
        one.page.go_back()
    return one


def test_each_number_of_a_quarterly_report_opens_what_it_counts(city, person):
    report = begun(city)
    city.daytime()
    city.dissatisfied()
    drafts = city.admin.read("jn.quarterly.report", report, "version_count")["version_count"]
    one = person(city.login("county_leader")).open(f"jn-quarterly-reports/{report}")
    one.page.click("button[name=action_draft]")
    one.page.click(".modal footer .btn-primary")
    one.page.wait_for_selector(f"button[name=action_open_versions]:has-text('{drafts + 1}')")
    one.page.click(".o_notebook a:has-text('数据')")
    numbers = one.page.locator(".jn_report_figures button")
    numbers.first.wait_for()
    told = [text for text in numbers.all_inner_texts() if text not in ("0", "–")]
    assert told, "a case was asked about in this quarter"
    number, shown = counted(one, one.page.locator(f".jn_report_figures button:text-is('{told[0]}')").first)
    assert number == shown


def begun(city):
    """The county's report, as soon as the system has begun one."""
    for _week in range(WEEKS):
        ours = [("unit_id", "=", city.county), ("submitted_at", "=", False), ("ended_at", "=", False)]
        found = city.admin("jn.quarterly.report", "search", domain=ours)
        if found:
            return found[0]
        city.advance(24 * 7)
    raise AssertionError("no quarter's report was begun")
