"""The report: its cause from the tree, its draft, what is remarkable in its words, and the files that show it (Art. 7, 8)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import RevisitCase

WORDS = "窗口人员未一次性告知所需材料，已组织培训并将清单上墙公示"


@tagged("post_install", "-at_install")
class TestReport(RevisitCase):
    def setUp(self):
        super().setUp()
        self.case = self.dissatisfied()
        self.call(self.case)
        self.work = self.case.rectification_ids

    def submit(self, cause="a cause in words", measures="what was done", result="what came of it", work=None, **values):
        self.by("liaison", work or self.work).submit_report(cause, measures, result, **values)

    def setting(self, code, value):
        setting = self.env["jn.setting"].search([("code", "=", code)])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": value, "why": "a test"})

    def form(self, **values):
        context = {"active_id": self.work.id, "active_model": self.work._name, "default_event": "report_submitted"}
        return self.as_user("liaison")["jn.report.wizard"].with_context(**context).create(values)

    def test_a_cause_may_be_words(self):
        self.submit("queue")
        self.assertEqual((self.work.cause, self.work.cause_id.id), ("queue", False))

    def test_a_cause_may_be_a_code_of_the_tree_and_stands_in_words(self):
        self.submit("speed_queue")
        self.assertEqual(self.work.cause_id.code, "speed_queue")
        self.assertEqual(self.work.cause, self.work.cause_id.display_name)

    def test_a_code_may_stand_beside_words(self):
        self.submit("only one counter was open", cause_code="speed_queue")
        self.assertEqual((self.work.cause, self.work.cause_id.code), ("only one counter was open", "speed_queue"))

    def test_an_unknown_code_is_refused_with_a_sentence(self):
        with self.assertRaisesRegex(BadInput, "Choose one of the list"):
            self.submit(cause_code="weather")
        self.assertEqual(self.work.stage_code, "reporting")

    def test_a_report_that_is_no_text_is_refused(self):
        with self.assertRaisesRegex(BadInput, "all three"):
            self.submit(measures=["a", "list"])

    def test_the_form_offers_the_leaves_of_every_field_and_of_the_matters_own(self):
        office, other = (self.env["jn.unit"].create({"code": code, "name": code, "kind": "department", "parent_id": self.city.id})
                         for code in ("D-own", "D-other"))
        self.matter.department_id = office
        above = self.env["jn.cause"].search([("code", "=", "other")])
        causes = [self.env["jn.cause"].create({"code": unit.code.lower(), "name": unit.name, "parent_id": above.id,
                                               "department_ids": [(6, 0, unit.ids)]}) for unit in (office, other)]
        offered = self.form().offered_cause_ids
        self.assertIn(causes[0], offered)
        self.assertNotIn(causes[1], offered)
        self.assertNotIn(above, offered, "a cause with others below it is no leaf")

    def test_a_draft_is_kept_and_nothing_is_handed_in(self):
        self.form(measures="half of it").action_save_draft()
        self.assertEqual((self.work.measures, self.work.stage_code, self.work.submitted_at), ("half of it", "reporting", False))
        self.assertEqual(self.form().measures, "half of it")

    def test_only_the_window_keeps_drafts(self):
        for role in ("supervisor", "window_clerk", "chief_representative"):
            with self.assertRaises(NotAllowed, msg=role):
                self.by(role, self.work).save_draft("a", "b", "c")

    def test_short_words_are_shown_and_not_forbidden(self):
        self.submit("queue")
        self.assertEqual(self.work.stage_code, "confirming")
        self.assertIn("only 5 characters", self.by("chief_representative", self.work).remark_text)

    def test_what_is_written_is_looked_at_before_the_rest_is(self):
        told = self.form(measures="done").remark_text
        self.assertIn("only 4 characters", told)
        self.assertEqual(len(told.splitlines()), 1, "what is not written yet is no short text")

    def test_words_copied_from_another_report_of_the_unit_are_shown_with_its_number(self):
        self.submit(WORDS, WORDS, WORDS)
        other = self.dissatisfied(phone="13805370002")
        self.call(other)
        self.work, first = other.rectification_ids, self.work
        self.assertIn(first.display_name, self.form(cause=WORDS, measures=WORDS, result=WORDS).remark_text, "before handing in")
        self.submit(WORDS, WORDS, f"{WORDS}。")
        self.assertIn(first.display_name, self.by("supervisor", self.work).remark_text)
        self.assertEqual(self.work.stage_code, "confirming")

    def test_another_units_report_is_not_compared(self):
        self.submit(WORDS, WORDS, WORDS)
        self.work.flush_recordset()
        self.env.cr.execute("UPDATE jn_rectification SET unit_id = %s WHERE id = %s", [self.window_b.id, self.work.id])
        self.assertEqual(self.work.browse(0)._recent_reports(50), {})
        other = self.dissatisfied(phone="13805370002")
        self.call(other)
        self.submit(WORDS, WORDS, WORDS, work=other.rectification_ids)
        self.assertFalse(other.rectification_ids.remark_text)

    def test_a_bounded_number_of_reports_is_compared_in_one_query(self):
        self.setting("report.compared_with", "2")
        self.env.flush_all()
        for number in range(4):
            case = self.dissatisfied(phone=f"1380537{number:04}")
            self.call(case)
            self.submit(f"cause number {number}", work=case.rectification_ids)
        self.env.flush_all()
        self.assertTrue(self.work.unit_id, "read before what is counted")
        with self.assertQueryCount(1):
            [found] = self.work._recent_reports(2).values()
        self.assertEqual(len(found), 2)

    def test_a_file_belongs_to_the_report_and_the_uploader_cannot_take_it_back(self):
        file = self.as_user("liaison")["ir.attachment"].create({"name": "photo.txt", "raw": b"the new notice", "res_model": "jn.report.wizard"})
        self.form(cause="c" * 9, measures="m" * 9, result="r" * 9, attachment_ids=[(6, 0, file.ids)]).action_submit()
        self.assertEqual((self.work.attachment_ids, file.res_model, file.res_id), (file, self.work._name, self.work.id))
        self.assertEqual(self.by("supervisor", file).raw, b"the new notice")
        with self.assertRaises(AccessError):
            self.by("liaison", file).unlink()
        stranger = self._make_user("liaison", self.window_b, "test_file_stranger")
        with self.assertRaises(AccessError):
            file.with_user(stranger).read(["raw"])

    def test_nobody_else_s_file_can_be_made_evidence(self):
        file = self.as_user("supervisor")["ir.attachment"].create({"name": "x", "raw": b"x"})
        form = self.form(cause="c" * 9, measures="m" * 9, result="r" * 9)
        with self.assertRaises(NotAllowed):
            self.by("liaison", self.work)._keep_evidence(file.with_user(self.users["liaison"]))
        self.assertFalse(form.attachment_ids)

    def test_many_reports_are_confirmed_at_once(self):
        other, late = self.dissatisfied(phone="13805370002"), self.dissatisfied(phone="13805370003")
        self.call(other)
        works = self.work | other.rectification_ids | late.rectification_ids
        for work in self.work | other.rectification_ids:
            self.submit(work=work)
        context = {"active_ids": works.ids, "active_model": works._name}
        form = self.as_user("chief_representative")["jn.confirm.wizard"].with_context(**context).create({})
        self.assertEqual((set(form.rectification_ids), form.left_out), ({self.work, other.rectification_ids}, 1))
        form.action_confirm()
        self.assertEqual(works.mapped("stage_code"), ["submitted", "submitted", "calling"])

    def test_confirming_nothing_says_so(self):
        form = self.as_user("chief_representative")["jn.confirm.wizard"].create({})
        with self.assertRaisesRegex(NotPossible, "None of these"):
            form.action_confirm()

    def test_a_liaison_does_not_confirm_many(self):
        with self.assertRaises(AccessError):
            self.as_user("liaison")["jn.confirm.wizard"].create({})
