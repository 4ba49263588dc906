"""An administrator changes the regulation in the browser, without code and without a restart."""

import shutil
import zipfile

import pytest

from .contract import ROOT, City
from .screen import Rows


@pytest.fixture(scope="module")
def ruled(url, city):
    """A city of its own, whose rules change here; its clock is the walk's."""
    return City(url, city.db, "rule")


class Office:
    """Two administrators at their screens: one writes, the other approves."""

    def __init__(self, person, city):
        self.city = city
        self.author = person(city.login("administrator"))
        self.approver = person().login("admin", "admin")

    def own_draft(self, flow, unit):
        """Give a unit its own process; the draft stands on the author's screen."""
        page = self.author.open(f"jn-flows/{flow}").page
        page.get_by_role("button", name="单位专用流程").click()
        page.locator(".modal [name=unit_id] input").fill(unit)
        page.locator(".o-autocomplete--dropdown-item", has_text=unit).first.click()
        page.locator(".modal footer button[name=action_make]").click()
        return self._draft()

    def new_draft(self, version):
        self.author.open(f"jn-flow-versions/{version}").page.click("button[name=action_new_draft]")
        return self._draft()

    def _draft(self):
        self.author.page.wait_for_selector("button[name=action_validate].btn-primary")
        return self.author.page

    def publish(self, reason):
        """Check, compare, submit; the other one reads, gives a reason and approves. Returns the version's id."""
        page = self.author.page
        page.click("button[name=action_validate].btn-primary")
        page.click("button[name=action_compare].btn-primary")
        page.wait_for_url("**/jn.flow.comparison/**")  # read, then back
        page.go_back()
        page.click("button[name=action_submit].btn-primary")
        page.wait_for_selector("button[name=action_submit]", state="detached")
        page.wait_for_selector("button[name=action_publish]", state="detached")  # who wrote it is not asked to approve it
        version = int(page.url.rstrip("/").split("/")[-1].split("?")[0])
        other = self.approver.open(f"jn-flow-versions/{version}").page
        other.click("button[name=action_publish].btn-primary")
        other.locator(".modal [name=reason] textarea").fill(reason)
        other.locator(".modal footer button[name=action_publish]").click()
        other.wait_for_selector(".modal", state="detached")
        other.wait_for_selector("button[name=action_migrate]")
        return version

    def migrate(self, version):
        """Read what would happen to the records of older versions, then move them."""
        page = self.author.open(f"jn-flow-versions/{version}").page
        page.click("button[name=action_migrate]")
        page.click("button[name=action_preview].btn-primary")
        page.click("button[name=action_run]")
        page.locator(".modal footer .btn-primary").click()
        page.wait_for_selector("button[name=action_run]", state="detached")


@pytest.fixture
def office(person, ruled):
    return Office(person, ruled)


def flow_id(city, code):
    [flow] = city.admin("jn.flow", "search", domain=[("code", "=", code), ("unit_id", "=", False)])
    return flow


def sum_of_report(city, case):
    """How the day by which the report is due was computed, in words."""
    work = city.latest(case, "rectification")
    domain = [("res_model", "=", "jn.rectification"), ("res_id", "=", work), ("timer_id.code", "=", "report")]
    [deadline] = city.admin(
        "jn.flow.deadline", "search_read", domain=domain, fields=["explanation"], context={"lang": "zh_CN"}
    )
    return deadline["explanation"]


def test_one_county_reports_within_two_days_and_the_others_within_three(ruled, office, city):
    page = office.own_draft(flow_id(ruled, "rectification"), "rule county")
    draft = Draft(page)
    draft.tab("时限")
    draft.change("timer_ids", "整改落实报告", amount="2")
    draft.save()
    office.publish("本县实施细则规定2日内提交")

    here, elsewhere = ruled.dissatisfied(), city.dissatisfied()
    assert "加2自然日" in sum_of_report(ruled, here)
    assert "加3自然日" in sum_of_report(city, elsewhere)


class Draft:
    """A draft on an administrator's screen, whose parts are written in their rows."""

    def __init__(self, page):
        self.page = page

    def tab(self, name):
        self.page.get_by_role("tab", name=name, exact=True).click()

    def add(self, field, **words):
        Rows(self.page, field).add(**words)

    def change(self, field, text, **words):
        Rows(self.page, field).change(text, **words)

    def save(self):
        self.page.locator(".o_form_button_save").click()
        self.page.wait_for_selector(".o_form_button_save", state="hidden")

    def open_move(self, text):
        """Open the page of a move, with what follows it."""
        self.tab("流转")
        row = self.page.locator(".o_field_widget[name=move_ids] .o_data_row", has_text=text).first
        row.get_by_text("查看").click()
        return self.page.locator(".o_field_widget[name=effect_ids]")

    def back(self):
        self.save()
        self.page.locator(".o_breadcrumb .o_back_button").click()
        self.page.wait_for_selector("[name=move_ids], [name=stage_ids]")

    @property
    def dialog(self):
        return self.page.locator(".modal:not(.o_inactive_modal)")

    def confirm(self, left):
        """Save the dialog in front; so many are left open."""
        self.dialog.locator(".modal-footer .btn-primary:visible").first.click()
        self.page.wait_for_function("n => document.querySelectorAll('.modal').length === n", arg=left)

    def send_message(self, move, name, text):
        """Let a move send the citizen a message whose words are new."""
        self.open_move(move).get_by_text("向群众发送消息", exact=True).click()
        self.dialog.locator("[name=jn_template_id] input").fill(name)
        self.page.locator(".o_m2o_dropdown_option_create_edit").click()
        self.dialog.locator("[name=text] textarea").fill(text)
        self.confirm(1)
        self.confirm(0)
        self.back()

    def hand_over(self, move, effect, other):
        """Let an effect of a move follow another one instead."""
        self.open_move(move).locator(".o_data_row", has_text=effect).first.click()
        self.dialog.locator("[name=jn_move_id] input").fill(other)
        self.page.locator(".o-autocomplete--dropdown-item", has_text=other).first.click()
        self.confirm(0)
        self.back()


def add_joint_stage(draft):
    """A stage between 督查核实 and 退回整改 with a message to the citizen, which a time limit of one working day ends."""
    draft.tab("环节")
    draft.add("stage_ids", name="联合督查", code="joint")
    draft.save()
    draft.tab("流转")
    draft.change("move_ids", "核实不符实，退回重新整改", to_stage_id="联合督查")
    draft.add("move_ids", from_stage_id="联合督查", name="联合督查结束", event="joint_over", to_stage_id="退回整改")
    draft.save()
    draft.send_message("核实不符实，退回重新整改", "联合督查告知", "【{signature}】{applicant}您好，“{matter}”已转联合督查。")
    draft.hand_over("核实不符实，退回重新整改", "新建“", "联合督查结束")
    draft.tab("时限")
    draft.add(
        "timer_ids", name="联合督查（1个工作日）", code="joint", amount="1", unit="工作日",
        start_stage_ids="联合督查", at_end="触发事件", event="joint_over",
    )
    draft.save()


def test_a_stage_is_added_and_running_cases_stay_or_move(ruled, office):
    office.own_draft(flow_id(ruled, "case"), "rule county")
    first = office.publish("本县先按全市流程办理")
    older, moved = ruled.verifying(), ruled.verifying()

    add_joint_stage(Draft(office.new_draft(first)))
    second = office.publish("不符实的先联合督查")

    newer = ruled.verifying()
    ruled.conclude(older, "untrue")
    assert ruled.stage(older)[0] == "re_rectifying"
    ruled.conclude(newer, "untrue")
    assert ruled.stage(newer)[0] == "joint"
    assert len(ruled.case(newer)["rectification_ids"]) == 1
    ruled.advance(0.1)
    assert told_of_joint_check(ruled, newer) == ["delivered"]
    assert not told_of_joint_check(ruled, older)

    office.migrate(second)
    ruled.advance(0.1)
    ruled.conclude(moved, "untrue")
    assert ruled.stage(moved)[0] == "joint"
    ruled.advance(24 * 4)
    assert {ruled.stage(case)[0] for case in (newer, moved)} == {"re_rectifying"}
    assert len(ruled.case(newer)["rectification_ids"]) == 2
    assert told_of_joint_check(ruled, moved) == ["delivered"]


def told_of_joint_check(city, case):
    """The states of the messages that tell a citizen of it."""
    domain = [("res_model", "=", "jn.case"), ("res_id", "=", case), ("text", "like", "“身份证办理”已转联合督查。")]
    return [row["state"] for row in city.admin("jn.message", "search_read", domain=domain, fields=["state"])]


class Regulation:
    """Two administrators at the screen of packs: one imports, the other approves."""

    def __init__(self, author, approver, folder):
        self.page, self.approver, self.folder = author.open("packs").page, approver, folder

    def apply(self, code, reason):
        """Choose the file of a shipped pack, read what would change, submit it; the other one puts it into force."""
        page = self.page
        page.get_by_role("button", name="导入规则包").first.click()
        page.set_input_files(".modal [name=file] input[type=file]", zipped(code, self.folder))
        page.locator(".modal [name=publish] input").check()
        page.locator(".modal footer button[name=action_plan]").click()
        page.locator(".modal [name=reason] textarea").fill(reason)
        page.locator(".modal footer button[name=action_propose]").click()
        page.locator(".modal").get_by_text("已提交").first.wait_for()
        page.locator(".modal footer button[special=cancel], .modal footer .btn-secondary").last.click()
        page.wait_for_selector(".modal", state="detached")
        self.approver.approves(reason)

    def download(self, code):
        """Download a pack by its button; return {path: bytes}."""
        page = self.page
        page.locator(".o_data_row", has_text=code).first.click()
        with page.expect_download() as download:
            page.click("button[name=action_export]")
        with zipfile.ZipFile(download.value.path()) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def zipped(code, folder):
    """The files of a pack as an administrator has them on the desk."""
    return shutil.make_archive(str(folder / code), "zip", ROOT / "config" / "packs" / code)


def test_a_pack_is_downloaded_and_a_file_of_it_is_as_it_was_shipped(city, person, tmp_path):
    files = Regulation(person(city.login("administrator")), person(), tmp_path).download("济审服字〔2019〕2号")
    shipped = ROOT / "config" / "packs" / "jining_2019"
    assert set(files) == {str(path.relative_to(shipped)) for path in shipped.rglob("*.yaml")}
    assert files["pack.yaml"] == (shipped / "pack.yaml").read_bytes()


def test_the_regulation_is_swapped_for_another_and_back(city, person, tmp_path):
    regulation = Regulation(person(city.login("administrator")), person().login("admin", "admin"), tmp_path)
    before = city.dissatisfied()
    regulation.apply("example_active_only", "试行示例规则")
    swapped = city.dissatisfied()
    assert "加5工作日" in sum_of_report(city, swapped)
    assert "加3自然日" in sum_of_report(city, before)

    regulation.apply("jining_2019", "恢复原规则")
    assert "加3自然日" in sum_of_report(city, city.dissatisfied())
