"""A themed revisit from its questions to its figures, as the city's supervisor and a citizen see it; and one case asked by hand."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError

from .screen import FITS, PHONE, Rows

QUESTIONS = {"您在窗口等了多久？": ["十分钟以内", "一小时以上"], "还有什么建议？": []}
LONG = "一小时以上"
VALUE = "[name=domain] .o_tree_editor_condition > div:last-child input"
TRIES, MILLISECONDS = 10, 1000  # in which what is found is counted
NUMBERS = {"message": "13605379001", "phone": "13605379002", "by hand": "13605379003"}


@pytest.fixture
def supervisor(city, person):
    return person(city.login("city_supervisor"))


class Form:
    """The form of Odoo's own that is in front of somebody."""

    def __init__(self, page):
        self.page = page

    def text(self, field, words):
        self.page.fill(f"[name={field}] input:visible, [name={field}] textarea:visible", words)
        return self

    def save(self):
        self.page.click(".o_form_button_save")
        self.page.wait_for_selector(".o_form_button_save", state="hidden")
        return self


def write_questionnaire(supervisor, title):
    """Write a questionnaire of a choice and of words."""
    page = supervisor.open("jn-questionnaires").page
    page.click(".o_list_button_add")
    Form(page).text("title", title)
    for question, choices in QUESTIONS.items():
        page.click("[name=question_and_page_ids] .o_field_x2many_list_row_add a")
        page.fill(".modal [name=title] input", question)
        page.check(f".modal [name=question_type] input[data-value={'simple_choice' if choices else 'text_box'}]")
        for choice in choices:
            Rows(page, "suggested_answer_ids").add(value=choice)
        supervisor.look("questionnaire-question")
        page.click(".modal footer .o_form_button_save")
        page.wait_for_selector(".modal", state="detached")
    Form(page).save()
    supervisor.look("questionnaire")


def draft(supervisor, title, ref, method="message"):
    """A campaign about this one case, chosen by its number in the editor of conditions."""
    page = supervisor.open("jn-campaigns").page
    page.click(".o_list_button_add")
    Form(page).text("name", title)
    page.fill("[name=survey_id] input", title)
    page.click(f".o-autocomplete--dropdown-item:has-text('{title}')")
    page.check(f"[name=method] input[data-value={method}]")
    condition(page, "办件编号", ref)
    page.wait_for_selector(f"[name=sample_ids] .o_data_row:has-text('{ref}')")
    supervisor.look("campaign-draft")
    Form(page).save()
    return supervisor


def condition(page, field, value):
    """Narrow the cases by one field, as the editor lets one."""
    page.click("[name=domain] .o_tree_editor > .o_tree_editor_node > .o_tree_editor_row:last-child a[role=button]")
    page.click("[name=domain] .o_tree_editor_condition .o_model_field_selector")
    page.fill(".o_model_field_selector_popover_search input", field)
    page.locator(".o_model_field_selector_popover_item_name", has_text=re.compile(f"^{field}$")).click()
    page.wait_for_function("place => document.querySelector(place)?.value === ''", arg=VALUE)  # that of the field before is gone
    found = page.locator(f"[name=sample_ids] .o_data_row:has-text('{value}')")
    for _again in range(TRIES):  # the editor draws itself anew when what was found is counted
        page.fill(VALUE, value)
        page.locator(VALUE).press("Tab")
        with suppress(TimeoutError):
            return found.first.wait_for(timeout=MILLISECONDS)
    raise AssertionError(f"{field} {value} finds nothing")


def begin(supervisor):
    supervisor.page.click("button[name=action_start]")
    supervisor.page.click(".modal footer .btn-primary")
    supervisor.page.wait_for_selector("button[name=action_close]")
    return supervisor


def invitation(city):
    """The link in the last message on the citizen's phone."""
    domain = [("number", "like", NUMBERS["message"])]
    [phone] = city.admin("jn.demo.phone", "search_read", domain=domain, fields=["last_text"])
    assert "专题回访" in phone["last_text"]
    return re.search(r"https?://\S+", phone["last_text"])[0]


def result(city, title):
    about = [("campaign_id.name", "=", title)]
    return city.admin("jn.campaign.result", "search_read", domain=about, fields=["choice_id", "words", "unit_id"])


def test_a_theme_is_asked_by_message_and_the_citizen_answers_on_the_phone(city, supervisor, person):
    case, title = content(city, "message"), f"排队叫号专题{city.tag}"
    before = city.case(case)
    write_questionnaire(supervisor, title)
    begin(draft(supervisor, title, city.ref(case))).look("campaign-running")
    city.advance(0.1)

    citizen = person(viewport=PHONE)
    citizen.page.goto(invitation(city))
    citizen.picture_if_asked("campaign-citizen-start")
    answer(citizen)
    citizen.page.wait_for_selector(".o_survey_brand_message", state="hidden")  # a city's questionnaire advertises nobody
    citizen.picture_if_asked("campaign-citizen-end")

    said = result(city, title)
    assert {row["words"] or row["choice_id"][1].split(" : ")[-1] for row in said} == {LONG, "请多开一个窗口"}
    assert {row["unit_id"][0] for row in said} == {city.window}
    assert city.case(case) == before, "what is said in a campaign moves no case"
    supervisor.open("jn-campaigns").page.click(f".o_data_row:has-text('{title}')")
    supervisor.page.click("button[name=action_results]")
    supervisor.sees(LONG).look("campaign-results")


def content(city, theme):
    """A case whose citizen was content; its number tells what for."""
    case = city.asked(ref=f"{city.tag}-{theme.replace(' ', '-')}", phone=NUMBERS[theme])
    city.answer(case, 5)
    return case


def answer(one):
    """Fill in the questionnaire, without a login; by whom and on which screen ever."""
    page = one.page
    page.click("button[value=start]:not(.disabled)")
    page.click(f"label:has-text('{LONG}')")
    page.fill("textarea:visible", "请多开一个窗口")
    page.wait_for_function(FITS)
    one.picture_if_asked("campaign-questionnaire")
    page.click("button[value=finish]:not(.disabled)")
    page.click(".modal footer .btn-primary")  # they are asked whether that is all
    page.wait_for_selector(".o_survey_finished")


def test_a_theme_is_asked_by_phone_from_the_list(city, supervisor):
    case, title = content(city, "phone"), f"电话专题{city.tag}"
    write_questionnaire(supervisor, title)
    begin(draft(supervisor, title, city.ref(case), method="phone"))
    page = supervisor.open("jn-campaign-calls").page
    page.click(f".o_data_row:has-text('{city.ref(case)}') button")
    supervisor.look("campaign-call").page.click(".modal button[name=action_reveal]")
    page.wait_for_function("number => document.querySelector('.modal [name=shown_phone]')?.innerText.includes(number)", arg=NUMBERS["phone"])
    with supervisor.context.expect_page() as opened:
        page.click(".modal button[name=action_questionnaire]")
    supervisor.page = opened.value
    answer(supervisor)
    supervisor.page = page
    [call] = city.admin("jn.campaign.call", "search_read", domain=[("case_id", "=", case)], fields=["state", "user_id"])
    assert (call["state"], call["user_id"][1]) == ("answered", "city_supervisor")


def test_a_citizen_is_asked_once_more_from_the_case(city, supervisor):
    case = content(city, "by hand")
    before = city.stage(case)
    page = supervisor.open(f"jn-cases/{case}").page
    page.click(".o_control_panel .o_cp_action_menus button:has(.fa-cog)")
    page.click(".o-dropdown--menu .o_menu_item:has-text('人工回访')")
    supervisor.fill("reason", "了解新叫号系统的效果").look("by-hand").finish("action_ask")

    supervisor.open("jn-by-hand").page.click(f".o_data_row:has-text('{city.ref(case)}')")
    page.wait_for_selector(".o_form_view button:has-text('代录评价')")
    supervisor.look("by-hand-call").page.click(".o_form_view button:has-text('代录评价')")
    page.click(".modal [name=level_id] label:text-is('不满意')")
    page.check(".modal [name=tag_ids] input >> nth=0")
    supervisor.fill("note", "叫号屏看不清").look("by-hand-answer").finish("action_answer")
    [asked] = city.admin("jn.revisit", "search_read", domain=[("case_id", "=", case), ("kind", "=", "manual")], fields=["outcome", "reason"])
    assert (asked["outcome"], asked["reason"]) == ("dissatisfied", "了解新叫号系统的效果")
    assert city.stage(case) == before, "it counts in no score and moves nothing"
