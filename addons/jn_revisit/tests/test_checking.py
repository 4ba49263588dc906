"""Who checks, who has to agree, the supervisors' calls, and what a violation leads to (Art. 9; decisions C7, D1, D2)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import RevisitCase


@tagged("post_install", "-at_install")
class TestChecking(RevisitCase):
    def setUp(self):
        super().setUp()
        self.case = self.verifying()
        self.check = self.case.verification_ids

    def setting(self, code, value):
        setting = self.env["jn.setting"].search([("code", "=", code)])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": value, "why": "a test"})
        self.env.invalidate_all()

    def violation(self):
        self.conclude(self.case, "violation", points=["give the fee back"])
        return self.case.accountability_ids

    def test_an_invalid_complaint_waits_for_a_second_person(self):
        self.conclude(self.case, "invalid")
        self.assertEqual((self.check.needs_second, self.check.stage_code), (True, "reviewing"))

    def test_where_no_second_person_is_wanted_it_is_closed_at_once(self):
        self.setting("invalid.second_person", "false")
        self.conclude(self.case, "invalid")
        self.assertEqual(self.check.stage_code, "concluded")
        self.assertStage(self.case, "closed", "invalid")

    def test_the_same_level_checks(self):
        self.conclude(self.case, "satisfied")
        self.assertStage(self.case, "closed", "verified_satisfied")

    def test_the_city_may_check_all_itself(self):
        self.setting("verification.checker", '"city"')
        with self.assertRaises(NotAllowed):
            self.conclude(self.case, "satisfied")
        self.assertFalse(self.by("supervisor", self.check).flow_buttons)
        self.conclude(self.case, "satisfied", role="city_supervisor")
        self.assertStage(self.case, "closed", "verified_satisfied")

    def test_a_supervisors_attempts_are_facts_of_the_check_and_move_nothing(self):
        self.by("supervisor", self.check).log_call(reached=False, note="no answer")
        self.by("supervisor", self.check).log_call(reached=True, method="visit")
        self.assertEqual(self.check.call_ids.sorted("id").mapped("reached"), [False, True])
        self.assertEqual((self.check.stage_code, self.case.rectification_ids.call_ids.verification_id.ids), ("checking", []))
        with self.assertRaisesRegex(Exception, "stays as it is"):
            self.check.call_ids[0].note = "other"

    def test_only_who_checks_logs_calls_of_a_check(self):
        for role in ("liaison", "chief_representative", "leader"):
            with self.assertRaises(NotAllowed, msg=role):
                self.by(role, self.check).log_call(reached=True)
        self.users["supervisor"].unit_ids += self.window_a
        with self.assertRaisesRegex(NotAllowed, "belong to the unit"):
            self.by("supervisor", self.check).log_call(reached=True)

    def test_the_call_form_serves_a_check(self):
        action = self.by("supervisor", self.check).action_log_call()
        form = self.as_user("supervisor")[action["res_model"]].with_context(**action["context"]).create({"reached": "yes", "note": "said so"})
        self.assertEqual((form.case_id, form.answer_ids.mapped("level")), (self.case, [1, 1]))
        form.action_log()
        self.assertEqual(self.check.call_ids.note, "said so")

    def test_the_record_says_whether_it_was_a_call_or_a_visit(self):
        self.conclude(self.case, "explained", method="visit", note="at her home")
        self.assertEqual((self.check.method, self.check.finding_ids.method, self.check.finding_ids.note), ("visit", "visit", "at her home"))
        with self.assertRaises(BadInput):
            self.conclude(self.verifying(), "explained", method="letter")

    def test_a_violation_may_stand_beside_each_finding(self):
        for finding in ("satisfied", "explained", "untrue", "violation"):
            with self.subTest(finding=finding):
                case = self.verifying()
                self.conclude(case, finding, fault="violation")
                self.assertEqual((case.verification_ids.fault, case.accountability_ids.stage_code), ("violation", "open"))

    def test_beside_an_invalid_complaint_it_is_opened_once_the_second_person_agrees(self):
        self.conclude(self.case, "invalid", fault="violation")
        self.assertFalse(self.case.accountability_ids)
        self.by("second", self.check).approve()
        self.assertEqual(self.case.accountability_ids.stage_code, "open")

    def test_an_invalid_complaint_waits_for_the_second_person_and_no_longer_for_who_found_it(self):
        self.assertTrue(self.by("supervisor", self.check).my_turn)
        self.conclude(self.case, "invalid", note="the camera shows it")
        for role, waits in (("supervisor", False), ("second", True)):
            mine = self.by(role, self.check)
            with self.subTest(role=role):
                self.assertEqual(mine.my_turn, waits)
                for value, found in ((True, waits), (False, not waits)):
                    self.assertEqual(bool(mine.search([("id", "=", self.check.id), ("my_turn", "=", value)])), found)
        self.by("second", self.check).approve(False, "look again")
        self.assertTrue(self.by("supervisor", self.check).my_turn, "a refused finding is to be made anew")

    def test_a_fault_alone_opens_no_accountability(self):
        self.conclude(self.case, "satisfied", fault="fault")
        self.assertEqual((self.check.fault, self.case.accountability_ids.ids), ("fault", []))

    def test_evidence_belongs_to_the_check(self):
        file = self.as_user("supervisor")["ir.attachment"].create({"name": "record.txt", "raw": b"what the camera shows"})
        context = {"active_id": self.check.id, "active_model": self.check._name, "default_event": "found_invalid"}
        form = self.as_user("supervisor")["jn.finding.wizard"].with_context(**context)
        form.create({"note": "see the record", "attachment_ids": [(6, 0, file.ids)]}).action_conclude()
        self.assertEqual(self.check.attachment_ids, file)
        self.assertEqual(self.by("second", file).raw, b"what the camera shows")

    def test_a_violation_stands_in_the_supervisors_activities(self):
        opened = self.violation()
        planned = self.env["mail.activity"].search([("res_model", "=", opened._name), ("res_id", "=", opened.id)])
        self.assertLessEqual(self.users["supervisor"] | self.users["second"], planned.user_id)
        self.by("supervisor", opened).conclude("reprimanded", "criticised", "Zhang San")
        self.assertFalse(planned.exists())
        self.assertEqual((opened.stage_code, opened.outcome, opened.responsible), ("concluded", "criticised", "Zhang San"))

    def test_it_is_handed_over_and_stays_open_until_the_result(self):
        opened = self.violation()
        self.by("supervisor", opened).hand_over("the sending department", "with the record of the call")
        self.assertEqual((opened.stage_code, opened.receiver, opened.concluded_at), ("handed_over", "the sending department", False))
        self.wait(24 * 3)
        self.assertEqual(opened.age_days, 3)
        self.by("leader", opened).conclude("a warning", "punished")
        self.assertTrue(opened.concluded_at)

    def test_a_receiver_and_a_reason_are_needed(self):
        opened = self.by("supervisor", self.violation())
        with self.assertRaisesRegex(BadInput, "name the body"):
            opened.hand_over(" ", "with the record")
        with self.assertRaisesRegex(NotPossible, "reason"):
            opened.hand_over("the sending department")
        with self.assertRaisesRegex(BadInput, "unfounded"):
            opened.conclude("done", "forgiven")

    def test_the_window_neither_hands_over_nor_concludes(self):
        opened = self.violation()
        for role in ("liaison", "chief_representative", "window_clerk"):
            with self.assertRaises(NotAllowed, msg=role):
                self.by(role, opened).conclude("nothing")
            with self.assertRaises(AccessError, msg=role):
                self.as_user(role)["jn.accountability.wizard"].with_context(active_id=opened.id, active_model=opened._name).create({})

    def test_the_form_asks_what_became_of_it(self):
        opened = self.violation()
        context = {"active_id": opened.id, "active_model": opened._name, "default_event": "accountability_concluded"}
        form = self.as_user("supervisor")["jn.accountability.wizard"].with_context(**context).create({"note": "fee given back"})
        self.assertEqual(form.finding_note, "found so")
        with self.assertRaisesRegex(BadInput, "what became of it"):
            form.action_conclude()
        form.outcome = "admonished"
        form.action_conclude()
        self.assertEqual(opened.result, "fee given back")
