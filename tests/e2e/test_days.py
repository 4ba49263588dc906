"""A day of each role on the screen: the desk opens first, one click leads to the thing itself, what happens shows at once."""

import os
from datetime import timedelta

import pytest

from .contract import Town
from .screen import PHONE

NAME = "王小明"


class Desk:
    """The first screen of a person."""

    def __init__(self, one):
        self.one, self.page = one, one.page
        self.home()

    def home(self):
        self.page.goto(f"{self.one.url}/odoo")
        self.page.wait_for_selector(".o_jn_desk_tile")
        return self

    def line(self, words):
        """The line in which these words stand."""
        return self.page.locator(".o_jn_desk_line", has_text=words).first

    def sees(self, words):
        self.line(words).wait_for()
        return self

    def misses(self, words):
        self.line(words).wait_for(state="detached")
        return self

    def count(self, show):
        return int(self.page.locator(f".o_jn_desk_tile[data-show={show}] .fs-2").inner_text())

    def counts(self, show, least):
        """Wait until a tile counts at least so many."""
        self.page.wait_for_function("([place, least]) => Number(document.querySelector(place)?.innerText) >= least", arg=[
            f".o_jn_desk_tile[data-show={show}] .fs-2", least
        ])
        return self

    def choose(self, show):
        self.page.click(f".o_jn_desk_tile[data-show={show}]")
        self.page.wait_for_selector(f".o_jn_desk_tile[data-show={show}][aria-pressed=true]")
        return self

    def open(self, words):
        """One click to the thing itself."""
        self.line(words).click()
        self.page.wait_for_selector(".o_form_view")
        return self.one


@pytest.fixture(scope="module")
def city(url):
    """A city of these days' own: its desks show few lines."""
    made = Town(url, os.environ["JN_TEST_DB"], "days")
    made.daytime()
    return made


@pytest.fixture
def desk(person, city):
    return lambda who, **values: Desk(person(city.login(who), **values))


def test_a_clerk_sees_the_matter_and_not_the_person(city, desk):
    case = city.dissatisfied()
    clerk = desk("clerk")
    clerk.open(city.ref(case))
    clerk.page.locator(".o_form_view").get_by_text("身份证办理").first.wait_for()
    assert NAME not in clerk.page.content()
    clerk.one.open(f"jn-cases/{case}").sees("身份证办理", city.ref(case))
    assert NAME not in clerk.page.content(), "the handler was not matched: every clerk counts as criticised"


def test_a_liaison_works_off_the_day_from_the_desk(city, desk):
    case = city.dissatisfied()
    ref = city.ref(case)
    liaison = desk("liaison").sees(ref)
    one = liaison.open(ref).press("call_logged")
    one.choose("reached", "yes").fill("note", "已向群众说明").finish("action_log")
    one.press("report_submitted").fill("cause", "排队久").fill("measures", "增开窗口").fill("result", "已改善")
    one.finish("action_submit").waits_gone("report_submitted")

    chief = desk("chief")
    chief.open(ref).press("refused")
    chief.page.fill(".modal textarea", "请写明具体措施")
    chief.page.click(".modal footer .btn-primary")
    chief.one.waits_gone("refused")

    liaison.home().counts("back", 1).choose("back").sees(ref)


def test_what_turns_yellow_and_red_is_counted_and_chosen(city, desk):
    case = city.dissatisfied()
    ref = city.ref(case)
    liaison = desk("liaison").sees(ref)
    before = liaison.count("red")
    city.advance(25)
    city.daytime()
    liaison.home().counts("red", before + 1).choose("red").sees(ref)
    liaison.line(ref).get_by_text("逾期").first.wait_for()


def test_a_chief_confirms_and_names_a_deputy(city, desk):
    case = city.dissatisfied()
    work = [city.latest(case, "rectification")]
    city.people["liaison"]("jn.rectification", "log_call", ids=work, reached=True, note="已沟通")
    city.people["liaison"]("jn.rectification", "submit_report", ids=work, cause="排队久", measures="增开窗口", result="已改善")
    chief = desk("chief")
    chief.open(city.ref(case)).press("confirmed").waits_gone("confirmed")
    assert city.stage(case) == ("revisiting_again", None)

    chief.home().page.click("text=指定代理人")
    chief.one.pick("deputy_id", "second")
    chief.page.fill(".modal [name=end_on] input", f"{city.now() + timedelta(hours=8):%Y/%m/%d}")
    chief.page.keyboard.press("Tab")
    chief.one.finish("action_name")
    assert city.admin("jn.role.holder", "search_count", domain=[("unit_id", "=", city.window), ("in_force", "=", True)]) >= 1


def test_a_bad_answer_appears_on_the_supervisor_s_open_desk_and_is_urged(city, desk):
    supervisor = desk("supervisor")
    case = city.asked()
    city.answer(case, 1)
    ref = city.ref(case)
    supervisor.sees(ref)

    one = supervisor.open(ref)
    one.page.click(".o_form_view button:has-text('督办')")
    one.fill("note", "请于今日完成回访").finish("action_urge").sees("请于今日完成回访")
    liaison = desk("liaison")
    liaison.open(ref).sees("请于今日完成回访")
    liaison.page.wait_for_selector("button[data-event=call_logged]")
    city.people["liaison"]("jn.rectification", "log_call", ids=[city.latest(case, "rectification")], reached=True, note="已沟通")
    one.sees("已沟通")  # followed as it happens, without a click


def test_a_county_leader_assigns_an_item_to_another_window(city, desk):
    case = city.dissatisfied()
    ref = city.ref(case)
    leader = desk("county_leader")
    leader.open(ref).press("reassigned")
    leader.page.fill(".modal [name=unit_id] input", f"{city.tag} other")
    leader.page.click(f".modal .o-autocomplete--dropdown-item >> text={city.tag} other")
    leader.one.fill("note", "该事项由另一窗口办理").finish("action_transfer").waits_gone("reassigned")
    assert city.admin.read("jn.case", case, "unit_id")["unit_id"][0] == city.other


def test_the_city_s_leader_decides_from_the_desk(city, desk):
    case = city.verifying()
    for _turn in range(2):
        city.conclude(case, "untrue")
        city.repair(case)
    city.conclude(case, "untrue")
    ref = city.ref(case)
    leader = desk("leader")
    leader.open(ref).press("decided_close").fill("note", "责成整治").finish("action_decide").waits_gone("decided_close")
    leader.home().misses(ref)


def test_a_business_office_keeps_the_matters_of_its_field(city, desk):
    own = city.admin.create("jn.matter", code=f"{city.tag}-own", name="不动产登记", office_id=city.county)
    office = desk("office").sees("不动产登记")
    one = office.open("不动产登记")
    one.page.fill("[name=name] input, [name=name] textarea", "不动产登记（新）")
    one.page.click(".o_form_button_save")
    one.page.wait_for_selector(".o_form_saved, .o_form_status_indicator_buttons.invisible", state="attached")
    assert city.admin.read("jn.matter", own, "name")["name"] == "不动产登记（新）"


def test_an_administrator_finds_what_could_not_be_taken(city, desk):
    [result] = city.people["intake"]("jn.case", "ingest", items=[city.item(ref=f"{city.tag}-bad", unit="nowhere")])
    assert result["status"] == "rejected"
    desk("administrator").open(f"{city.tag}-bad").sees("nowhere")


@pytest.mark.parametrize("who", ["clerk", "liaison", "chief", "supervisor", "county_leader", "leader", "office", "administrator"])
def test_every_desk_fits_a_phone(city, desk, who):
    desk(who, viewport=PHONE).one.sees("待您办理的事项").fits()
