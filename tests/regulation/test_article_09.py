"""Article 9: the supervisors check, close, return, or open accountability."""

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import RevisitCase, latest


@tagged("post_install", "-at_install")
class TestArticle09(RevisitCase):
    def test_a_satisfied_citizen_closes_the_case(self):
        case = self.verifying()
        self.conclude(case, "satisfied")
        self.assertStage(case, "closed", "verified_satisfied")

    def test_an_invalid_complaint_is_closed_once_a_second_person_agrees(self):
        case = self.verifying()
        self.conclude(case, "invalid")
        self.assertEqual(case.verification_ids.stage_code, "reviewing")
        self.assertStage(case, "verifying")
        self.by("second", case.verification_ids).approve()
        self.assertStage(case, "closed", "invalid")

    def test_nobody_agrees_with_themselves(self):
        case = self.verifying()
        self.conclude(case, "invalid")
        with self.assertRaisesRegex(Exception, "second person"):
            self.by("supervisor", case.verification_ids).approve()

    def test_a_second_person_who_disagrees_sends_the_check_back(self):
        case = self.verifying()
        self.conclude(case, "invalid")
        self.by("second", case.verification_ids).approve(ok=False, note="no evidence")
        check = case.verification_ids
        self.assertEqual((check.stage_code, check.finding), ("checking", False))
        self.assertEqual(check.finding_ids.finding, "invalid", "what was found stays on record")

    def unreviewed(self):
        """A check whose finding no second person has looked at for two working days (decision C7)."""
        case = self.verifying()
        self.conclude(case, "invalid")
        check = case.verification_ids
        self.wait(24 * 2)
        self.assertFalse(check.handed_over, "until Wednesday 24:00 it is the same level's")
        self.wait(14)
        return case, check

    def test_a_review_nobody_does_in_2_working_days_is_the_citys_supervisors(self):
        case, check = self.unreviewed()
        self.assertEqual((check.stage_code, check.finding, check.handed_over), ("reviewing", "invalid", True))
        self.assertEqual([self.by(role, check).my_turn for role in ("second", "city_supervisor")], [False, True])
        with self.assertRaisesRegex(Exception, "Ask one of them"):
            self.by("second", check).approve()
        self.by("city_supervisor", check).approve()
        self.assertStage(case, "closed", "invalid")

    def test_the_citys_supervisors_who_disagree_check_themselves(self):
        case, check = self.unreviewed()
        self.by("city_supervisor", check).approve(ok=False, note="the record shows nothing")
        self.assertEqual((check.stage_code, check.finding), ("checking", False))
        with self.assertRaisesRegex(Exception, "Ask one of them"):
            self.conclude(case, "untrue")
        self.conclude(case, "untrue", role="city_supervisor")
        self.assertStage(case, "re_rectifying")

    def test_where_the_same_level_has_no_second_person_the_city_reviews_at_once(self):
        self.users["second"].unit_ids = self.window_a  # who works for the checked unit does not review it
        case = self.verifying()
        self.conclude(case, "invalid")
        check = case.verification_ids
        self.assertEqual((check.stage_code, check.handed_over, self.by("city_supervisor", check).my_turn), ("reviewing", True, True))
        self.by("city_supervisor", check).approve()
        self.assertStage(case, "closed", "invalid")

    def test_an_invalid_complaint_needs_evidence(self):
        case = self.verifying()
        with self.assertRaisesRegex(Exception, "evidence"):
            self.conclude(case, "invalid", note=" ")

    def test_a_lawful_matter_that_leaves_the_citizen_unhappy_is_explained(self):
        case = self.verifying()
        self.conclude(case, "explained", method="visit")
        self.assertStage(case, "closed", "explained")

    def test_an_untrue_report_is_returned_and_repaired_again(self):
        case = self.verifying()
        self.conclude(case, "untrue")
        self.assertStage(case, "re_rectifying")
        self.assertEqual(case.return_count, 1)
        self.repair(case)
        self.assertStage(case, "verifying_again")
        self.assertEqual(latest(case.verification_ids).round, 2)

    def test_a_violation_opens_accountability_beside_the_rectification(self):
        case = self.verifying()
        self.conclude(case, "violation")
        self.assertStage(case, "re_rectifying")
        self.assertEqual((case.accountability_ids.stage_code, case.verification_ids.fault), ("open", "violation"))
        self.by("supervisor", case.accountability_ids).conclude("reprimanded")
        self.assertEqual(case.accountability_ids.stage_code, "concluded")

    def test_a_content_citizen_and_a_violation_can_both_be_true(self):
        case = self.verifying()
        self.conclude(case, "satisfied", fault="violation")
        self.assertStage(case, "closed", "verified_satisfied")
        self.assertEqual(case.accountability_ids.stage_code, "open")

    def test_the_third_such_finding_goes_to_the_citys_leader(self):
        case = self.verifying()
        for finding in ("untrue", "violation"):
            self.conclude(case, finding)
            self.assertStage(case, "re_rectifying")
            self.repair(case)
        works = case.rectification_ids
        self.conclude(case, "untrue")
        self.assertStage(case, "leader_desk")
        self.assertEqual(case.return_count, 2)
        self.assertEqual(case.rectification_ids, works, "nothing more is asked of the window")

    def desk(self):
        case = self.verifying()
        for _turn in range(2):
            self.conclude(case, "untrue")
            self.repair(case)
        self.conclude(case, "untrue")
        return case

    def test_the_leader_closes(self):
        case = self.desk()
        self.by("city_leader", case).decide("close", "enough")
        self.assertStage(case, "closed", "decided")

    def test_the_leader_returns_and_the_next_such_finding_goes_straight_to_the_desk(self):
        case = self.desk()
        self.by("city_leader", case).decide("return", "once more")
        self.assertStage(case, "re_rectifying")
        self.repair(case)
        self.conclude(case, "untrue")
        self.assertStage(case, "leader_desk")

    def test_a_countys_leader_does_not_decide_on_the_citys_desk(self):
        case = self.desk()
        with self.assertRaisesRegex(Exception, "Ask one of them"):
            self.by("leader", case).decide("close", "enough")

    def test_a_check_is_due_in_5_working_days_and_then_goes_to_the_citys_supervisors(self):
        case = self.verifying()
        check = case.verification_ids
        self.assertEqual(check.due_at, self.at("2026-11-24 00:00"), "Monday 24:00 after five working days")
        self.wait(24 * 16)
        self.assertStage(case, "verifying")
        self.assertTrue(check.handed_over)
        with self.assertRaisesRegex(Exception, "Ask one of them"):
            self.conclude(case, "satisfied")
        self.conclude(case, "satisfied", role="city_supervisor")
        self.assertStage(case, "closed", "verified_satisfied")

    def test_a_report_that_never_comes_the_second_time_is_checked_again(self):
        case = self.verifying()
        self.conclude(case, "untrue")
        self.wait(24 * 9)
        self.assertStage(case, "verifying_again")

    def test_a_member_of_the_checked_unit_never_checks(self):
        case = self.verifying()
        self.users["supervisor"].unit_ids += self.window_a
        with self.assertRaisesRegex(Exception, "belong to the unit"):
            self.conclude(case, "satisfied")

    def test_an_unknown_finding_is_refused_with_the_known_ones(self):
        case = self.verifying()
        with self.assertRaisesRegex(Exception, "satisfied, invalid, explained, untrue, violation"):
            self.conclude(case, "good")

    def test_a_finding_from_the_wrong_stage_is_refused(self):
        case = self.verifying()
        self.conclude(case, "satisfied")
        with self.assertRaisesRegex(Exception, "not possible"):
            self.conclude(case, "untrue")

    def test_what_has_to_be_redone_stands_on_the_new_round_until_it_is_ticked_off(self):
        case = self.verifying()
        self.conclude(case, "untrue", points=["apologise in person", "put up the list of documents"])
        work = latest(case.rectification_ids)
        self.by("liaison", work.point_ids[0]).tick()
        self.assertEqual(work.point_ids.mapped(lambda point: bool(point.done_at)), [True, False])

    def test_a_violation_that_was_handed_over_stays_open_until_its_result(self):
        case = self.verifying()
        self.conclude(case, "violation")
        opened = self.by("supervisor", case.accountability_ids)
        opened.hand_over("the sending department", "with the report on the check")
        self.assertEqual((opened.stage_code, opened.concluded_at), ("handed_over", False))
        opened.conclude("a warning", "punished", "the clerk at counter 3")
        self.assertEqual((opened.stage_code, opened.outcome), ("concluded", "punished"))
