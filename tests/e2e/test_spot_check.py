"""The quarter's spot check as the city's supervisor works it off by phone, from the draw to the points that it costs (Art. 15)."""

import os
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from .contract import Town

SIZE, RESERVES = 3, 1
SEAL = re.compile(r"^\s*[0-9a-f]{64}\s*$")


@pytest.fixture(scope="module")
def city(url):
    """A city of its own, a day after its lists may be drawn; its citizens were content after the repair."""
    made = Town(url, os.environ["JN_TEST_DB"], "spot")
    made.until(drawing_day(made.now().date()))
    made.daytime()
    with made.interpreted(spot_check__size=SIZE, spot_check__reserves=RESERVES):
        yield made


def drawing_day(today):
    """The 21st of the quarter's last month."""
    return date(today.year, (today.month + 2) // 3 * 3, 21)


@pytest.fixture(scope="module")
def cases(city):
    keys = [city.ingest() for _each in range(SIZE + RESERVES)]
    city.advance(0.1)
    for key in keys:
        city.answer(key, 1)
        city.repair(key)
    city.advance(0.1)
    for key in keys:
        city.answer(key, 5)
    return keys


class Caller:
    """The city's supervisor on the phone."""

    def __init__(self, one, city):
        self.one, self.page, self.city = one, one.page, city

    def draw(self):
        """Draw the county's list and open it."""
        self.one.open("jn-spot-draws").page.click(".o_control_panel button:has-text('抽取名单')")
        self.page.click(".modal footer button[name=action_draw]")
        self.page.wait_for_selector(".modal", state="detached")
        return self.open_list()

    def open_list(self):
        self.one.open("jn-spot-draws").page.click(f".o_data_row:has-text('{self.city.tag} county')")
        self.page.wait_for_selector(".o_form_view [name=seal]")
        return self

    @property
    def seal(self):
        return self.page.locator("[name=seal]", has_text=SEAL).inner_text().strip()

    def open_call(self):
        """Open the form of the uppermost that is still to be called, from its row: the one whose turn it is."""
        case = checks(self.city, state="open")[0]["case_id"][0]
        uppermost = self.one.open("jn-spot-checks").page.locator(".o_data_row:has(button:has-text('拨打并录入'))").first
        uppermost.filter(has_text=self.city.ref(case)).locator("button:has-text('拨打并录入')").click()
        self.page.wait_for_selector(".modal [name=result]")
        return self

    def record(self, result, note=""):
        self.one.choose("result", result).fill("note", note).finish("action_record")
        return self


@pytest.fixture
def caller(person, city):
    return Caller(person(city.login("city_supervisor")), city)


def checks(city, **values):
    """The lines of the list in their order."""
    domain = [("city_id", "=", city.city), *((name, "=", value) for name, value in values.items())]
    return city.admin("jn.spot.check", "search_read", domain=domain, fields=["case_id", "state", "result", "place"], order="place")


def test_a_list_is_drawn_called_and_costs_what_was_untrue(city, cases, caller, person):
    caller.draw().one.look("spot-draw")
    seal = caller.seal
    county = person(city.login("supervisor"))
    the_county_sees_no_more_than_the_seal(Caller(county, city).open_list(), seal)

    untrue = the_list_is_called(city, caller)
    nothing = county.open("jn-spot-findings").sees("暂无不实件").page  # the county is told when the list is done
    nothing.wait_for_selector(".o_data_row", state="detached")
    caller.open_call().record("true", "属实")

    caller.open_list().page.click("button[name=action_verify]")
    caller.one.sees("名单与封存时一致").look("spot-list")
    assert caller.seal == seal
    the_window_is_told(city, county, untrue, person)
    points_are_booked(city, caller.one, untrue)


def the_county_sees_no_more_than_the_seal(county, seal):
    """Before the first call there is the seal, and neither seed nor list."""
    assert county.seal == seal
    for place in ("[name=shown_seed]:visible", "[name=check_ids] .o_data_row"):
        county.page.wait_for_selector(place, state="detached")
    county.one.look("spot-county-before")


def the_list_is_called(city, caller):
    """One says that it is true, one that it is not, one never answers, so that the reserve steps in; returns the untrue case."""
    first, second, _third, reserve = (line["case_id"][0] for line in checks(city))
    caller.open_call().one.look("spot-call")
    caller.page.click(".modal button[name=action_reveal]")
    caller.one.sees(full_number(city, first))
    caller.record("true", "群众称窗口当天来电，问题已解决")

    caller.open_call().one.choose("result", "false")
    caller.page.click(".modal footer button[name=action_record]")
    caller.one.told("何处不实")
    caller.record("false", "群众称窗口从未来电，报告中所写措施没有落实")
    assert city.stage(second) == ("re_rectifying", None)

    for attempt in range(3):
        caller.open_call().record("unreachable", f"第{attempt + 1}次无人接听")
    assert [line["result"] for line in checks(city)] == ["true", "false", "unreachable", False]
    assert checks(city, state="open")[0]["case_id"][0] == reserve, "the next reserve steps in"
    return second


def full_number(city, case):
    """The number as it was sent."""
    return f"1360537{int(city.ref(case).split('-')[-1]):04}"


def the_window_is_told(city, county, case, person):
    """The county finds the proposed deduction with its term, the liaison the item that came back."""
    ref = city.ref(case)
    county.open("jn-spot-findings").page.click(f".o_data_row:has-text('{ref}')")
    county.page.wait_for_selector(".o_form_view button:has-text('提出异议')")
    county.sees("群众称窗口从未来电").look("spot-finding")
    liaison = person(city.login("liaison")).open("jn-to-do").sees(ref)
    liaison.page.click(f".o_data_row:has-text('{ref}'), .o_kanban_record:has-text('{ref}')")
    liaison.waits_for("call_logged").look("spot-came-back")


def points_are_booked(city, supervisor, case):
    """Nobody objects: the system proposes the five points with the finding, and the city's supervisor books them."""
    city.advance(24 * 7)
    city.daytime()
    [deduction] = city.admin("jn.deduction", "search_read", domain=[("case_id", "=", case)], fields=["points", "state", "finding_id", "unit_id"])
    assert (deduction["points"], deduction["state"], deduction["unit_id"][0]) == (5, "proposed", city.county) and deduction["finding_id"]
    supervisor.open(f"deductions/{deduction['id']}").look("spot-deduction")
    expect(supervisor.page.locator("[name=reason] textarea")).to_have_value(re.compile("群众称窗口从未来电"))
    supervisor.page.click("button[name=book]")
    supervisor.page.wait_for_selector("button[name=action_remove]")
    assert city.admin.read("jn.deduction", deduction["id"], "state")["state"] == "booked"
