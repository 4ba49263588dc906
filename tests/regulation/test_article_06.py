"""Article 6: three levels of revisits; each bad answer reaches window and supervisors at once."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import RevisitCase, latest


@tagged("post_install", "-at_install")
class TestArticle06(RevisitCase):
    def test_each_accepted_matter_is_asked_about_one_by_one(self):
        first, second = self.asked(), self.asked()
        self.assertEqual(len(first.revisit_ids), 1)
        self.assertEqual(len(second.revisit_ids), 1)
        self.assertNotEqual(first.revisit_ids, second.revisit_ids)

    def test_a_bad_answer_becomes_a_work_order_for_window_and_supervisors_at_the_same_time(self):
        case = self.dissatisfied()
        self.assertStage(case, "rectifying")
        work = case.rectification_ids
        for role in ("liaison", "chief_representative", "supervisor"):
            self.assertEqual(self.as_user(role)["jn.rectification"].search([]) & work, work, role)

    def test_another_window_does_not_see_it(self):
        case = self.dissatisfied(unit=self.window_b.code)
        self.assertFalse(self.as_user("liaison")["jn.rectification"].search([]) & case.rectification_ids)

    def test_after_the_report_the_citizen_is_asked_again(self):
        case = self.dissatisfied()
        self.repair(case)
        self.assertStage(case, "revisiting_again")
        self.wait(0.2)
        second = latest(case.revisit_ids)
        self.assertEqual((second.round, second.stage_code), (2, "awaiting_answer"))

    def test_satisfied_at_the_second_revisit_closes(self):
        case = self.dissatisfied()
        self.repair(case)
        self.wait(0.2)
        self.citizen(case, 4)
        self.assertStage(case, "closed", "satisfied_after_rectification")

    def test_dissatisfied_twice_goes_to_the_supervisors(self):
        case = self.verifying()
        self.assertStage(case, "verifying")
        self.assertEqual(case.verification_ids.stage_code, "checking")

    def test_silence_at_the_second_revisit_goes_to_the_supervisors_and_is_no_satisfaction(self):
        case = self.dissatisfied()
        self.repair(case)
        self.wait(60)
        self.assertStage(case, "verifying")
        self.assertEqual(latest(case.revisit_ids).outcome, "silent")

    def test_an_undeliverable_second_revisit_goes_to_the_supervisors(self):
        case = self.dissatisfied()
        case._take_phone("12345")
        self.repair(case)
        self.assertStage(case, "verifying")
        self.assertEqual(latest(case.revisit_ids).outcome, "undelivered")

    def test_a_report_that_never_comes_sends_the_case_to_the_supervisors(self):
        case = self.dissatisfied()
        self.wait(24 * 4)
        self.assertStage(case, "rectifying")
        self.wait(24 * 5)
        self.assertStage(case, "verifying")
        self.assertEqual(case.rectification_ids.stage_code, "lapsed")

    def test_the_window_may_reach_the_citizen_by_phone_or_visit(self):
        case = self.dissatisfied()
        self.by("liaison", case.rectification_ids).log_call(reached=True, note="seen", method="visit")
        self.assertEqual(case.rectification_ids.call_ids.method, "visit")

    def test_a_late_bad_answer_after_rectification_goes_to_the_supervisors(self):
        case = self.dissatisfied()
        self.repair(case)
        self.wait(0.2)
        self.citizen(case, 5)
        self.citizen(case, 1)
        self.assertStage(case, "verifying")

    def test_a_late_answer_in_any_other_stage_changes_nothing_and_is_put_before_the_supervisor(self):
        case = self.dissatisfied()
        self.repair(case)
        self.wait(60)
        self.assertStage(case, "verifying")
        self.citizen(case, 5)
        self.assertStage(case, "verifying")
        self.assertTrue(latest(case.revisit_ids).afterthought_at)

    def test_supervisors_check_any_case_at_any_time_as_the_work_requires(self):
        case = self.asked()
        self.citizen(case, 5)
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        check.record_result("true", "so it was")
        self.assertEqual((check.result, check.revisit_id.kind), ("true", "spot"))
        self.assertStage(case, "closed", "satisfied")

    def test_a_false_spot_check_sends_a_closed_case_back(self):
        case = self.asked()
        self.citizen(case, 5)
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        check.record_result("false", "nobody called")
        self.assertStage(case, "re_rectifying")
        self.assertEqual(case.rectification_ids.kind, "again")

    def test_a_false_spot_check_leaves_an_open_case_in_its_stage_and_tells_its_supervisors(self):
        case = self.verifying()
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        check.record_result("false", "nobody called")
        self.assertStage(case, "verifying")
        self.assertIn(self.users["supervisor"], case.verification_ids.activity_ids.user_id)

    def test_a_county_supervisor_cannot_record_the_citys_spot_check(self):
        case = self.asked()
        with self.assertRaisesRegex(Exception, "city's supervisors"):
            self.as_user("supervisor")["jn.spot.check"].create({"case_id": case.id})
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        with self.assertRaises(AccessError):
            self.by("supervisor", check).record_result("true")

    def test_a_revisit_by_hand_is_one_more_question_and_moves_nothing(self):
        case = self.asked()
        self.citizen(case, 5)
        revisit = self.as_user("supervisor")["jn.revisit"].ask_by_hand(case.ids, "phone", "new queueing system")
        self.by("supervisor", revisit).answer(1, comment="still slow")
        self.assertEqual((revisit.kind, revisit.outcome), ("manual", "dissatisfied"))
        self.assertStage(case, "closed", "satisfied")

    def test_a_corrected_number_is_asked_again(self):
        case = self.ingest(phone="")
        self.assertStage(case, "closed", "undelivered")
        self.by("liaison", case).action_repair_phone("13905370002")
        self.assertStage(case, "revisiting")
        self.wait(0.2)
        self.assertEqual(case.revisit_ids.stage_code, "awaiting_answer")
        self.citizen(case, 5)
        self.assertStage(case, "closed", "satisfied")

    def test_a_number_corrected_after_15_days_is_kept_but_not_asked(self):
        case = self.ingest(phone="")
        self.wait(24 * 16)
        self.by("liaison", case).action_repair_phone("13905370002")
        self.assertStage(case, "closed", "undelivered")
