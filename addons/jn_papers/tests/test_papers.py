"""Each role makes its papers from its records, in the words of the records and by its own rights (Art. 6, 8, 9)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_revisit.tests.common import latest

from ..const import PLACEHOLDERS
from .common import PapersCase

NUMBER, MASKED = "13805370001", "138****0001"


@tagged("post_install", "-at_install")
class TestPapers(PapersCase):
    def test_the_liaisons_call_sheet_has_the_script_and_the_next_attempt(self):
        case = self.dissatisfied()
        self.call(case, reached=False)
        name, words = self.made("liaison", case.rectification_ids, "call_sheet")
        self.assertEqual(name, f"回访提纲-{case.ref}.docx")
        self.assertIn("严禁要求或诱导群众更改评价", words)
        self.assertIn("下次拨打建议：2026年11月16日13:12", words)
        self.assertIn("非常不满意", words)

    def test_a_number_is_masked_unless_somebody_says_why(self):
        case = self.dissatisfied()
        _name, words = self.made("liaison", case.rectification_ids, "call_sheet")
        self.assertIn(MASKED, words)
        self.assertNotIn(NUMBER, words)
        _name, words = self.made("liaison", case.rectification_ids, "call_sheet", phone_reason="外出走访")
        self.assertIn(NUMBER, words)
        kept = self.env["jn.unmasking"].search([("case_id", "=", case.id)])
        self.assertEqual((kept.reason, kept.user_id), ("外出走访", self.users["liaison"]))

    def test_a_paper_that_shows_no_number_shows_none_whatever_the_reason(self):
        case = self.returned()
        _name, words = self.made("supervisor", case.verification_ids, "finding", phone_reason="to have it")
        self.assertIn(MASKED, words)
        self.assertNotIn(NUMBER, words)
        self.assertFalse(self.env["jn.unmasking"].search([("case_id", "=", case.id)]))

    def test_once_the_citizen_wants_the_supervisors_the_window_gets_no_number(self):
        case = self.asked()
        self.citizen(case, 1, wants_supervisor=True)
        with self.assertRaises(NotAllowed):
            self.made("liaison", case.rectification_ids, "call_sheet", phone_reason="to call")

    def test_the_report_on_the_rectification_says_what_was_handed_in(self):
        case = self.dissatisfied()
        self.call(case)
        work = case.rectification_ids
        self.by("liaison", work).submit_report("speed_queue", "增开两个窗口", "群众表示满意")
        self.confirm(case)
        name, words = self.made("chief_representative", work, "report")
        self.assertEqual(name, f"整改落实报告-{case.ref}.docx")
        for part in ("办理效率 / 排队等候过长", "增开两个窗口", "群众表示满意", "2026年11月16日", self.users["chief_representative"].name):
            self.assertIn(part, words)

    def test_the_supervisor_urges_with_a_demand(self):
        work = self.dissatisfied().rectification_ids
        with self.assertRaisesRegex(BadInput, "what is demanded"):
            self.made("supervisor", work, "urge")
        name, words = self.made("supervisor", work, "urge", demand="今日内回访并书面说明")
        self.assertIn("督办单", name)
        for part in ("今日内回访并书面说明", work.unit_id.name, "济宁市政务服务回访评价系统工作规则（试行）", "11月19日24:00前"):
            self.assertIn(part, words)

    def test_the_notice_of_return_lists_the_points(self):
        case = self.returned()
        _name, words = self.made("supervisor", case.verification_ids, "return")
        for part in ("□ 当面致歉", "□ 公示材料清单", "窗口并未回访", "前重新提交整改落实报告"):
            self.assertIn(part, words)

    def test_the_report_on_the_check_has_both_sides_and_the_call(self):
        case = self.returned()
        _name, words = self.made("supervisor", case.verification_ids, "finding")
        for part in ("measures", "群众称无人来电", "退回重办", self.users["supervisor"].name):
            self.assertIn(part, words)

    def test_a_violation_is_handed_over_by_letter(self):
        opened = self.violation()
        self.by("supervisor", opened).hand_over("市纪委监委派驻纪检监察组", "附核实报告")
        name, words = self.made("supervisor", opened, "handover")
        self.assertIn("函", name)
        for part in ("市纪委监委派驻纪检监察组", "违规收取复印费", "第九条"):
            self.assertIn(part, words)

    def test_the_return_is_offered_only_where_something_was_returned(self):
        case = self.verifying()
        self.conclude(case, "satisfied")
        offered = self.form("supervisor", case.verification_ids).offered_ids.mapped("code")
        self.assertEqual(offered, ["finding"])
        with self.assertRaises(NotPossible):
            self.paper("return").with_user(self.users["supervisor"])._make(self.by("supervisor", case.verification_ids))

    def test_each_role_is_offered_its_own(self):
        case = self.dissatisfied()
        self.call(case)
        self.report(case)
        work = case.rectification_ids
        for role, codes in (
            ("liaison", ["call_sheet", "report"]), ("chief_representative", ["call_sheet", "report"]),
            ("supervisor", ["call_sheet", "report", "urge"]), ("leader", ["report", "urge"]),
        ):
            self.assertEqual(self.form(role, work).offered_ids.mapped("code"), codes, role)
        with self.assertRaisesRegex(NotAllowed, "Your role"):
            self.paper("urge").with_user(self.users["liaison"])._make(self.by("liaison", work), "do it")

    def test_a_clerk_makes_no_paper_and_a_stranger_sees_nothing(self):
        work = self.dissatisfied().rectification_ids
        with self.assertRaises(AccessError):
            self.form("window_clerk", work)
        stranger = self._make_user("liaison", self.window_b, "test_paper_stranger")
        self.users["stranger"] = stranger
        with self.assertRaises(AccessError):
            self.form("stranger", work, "call_sheet").action_make()

    def test_who_made_what_is_a_fact(self):
        case = self.dissatisfied()
        self.made("liaison", case.rectification_ids, "call_sheet", phone_reason="外出走访")
        kept = self.env["jn.paper.made"].search([("case_id", "=", case.id)])
        self.assertEqual((kept.paper_id.code, kept.with_number, kept.user_id), ("call_sheet", True, self.users["liaison"]))
        with self.assertRaisesRegex(Exception, "stays as it is"):
            kept.with_number = False
        with self.assertRaises(AccessError):
            self.by("liaison", kept).read(["at"])

    def test_what_a_citizen_writes_cannot_become_a_placeholder_or_break_the_file(self):
        case = self.asked()
        self.citizen(case, 1, comment="{{ city }} <w:p> & \x0b{% for %}\n第二行")
        _name, words = self.made("supervisor", case.rectification_ids, "urge", demand="{{ phone }}")
        self.assertIn("{{ city }} <w:p> & {% for %}", words)
        self.assertIn("{{ phone }}", words)

    def test_every_kind_of_record_gives_every_word_that_papers_may_use(self):
        check = self.returned().verification_ids
        for record in (check, check.case_id.rectification_ids[:1], self.violation()):
            values = self.by("supervisor", record)._paper_values()
            self.assertEqual(set(values), set(PLACEHOLDERS[record._name]))
            sample = record._paper_sample()
            for name, rows in values.items():
                if isinstance(rows, list):
                    for row in rows:
                        self.assertEqual(set(row), set(sample[name][0]), name)

    def test_a_paper_of_another_record_cannot_be_asked_for(self):
        case = self.returned()
        work = latest(case.rectification_ids)
        form = self.form("liaison", work, "call_sheet")
        form.paper_id = self.paper("finding")
        with self.assertRaises(UserError):
            form.action_make()
