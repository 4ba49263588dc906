"""Article 8: the window sees the bad answer, records what is, and hands in its report."""

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import RevisitCase


@tagged("post_install", "-at_install")
class TestArticle08(RevisitCase):
    def test_dissatisfied_data_enters_rectification_by_itself(self):
        case = self.dissatisfied()
        self.assertEqual((case.rectification_ids.round, case.rectification_ids.kind), (1, "first"))

    def test_a_report_needs_a_talk_or_enough_attempts(self):
        case = self.dissatisfied()
        self.call(case, reached=False)
        with self.assertRaisesRegex(Exception, "2 more attempts on 1 more days"):
            self.report(case)
        self.call(case, reached=False)
        self.wait(24)
        self.call(case, reached=False)
        self.report(case)
        self.assertEqual(case.rectification_ids.basis, "attempts")

    def test_attempts_of_a_single_day_are_not_enough_however_many(self):
        case = self.dissatisfied()
        for _attempt in range(5):
            self.call(case, reached=False)
        with self.assertRaisesRegex(Exception, "0 more attempts on 1 more days"):
            self.report(case)

    def test_a_report_says_whether_it_rests_on_a_talk(self):
        case = self.dissatisfied()
        self.call(case, reached=False)
        self.call(case)
        self.report(case)
        self.assertEqual(case.rectification_ids.basis, "talk")

    def test_a_report_states_cause_measures_and_result(self):
        case = self.dissatisfied()
        self.call(case)
        with self.assertRaisesRegex(Exception, "all three"):
            self.by("liaison", case.rectification_ids).submit_report("cause", " ", "result")
        self.assertEqual(case.rectification_ids.stage_code, "reporting")

    def test_the_report_before_any_call_is_refused(self):
        case = self.dissatisfied()
        with self.assertRaisesRegex(Exception, "not possible"):
            self.report(case)

    def test_the_chief_representative_confirms(self):
        case = self.dissatisfied()
        self.call(case)
        self.report(case)
        for role, words in (("supervisor", "Ask one of them"), ("liaison", "Another person has to confirm")):
            with self.subTest(role=role), self.assertRaisesRegex(Exception, words):
                self.by(role, case.rectification_ids).confirm()
        self.confirm(case)
        work = case.rectification_ids
        self.assertEqual(work.stage_code, "submitted")
        self.assertTrue(work.submitted_at and work.confirmed_at)

    def test_a_refused_report_goes_back_with_a_reason(self):
        case = self.dissatisfied()
        self.call(case)
        self.report(case)
        with self.assertRaisesRegex(Exception, "reason"):
            self.confirm(case, ok=False)
        self.confirm(case, ok=False, note="too short")
        self.assertEqual(case.rectification_ids.stage_code, "reporting")
        self.report(case)
        self.confirm(case)
        self.assertStage(case, "revisiting_again")

    def test_whom_the_complaint_is_about_cannot_be_the_one_who_calls(self):
        case = self.dissatisfied(handler="test_liaison")
        self.assertEqual(case.handler_id, self.users["liaison"])
        with self.assertRaisesRegex(Exception, "colleague"):
            self.call(case)

    def test_pressing_a_button_does_not_replace_the_form(self):
        case = self.dissatisfied()
        with self.assertRaisesRegex(Exception, "form"):
            self.by("liaison", case.rectification_ids).action_flow_press("call_logged")

    def test_calls_cannot_be_edited_or_deleted_by_anyone(self):
        case = self.dissatisfied()
        self.call(case)
        call = case.rectification_ids.call_ids
        for change in (lambda: call.write({"note": "other"}), call.unlink):
            with self.assertRaisesRegex(Exception, "stays as it is"):
                change()

    def test_the_liaison_of_another_window_can_do_nothing(self):
        stranger = self._make_user("liaison", self.window_b, "test_stranger")
        case = self.dissatisfied()
        with self.assertRaises(Exception):  # noqa: B017 - access error of the record rule or refusal, never success
            case.rectification_ids.with_user(stranger).log_call(reached=True)
        self.assertFalse(case.rectification_ids.call_ids)

    def test_an_objection_is_decided_by_the_supervisors_and_moves_the_case(self):
        case = self.dissatisfied()
        work = case.rectification_ids
        self.by("liaison", work).object_assignment("not our matter")
        self.assertEqual(work.stage_code, "objecting")
        self.by("supervisor", work).decide_objection(True, "right", unit=self.window_b.code)
        self.assertEqual(work.stage_code, "transferred")
        fresh = case.rectification_ids - work
        self.assertEqual((case.unit_id, fresh.unit_id, fresh.stage_code), (self.window_b, self.window_b, "calling"))

    def test_an_undecided_objection_counts_as_rejected(self):
        case = self.dissatisfied()
        self.by("liaison", case.rectification_ids).object_assignment("not our matter")
        self.wait(48)
        self.assertEqual(case.rectification_ids.stage_code, "calling")

    def test_an_objection_after_its_time_is_refused(self):
        case = self.dissatisfied()
        self.wait(24)
        with self.assertRaisesRegex(Exception, "time to object"):
            self.by("liaison", case.rectification_ids).object_assignment("not our matter")

    def test_a_report_names_its_cause_from_the_tree_or_in_words(self):
        for cause, code in (("speed_queue", "speed_queue"), ("only one counter was open", False)):
            case = self.dissatisfied()
            self.call(case)
            work = self.by("liaison", case.rectification_ids)
            work.submit_report(cause, "opened a second counter", "the queue is short now")
            self.assertEqual(work.cause_id.code, code)

    def test_a_report_written_off_from_another_is_shown_to_who_confirms_and_who_supervises(self):
        words = ("the window did not tell everything at once", "staff were trained and the list was put up", "the citizen understands")
        first, second = self.dissatisfied(), self.dissatisfied(phone="13805370002")
        for case in (first, second):
            self.call(case)
            self.by("liaison", case.rectification_ids).submit_report(*words)
        for role in ("chief_representative", "supervisor"):
            self.assertIn(first.rectification_ids.display_name, self.by(role, second.rectification_ids).remark_text)
        self.confirm(second)
        self.assertStage(second, "revisiting_again")

    def test_whoever_cannot_be_reached_is_asked_to_call_back(self):
        case = self.dissatisfied()
        for hours in (0, 1, 24):
            self.wait(hours)
            self.call(case, reached=False)
        self.assertTrue(case.rectification_ids.unreachable and case.rectification_ids.call_back_at)
        self.assertTrue(self.env["jn.message"].search([("res_model", "=", "jn.rectification"), ("template_id.code", "=", "call_back")]))

    def test_an_objection_and_its_decision_have_their_own_limits(self):
        work = self.dissatisfied().rectification_ids
        self.by("liaison", work).object_assignment("not our matter")
        limits = {row.timer_id.code: row.explanation for row in work._flow_deadlines()}
        self.assertIn("4", limits["object"])
        decide = work._flow_open_deadlines().filtered(lambda row: row.timer_id.code == "objection")
        self.assertEqual(decide.due_at, self.at("2026-11-18 00:00"), "objected on Monday: Tuesday 24:00")
