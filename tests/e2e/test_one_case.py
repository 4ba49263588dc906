"""One dissatisfied case on the screen: a citizen and five kinds of staff each do their part, in Chinese."""

import re

import pytest

from .contract import Refused
from .screen import PHONE


def rate(person, city, case, level, reason=None):
    """A citizen on a phone opens the link, chooses, confirms."""
    page = person(viewport=PHONE).page
    page.goto(city.url + city.link(case))
    page.check(f"input[name=level][value='{level}']")
    if reason:
        page.check(f"input[name=tags][value={reason}]")
        page.fill("textarea[name=comment]", "跑了三趟才办完")
    page.click("button.main")
    page.click("button[name=confirm]")
    page.wait_for_url("**/jn/r/*#m*")
    return page


def test_a_dissatisfied_case_is_carried_to_its_end_on_the_screen(city, person):
    case = city.asked()
    ref = city.ref(case)

    person(city.login("clerk")).open("jn-cases").sees(ref)

    page = rate(person, city, case, 1, "repeat_visits")
    page.get_by_text("非常不满意").first.wait_for()
    assert city.stage(case) == ("rectifying", None)

    repair_on_the_screen(city, person, case, ref)
    city.advance(0.1)
    rate(person, city, case, 2, "slow")
    assert city.stage(case) == ("verifying", None)

    for finding in ("untrue", "untrue"):
        city.conclude(case, finding)
        city.repair(case)
    end_on_the_leaders_desk(city, person, case)


def repair_on_the_screen(city, person, case, ref):
    """The liaison calls and reports, the chief representative confirms."""
    work = city.latest(case, "rectification")
    liaison = person(city.login("liaison")).open("jn-to-do").sees(ref)
    liaison.open(f"jn-to-do/{work}").press("call_logged")
    liaison.choose("reached", "yes").fill("note", "已向群众致歉并说明").finish("action_log")
    liaison.press("report_submitted").fill("cause", "窗口未一次性告知").fill("measures", "重新培训并上墙公示")
    liaison.fill("result", "群众表示理解").finish("action_submit")
    liaison.waits_gone("report_submitted")

    chief = person(city.login("chief")).open(f"jn-to-do/{work}").sees("窗口未一次性告知")
    chief.press("confirmed").waits_gone("confirmed")
    assert city.stage(case) == ("revisiting_again", None)


def end_on_the_leaders_desk(city, person, case):
    ref = city.ref(case)
    check = city.latest(case, "verification")
    supervisor = person(city.login("supervisor")).open("jn-checks").sees(ref)
    supervisor.open(f"jn-checks/{check}").press("found_untrue")
    supervisor.fill("points", "1. 当面致歉").fill("note", "群众反映窗口并未整改").finish("action_conclude").waits_gone("found_untrue")
    assert city.stage(case) == ("leader_desk", None)

    leader = person(city.login("leader")).open("jn-leader-desk").sees(ref)
    leader.open(f"jn-leader-desk/{case}").press("decided_close")
    leader.fill("note", "责成主管部门专项整治").finish("action_decide").waits_gone("decided_close")
    assert city.stage(case) == ("closed", "decided")

    administrator = person(city.login("administrator")).open(f"jn-cases/{case}")
    administrator.sees("已办结", "领导决定办结", "第七条", "第九条")
    assert not re.search(r"/jn/r/", administrator.page.content()), "no citizen's link on a staff screen"


def test_two_administrators_change_a_rule_in_the_browser_and_the_next_call_follows_it(city, person):
    people = person(city.login("administrator")), person().login("admin", "admin")
    case = city.dissatisfied()
    work = [city.latest(case, "rectification")]
    city.people["liaison"]("jn.rectification", "log_call", ids=work, reached=False, note="无人接听")
    report = {"ids": work, "cause": "排队久", "measures": "增开窗口", "result": "已改善"}
    with pytest.raises(Refused, match="2"):
        city.people["liaison"]("jn.rectification", "submit_report", **report)

    for code in ("call.attempts", "call.days"):
        change_setting(city, *people, code, "1")
    city.people["liaison"]("jn.rectification", "submit_report", **report)
    assert city.admin.read("jn.rectification", work[0], "stage_code")["stage_code"] == "confirming"
    for code, old in (("call.attempts", "3"), ("call.days", "2")):
        change_setting(city, *people, code, old)


def change_setting(city, administrator, other, code, value):
    """Open the setting, press Change, give the value and the reason; the other administrator approves."""
    [setting] = city.admin("jn.setting", "search", domain=[("code", "=", code)])
    reason = f"{code}试行{value}"
    administrator.open(f"rule-settings/{setting}").page.click("button[name=action_change]")
    administrator.fill("value_integer", value).fill("why", reason).finish("action_propose").sees(reason)
    other.approves(reason)


def test_a_citizen_without_javascript_can_answer_with_the_keyboard(city, browser):
    case = city.asked()
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(city.url + city.link(case))
    page.focus("input[name=level][value='5']")
    page.keyboard.press("Space")
    page.click("button.main")
    page.click("button[name=confirm]")
    page.wait_for_url("**/jn/r/*#m*")
    context.close()
    assert city.stage(case) == ("closed", "satisfied")


def test_screens_fit_a_phone(city, person):
    ref = city.ref(city.dissatisfied())
    person(city.login("liaison"), viewport=PHONE).open("jn-to-do").sees(ref).fits()
