"""Article 7: asked within 48 hours, silence is satisfaction, a bad answer is called back and reported on."""

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import RevisitCase


@tagged("post_install", "-at_install")
class TestArticle07(RevisitCase):
    def test_a_finished_matter_is_asked_about_within_48_hours(self):
        case = self.ingest()
        self.assertStage(case, "revisiting")
        self.wait(0.2)
        revisit = case.revisit_ids
        self.assertLessEqual((revisit.sent_at - case.completed_at).total_seconds(), 48 * 3600)
        self.assertEqual(revisit.stage_code, "awaiting_answer")

    def test_the_result_of_the_revisit_enters_the_system_by_itself(self):
        case = self.asked()
        self.citizen(case, 5)
        self.assertStage(case, "closed", "satisfied")
        self.assertEqual(case.revisit_ids.outcome, "satisfied")
        self.assertTrue(case.closed_at)

    def test_silence_for_48_hours_counts_as_satisfied(self):
        case = self.asked()
        due = case.revisit_ids.answer_due_at
        self.assertEqual((due - case.revisit_ids.delivered_at).total_seconds(), 48 * 3600)
        self.wait(47.5)
        self.assertStage(case, "revisiting")
        self.wait(1)
        self.assertStage(case, "closed", "defaulted")
        self.assertEqual(case.closed_at, due, "a default is dated hour 48, not later")
        self.assertEqual(case.revisit_ids.outcome, "defaulted")

    def test_undelivered_is_not_silence(self):
        case = self.ingest(phone="")
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.revisit_ids.undelivered_reason, "no_number")

    def test_a_landline_cannot_be_asked_and_is_marked(self):
        case = self.ingest(phone="0537-2967600")
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.phone_problem, "not_mobile")

    def test_the_window_calls_within_24_hours(self):
        case = self.dissatisfied()
        work = case.rectification_ids
        self.assertEqual(work.stage_code, "calling")
        self.assertEqual(work.call_due_at, self.at("2026-11-17 10:12"))
        self.call(case)
        self.assertEqual(work.stage_code, "reporting")
        deadline = work._flow_deadlines().filtered(lambda d: d.timer_id.code == "call")
        self.assertEqual(deadline.state, "met")

    def test_24_hours_with_too_few_working_hours_inside_move_to_noon_of_the_next_working_day(self):
        self.freeze("2026-11-20 16:30")
        case = self.dissatisfied()
        self.assertEqual(case.rectification_ids.call_due_at, self.at("2026-11-23 12:00"))

    def test_the_report_is_due_after_3_days_the_day_itself_not_counted(self):
        case = self.dissatisfied()
        self.assertEqual(case.rectification_ids.report_due_at, self.at("2026-11-20 00:00"), "Thursday 24:00")

    def test_a_last_day_off_rolls_to_the_next_working_day(self):
        self.freeze("2026-11-18 10:00")
        case = self.dissatisfied()
        self.assertEqual(case.rectification_ids.report_due_at, self.at("2026-11-24 00:00"), "Monday 24:00")

    def test_the_deadline_says_how_it_was_computed(self):
        case = self.dissatisfied()
        deadline = case.rectification_ids._flow_deadlines().filtered(lambda d: d.timer_id.code == "report")
        words = deadline.with_context(lang="zh_CN").explanation
        self.assertIn("第七条", words)
        self.assertIn("24:00", words)

    def test_a_case_that_arrives_too_late_is_not_asked(self):
        case = self.ingest(accepted_at=self.iso(-200), completed_at=self.iso(-190))
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.revisit_ids.undelivered_reason, "late")

    def test_a_case_that_arrives_after_48_hours_is_asked_and_marked_late(self):
        case = self.ingest(accepted_at=self.iso(-60), completed_at=self.iso(-50))
        self.assertTrue(case.is_late)
        self.wait(0.2)
        self.assertEqual(case.revisit_ids.stage_code, "awaiting_answer")

    def test_a_matter_that_is_not_completed_is_not_asked_about(self):
        case = self.ingest(completed_at=None)
        self.assertStage(case, "accepted")
        self.assertFalse(case.revisit_ids)

    def test_a_case_from_before_the_unit_went_live_is_kept_and_never_asked(self):
        self.window_a.go_live_on = "2026-12-01"
        case = self.ingest()
        self.assertStage(case, "accepted")
        self.assertFalse(case.scored)

    def test_quiet_hours_delay_sending_but_never_shorten_the_reply_window(self):
        self.freeze("2026-11-16 22:00")
        case = self.ingest()
        self.wait(1)
        self.assertEqual(case.revisit_ids.stage_code, "to_send")
        self.wait(10)
        revisit = case.revisit_ids
        self.assertEqual(revisit.delivered_at, self.at("2026-11-17 08:00"))
        self.assertEqual(revisit.answer_due_at, self.at("2026-11-19 08:00"))

    def test_a_late_bad_answer_opens_the_case_again_within_15_days(self):
        case = self.asked()
        self.wait(24 * 14)
        self.assertStage(case, "closed", "defaulted")
        self.citizen(case, 2)
        self.assertStage(case, "rectifying")
        self.assertEqual(case.revisit_ids.outcome, "dissatisfied")

    def test_an_answer_after_15_days_is_refused_with_a_sentence(self):
        case = self.asked()
        self.wait(24 * 16)
        with self.assertRaisesRegex(Exception, "time for rating"):
            self.citizen(case, 1)
        self.assertFalse(case.answer_ids)

    def test_a_worse_answer_inside_the_window_counts_at_once(self):
        case = self.asked()
        self.citizen(case, 4)
        self.citizen(case, 1)
        self.assertStage(case, "rectifying")

    def test_a_better_answer_after_a_bad_one_changes_neither_stage_nor_outcome(self):
        case = self.dissatisfied()
        self.citizen(case, 5)
        self.assertStage(case, "rectifying")
        self.assertEqual(case.revisit_ids.outcome, "dissatisfied")
        self.assertEqual(len(case.answer_ids), 2)
        self.assertTrue(case.revisit_ids.afterthought_at)

    def test_a_third_answer_is_refused(self):
        case = self.dissatisfied()
        self.citizen(case, 5)
        with self.assertRaisesRegex(Exception, "rated"):
            self.citizen(case, 3)

    def test_a_level_outside_the_scale_is_refused(self):
        case = self.asked()
        for level in (0, 6, "5", None):
            with self.assertRaisesRegex(Exception, "from 1 to 5"):
                self.citizen(case, level)
        self.assertStage(case, "revisiting")

    def test_who_has_written_something_is_not_silent_until_a_person_has_read_it(self):
        case = self.asked()
        now = self.env["jn.clock"]._now()
        text = {"channel": "demo", "sender": "13805370001", "text": "等一下再说", "external_id": "t7", "at": now}
        message = self.env["jn.message"]._receive([text])
        self.wait(60)
        self.assertStage(case, "revisiting")
        self.by("supervisor", message).mark_no_answer("says nothing of the matter")
        self.wait(0.1)
        self.assertStage(case, "closed", "defaulted")

    def test_what_the_system_never_sent_is_not_silence(self):
        case = self.ingest()
        self.env["jn.message"].search([("res_id", "=", case.revisit_ids.id)]).sudo().not_before = self.at("2027-01-01 10:00")
        self.wait(24 * 7 + 1)
        self.assertStage(case, "closed", "undelivered")
        self.assertEqual(case.revisit_ids.undelivered_reason, "not_sent")
