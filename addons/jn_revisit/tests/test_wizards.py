"""The forms in which people take their steps: each leads to the record's own verb and to nothing else."""

from odoo.exceptions import AccessError, UserError

from .common import RevisitCase


class TestWizards(RevisitCase):
    def test_a_logged_call_is_a_fact_of_the_rectification(self):
        work = self.dissatisfied().rectification_ids
        self.form("liaison", "jn.call.wizard", work, reached="yes", note="explained").action_log()
        self.assertEqual((work.call_ids.reached, work.call_ids.note), (True, "explained"))
        self.assertEqual(work.stage_code, "reporting")

    def test_a_call_that_does_not_say_whether_it_reached_anybody_is_not_logged(self):
        work = self.dissatisfied().rectification_ids
        with self.assertRaisesRegex(UserError, "whether the citizen was reached"):
            self.form("liaison", "jn.call.wizard", work).action_log()

    def test_the_number_is_masked_until_a_reason_is_on_record(self):
        case = self.dissatisfied()
        form = self.form("liaison", "jn.call.wizard", case.rectification_ids)
        self.assertNotIn("0537", form.phone)
        with self.assertRaisesRegex(UserError, "why you need"):
            form.action_reveal()
        form.phone_reason = "to call about the complaint"
        again = form.action_reveal()
        self.assertEqual(form.shown_phone, "13805370001")
        self.assertEqual((again["res_model"], again["res_id"]), (form._name, form.id))
        kept = self.env["jn.unmasking"].search([("case_id", "=", case.id)])
        self.assertEqual(kept.reason, form.phone_reason)

    def test_a_refused_report_is_offered_again_with_its_words(self):
        case = self.dissatisfied()
        self.call(case)
        work = case.rectification_ids
        self.form("liaison", "jn.report.wizard", work, cause="a", measures="b", result="c").action_submit()
        self.assertEqual(work.stage_code, "confirming")
        self.confirm(case, ok=False, note="too short")
        self.assertEqual(self.form("liaison", "jn.report.wizard", work).measures, "b")

    def test_why_a_report_was_refused_stands_on_top_until_it_is_handed_in_again(self):
        case = self.dissatisfied()
        work = case.rectification_ids
        self.call(case)
        self.report(case)
        self.confirm(case, ok=False, note="too short")
        self.assertIn("too short", self.by("liaison", work).stage_reason)
        self.report(case)
        self.assertFalse(self.by("chief_representative", work).stage_reason)

    def test_the_pressed_button_chooses_the_finding(self):
        check = self.verifying().verification_ids
        form = self.form("supervisor", "jn.finding.wizard", check, event="found_violation", note="seen", points="give it back")
        self.assertEqual((form.finding, form.fault), ("violation", "violation"))
        form.action_conclude()
        self.assertEqual((check.finding, check.stage_code), ("violation", "concluded"))
        self.assertTrue(check.accountability_ids)

    def test_the_finding_shows_both_sides(self):
        check = self.verifying().verification_ids
        form = self.form("supervisor", "jn.finding.wizard", check, event="found_satisfied")
        self.assertEqual(form.answer_ids.mapped("level"), [1, 1])
        self.assertEqual(form.rectification_ids.measures, "measures")

    def test_a_liaison_has_no_form_for_findings(self):
        check = self.verifying().verification_ids
        with self.assertRaises(AccessError):
            self.form("liaison", "jn.finding.wizard", check, event="found_satisfied")

    def test_the_leader_decides_after_the_third_return(self):
        case = self.verifying()
        for _turn in range(2):
            self.conclude(case, "untrue")
            self.repair(case)
        self.conclude(case, "untrue")
        form = self.form("city_leader", "jn.decide.wizard", case, event="decided_return", note="once more")
        self.assertEqual((form.decision, len(form.finding_ids)), ("return", 3))
        form.action_decide()
        self.assertEqual(case.stage_code, "re_rectifying")

    def test_an_upheld_objection_moves_the_case(self):
        case = self.dissatisfied()
        work = case.rectification_ids
        self.by("liaison", work).object_assignment("not ours")
        self.form("supervisor", "jn.transfer.wizard", work, unit_id=self.window_b.id, note="theirs").action_transfer()
        self.assertEqual((case.unit_id, work.stage_code), (self.window_b, "transferred"))

    def test_an_answer_typed_in_carries_the_supervisors_name(self):
        case = self.asked()
        level = self.env["jn.answer.level"].search([("level", "=", 4)])
        self.form("supervisor", "jn.answer.wizard", case.revisit_ids, level_id=level.id).action_answer()
        self.assertEqual((case.answer_ids.level, case.answer_ids.channel), (4, "phone"))
        self.assertEqual(case.answer_ids.entered_by_id, self.users["supervisor"])

    def test_a_repaired_number_is_asked_again(self):
        case = self.ingest(phone="12345")
        self.assertEqual(case.close_reason, "undelivered")
        self.form("window_clerk", "jn.phone.wizard", case.revisit_ids, phone="13805370002").action_repair()
        self.assertEqual(case.stage_code, "revisiting")

    def test_a_mended_row_is_taken(self):
        self.take(self.item(unit="NOWHERE"))
        row = self.env["jn.intake.reject"].search([("solved_at", "=", False)])
        form = self.form("administrator", "jn.mend.wizard", row)
        self.assertEqual(form.unit, "NOWHERE")
        form.unit = self.window_a.code
        form.action_mend()
        self.assertTrue(row.solved_at)
        self.assertTrue(self.env["jn.case"].search([("ref", "=", row.ref)]))
