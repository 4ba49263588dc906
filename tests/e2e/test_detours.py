"""What does not go straight on: more time, an item of somebody else's, a second opinion, a report sent back, a leave."""

import os
from datetime import timedelta

import pytest

from .contract import Refused, Town


@pytest.fixture(scope="module")
def city(url):
    """A city of its own: its desks show few lines."""
    made = Town(url, os.environ["JN_TEST_DB"], "turn")
    made.daytime()
    return made


@pytest.fixture(scope="module")
def neighbour(city):
    """The liaison of the other window."""
    return city.person("neighbour", "liaison", city.other)


def to_do(city, case):
    return f"jn-to-do/{city.latest(case, 'rectification')}"


def desk_line(one, words):
    """Open a person's first screen and click the line in which these words stand."""
    one.page.goto(f"{one.url}/odoo")
    one.page.locator(".o_jn_desk_line", has_text=words).first.click()
    one.page.wait_for_selector(".o_form_view")
    return one


def work(city, case, *names):
    return city.admin.read("jn.rectification", city.latest(case, "rectification"), *names)


# More time


def test_more_time_is_asked_for_and_granted(city, person):
    case = city.dissatisfied()
    due = work(city, case, "report_due_at")["report_due_at"]
    liaison = person(city.login("liaison")).open(to_do(city, case)).press("extension_asked")
    liaison.fill("reason", "须与税务部门核对历史台账").look("extension-ask")
    liaison.finish("action_ask").waits_gone("extension_asked")

    supervisor = desk_line(person(city.login("supervisor")), city.ref(case)).sees("须与税务部门核对历史台账").look("extension")
    supervisor.page.click("button[name=action_open_record]")
    supervisor.press("extension_decided").sees("须与税务部门核对历史台账").look("extension-decide")
    supervisor.page.click(".modal footer button[name=action_refuse]")
    supervisor.told("请填写不批准延期的理由").finish("action_grant").waits_gone("extension_decided")

    assert work(city, case, "report_due_at")["report_due_at"] > due
    # A browser shows what it remembers of a form until the server has told what is true now.
    liaison.open(to_do(city, case)).waits_for("call_logged").waits_gone("extension_asked")  # once, as the regulation allows


# Somebody else's item


def test_an_item_of_another_window_goes_there(city, person, neighbour):
    case = city.dissatisfied()
    ref = city.ref(case)
    liaison = person(city.login("liaison")).open(to_do(city, case)).press("objected")
    liaison.look("objection").says("该事项由另一窗口受理").waits_gone("objected")

    supervisor = person(city.login("supervisor")).open("jn-objections").sees(ref)
    supervisor.page.click(f".o_data_row:has-text('{ref}')")
    supervisor.waits_for("objection_upheld").sees("该事项由另一窗口受理").look("objection-decide")
    supervisor.press("objection_upheld").pick("unit_id", f"{city.tag} other").fill("note", "受理凭证为另一窗口出具")
    supervisor.finish("action_transfer").waits_gone("objection_upheld")

    assert city.admin.read("jn.case", case, "unit_id")["unit_id"][0] == city.other
    desk_line(person(city.login("neighbour")), ref).waits_for("call_logged").look("objection-moved")
    with pytest.raises(Refused):
        city.people["liaison"]("jn.rectification", "log_call", ids=[city.latest(case, "rectification")], reached=True, note="已沟通")


def test_an_objection_without_ground_is_rejected_and_the_liaison_reads_why(city, person):
    case = city.dissatisfied()
    city.people["liaison"]("jn.rectification", "object_assignment", ids=[city.latest(case, "rectification")], note="好像不是本窗口")
    supervisor = desk_line(person(city.login("supervisor")), city.ref(case)).press("objection_rejected")
    supervisor.says("受理系统显示确由你窗口受理").waits_gone("objection_rejected")
    liaison = desk_line(person(city.login("liaison")), city.ref(case)).waits_for("call_logged")
    liaison.sees("受理系统显示确由你窗口受理").look("objection-rejected")


# A second opinion


def test_an_invalid_complaint_takes_a_second_person(city, person):
    case = city.verifying()
    check = f"jn-checks/{city.latest(case, 'verification')}"
    first, second = (person(city.login(who)) for who in ("supervisor", "second"))
    find_invalid(first.open(check), "群众承认误点").waits_gone("found_invalid").waits_gone("approved")  # who found it does not agree to it
    first.look("invalid-waits")

    desk_line(second, city.ref(case)).waits_for("approved").sees("群众承认误点").look("invalid-review")
    second.press("refused").says("只有一次通话，请补充录音").waits_gone("refused")
    assert city.stage(case) == ("verifying", None)

    desk_line(first, city.ref(case)).sees("只有一次通话，请补充录音")
    find_invalid(first, "已补充录音，群众承认误点").waits_gone("found_invalid")
    desk_line(second, city.ref(case)).sees("已补充录音，群众承认误点").press("approved").waits_gone("approved")
    assert city.stage(case) == ("closed", "invalid")


def find_invalid(supervisor, words):
    return supervisor.press("found_invalid").fill("note", words).finish("action_conclude")


# A report sent back


def test_a_chief_signs_what_is_good_and_sends_back_what_is_not(city, person):
    good, bad = (reported(city) for _each in range(2))
    chief = person(city.login("chief")).open("jn-to-confirm")
    for case in (good, bad):
        chief.page.check(f"tr.o_data_row:has-text('{city.ref(case)}') .o_list_record_selector input")
    chief.page.click("button:has-text('批量确认报告')")
    chief.look("confirm-many")
    chief.page.click(f".modal tr.o_data_row:has-text('{city.ref(bad)}') .o_list_record_remove")
    chief.finish("action_confirm")
    chief.page.wait_for_selector(f"tr.o_data_row:has-text('{city.ref(good)}')", state="detached")
    assert (city.stage(good), city.stage(bad)) == (("revisiting_again", None), ("rectifying", None))

    chief.page.click(f"tr.o_data_row:has-text('{city.ref(bad)}') td[name=unit_id]")
    chief.press("refused").says("请写明哪天起增开窗口").waits_gone("refused")
    liaison = desk_line(person(city.login("liaison")), city.ref(bad)).sees("请写明哪天起增开窗口").look("refused-report")
    liaison.press("report_submitted").fill("measures", "自本周一起上午增开两个窗口").finish("action_submit").waits_gone("report_submitted")
    written = work(city, bad, "stage_code", "cause", "measures")
    assert (written["stage_code"], written["cause"]) == ("confirming", "排队久") and "两个窗口" in written["measures"]


def reported(city):
    case = city.dissatisfied()
    ids = [city.latest(case, "rectification")]
    city.people["liaison"]("jn.rectification", "log_call", ids=ids, reached=True, note="已沟通")
    city.people["liaison"]("jn.rectification", "submit_report", ids=ids, cause="排队久", measures=f"为{city.ref(case)}增开窗口", result="等候缩短")
    return case


# A leave


def test_a_deputy_does_the_work_of_who_is_on_leave(city, person, neighbour):
    case = city.dissatisfied()
    liaison = person(city.login("liaison"))
    page = liaison.page
    page.goto(f"{liaison.url}/odoo")
    page.click("text=指定代理人")
    liaison.pick("deputy_id", "neighbour").look("deputy")
    page.fill(".modal [name=end_on] input", f"{city.now() + timedelta(hours=8):%Y/%m/%d}")
    page.keyboard.press("Tab")
    liaison.finish("action_name")

    deputy = desk_line(person(city.login("neighbour")), city.ref(case))
    deputy.press("call_logged").choose("reached", "yes").fill("note", "代理期间已致歉").finish("action_log").waits_for("report_submitted")
    [call] = work(city, case, "call_ids")["call_ids"]
    assert city.admin.read("jn.call", call, "user_id")["user_id"][1] == "neighbour"
