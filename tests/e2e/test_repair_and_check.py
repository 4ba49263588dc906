"""The forms of liaison, chief representative, supervisor and clerk on the screen, in Chinese, and the papers they download."""

import io

import docx

from .screen import PHONE


def download(someone, record, paper, **values):
    """Choose a paper on a record's page and return (file name, words)."""
    someone.open(record).page.click(".o-form-buttonbox button:has-text('文书')")
    someone.page.click(f".modal .o_field_widget[name=paper_id] label:has-text('{paper}')")
    for name, text in values.items():
        someone.fill(name, text)
    with someone.page.expect_download() as found:
        someone.page.click(".modal footer button[name=action_make]")
    document = docx.Document(io.BytesIO(found.value.path().read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return found.value.suggested_filename, "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_liaison_is_led_from_the_call_to_the_report(city, person):
    case = city.dissatisfied()
    work = f"jn-to-do/{city.latest(case, 'rectification')}"
    liaison = person(city.login("liaison")).open(work).sees("一、群众怎么说", "二、回访记录", "尚未填写")
    liaison.page.click("button[name=action_log_call]")
    liaison.sees("严禁要求或诱导群众更改评价").choose("reached", "no").fill("note", "无人接听").finish("action_log")
    liaison.sees("建议下次拨打")

    name, words = download(liaison, work, "回访提纲")
    assert name == f"回访提纲-{city.ref(case)}.docx"
    assert "下次拨打建议" in words and "****" in words

    liaison.open(work).page.click("button[name=action_log_call]")
    liaison.choose("reached", "yes").fill("note", "已致歉").finish("action_log")
    liaison.page.click("button[name=action_write_report]")
    liaison.page.fill(".modal [name=cause_id] input", "排队")
    liaison.page.click(".modal .o-autocomplete--dropdown-item:has-text('排队等候过长')")
    liaison.fill("cause", "只开一窗").fill("measures", "改").fill("result", "群众表示理解并认可").sees("仅1字")
    liaison.finish("action_save_draft").sees("只开一窗")
    liaison.page.click("button[name=action_write_report]")
    liaison.finish("action_submit").waits_gone("report_submitted").sees("办理效率 / 排队等候过长", "请注意")
    assert city.admin.read("jn.rectification", city.latest(case, "rectification"), "stage_code")["stage_code"] == "confirming"


def test_the_chief_representative_signs_several_at_once(city, person):
    cases = [city.dissatisfied() for _each in range(2)]
    for case in cases:
        work = [city.latest(case, "rectification")]
        city.people["liaison"]("jn.rectification", "log_call", ids=work, reached=True, note="已沟通")
        report = {"cause": "speed_queue", "measures": f"为{case}增开窗口", "result": "等候缩短到十分钟"}
        city.people["liaison"]("jn.rectification", "submit_report", ids=work, **report)
    chief = person(city.login("chief")).open("jn-to-confirm")
    for case in cases:
        chief.page.check(f"tr.o_data_row:has-text('{city.ref(case)}') .o_list_record_selector input")
    chief.page.click("button:has-text('批量确认报告')")
    chief.sees(f"为{cases[0]}增开窗口").finish("action_confirm")
    for case in cases:
        chief.page.wait_for_selector(f"tr.o_data_row:has-text('{city.ref(case)}')", state="detached")
        assert city.stage(case) == ("revisiting_again", None)


def test_the_supervisor_returns_with_points_which_the_liaison_ticks_off(city, person):
    case = city.verifying()
    check = f"jn-checks/{city.latest(case, 'verification')}"
    supervisor = person(city.login("supervisor")).open(check)
    supervisor.page.click("button[name=action_log_call]")
    supervisor.choose("reached", "yes").fill("note", "群众称窗口未来电").finish("action_log").sees("群众称窗口未来电")
    supervisor.press("found_untrue").sees("退回窗口，按下列要点重新整改")
    supervisor.fill("points", "1. 当面致歉\n2. 公示材料清单").fill("note", "与事实不符").finish("action_conclude")
    supervisor.waits_gone("found_untrue")

    record = f"jn-all-checks/{city.latest(case, 'verification')}"
    _name, words = download(supervisor, record, "退回通知")
    assert "□ 当面致歉" in words and "与事实不符" in words
    _name, words = download(supervisor, record, "督查核实报告")
    assert "群众称窗口未来电" in words

    work = f"jn-to-do/{city.latest(case, 'rectification')}"
    liaison = person(city.login("liaison"), viewport=PHONE).open(work).sees("督查部门要求重办", "当面致歉").fits()
    liaison.page.locator("button[name=action_tick]").first.click()
    liaison.page.wait_for_selector("button[name=action_untick]")


def test_a_violation_is_handed_over_and_concluded(city, person):
    case = city.verifying()
    city.conclude(case, "violation", note="违规收费", points=["退还费用"])
    [opened] = city.admin("jn.accountability", "search", domain=[("case_id", "=", case)])
    supervisor = person(city.login("supervisor")).open(f"jn-accountability/{opened}").sees("违规收费")
    supervisor.press("accountability_handed_over").fill("receiver", "市纪委监委派驻组").fill("note", "附核实报告").finish("action_hand_over")
    supervisor.waits_gone("accountability_handed_over").sees("市纪委监委派驻组")
    name, words = download(supervisor, f"jn-accountability/{opened}", "问责移交函")
    assert name.endswith(".docx") and "市纪委监委派驻组" in words
    supervisor.open(f"jn-accountability/{opened}").press("accountability_concluded")
    supervisor.choose("outcome", "admonished").fill("note", "已约谈").finish("action_conclude").waits_gone("accountability_concluded")
    assert city.admin.read("jn.accountability", opened, "stage_code")["stage_code"] == "concluded"


def test_a_clerk_tries_a_number_while_the_citizen_stands_there(city, person):
    clerk = person(city.login("clerk")).open("jn-number-tests")
    clerk.page.click(".o_control_panel button:has-text('测试号码')")
    clerk.fill("phone", "138 0537 8888").page.click(".modal footer button[name=action_begin]")
    clerk.sees("短信正在发送", "138****8888")
    city.advance(0.1)
    clerk.page.click("button[name=action_look_again]")
    clerk.sees("短信已送达")
    with clerk.context.expect_page() as opened:
        clerk.page.click("button[name=action_print]")
    slip = opened.value
    slip.wait_for_selector("img[alt]")
    slip.wait_for_function("() => document.querySelector('img').naturalWidth > 100")
