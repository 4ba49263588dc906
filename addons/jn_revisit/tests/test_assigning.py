from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import RevisitCase, latest


@tagged("post_install", "-at_install")
class TestAssigning(RevisitCase):
    """Whose item it is: objections are limited, the county assigns directly (Art. 12; decision D7)."""

    def setUp(self):
        super().setUp()
        self.users = dict(self.users)
        self.users["liaison_b"] = self._make_user("liaison", self.window_b, "test_liaison_b")
        self.case = self.dissatisfied()

    @property
    def work(self):
        return latest(self.case.rectification_ids)

    def move_on(self, liaison, unit):
        self.by(liaison, self.work).object_assignment("not ours")
        self.by("supervisor", self.work).decide_objection(True, "theirs", unit.code)

    def test_after_two_transfers_the_county_decides(self):
        self.move_on("liaison", self.window_b)
        self.move_on("liaison_b", self.window_a)
        with self.assertRaisesRegex(NotPossible, "often enough"):
            self.by("liaison", self.work).object_assignment("not ours")
        self.by("supervisor", self.work).reassign(self.window_b.code, "it stays there")
        self.assertEqual((self.case.unit_id, self.work.unit_id), (self.window_b, self.window_b))

    def test_the_limit_is_the_setting_s(self):
        setting = self.env["jn.setting"].search([("code", "=", "transfer.limit")])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": "1", "why": "for this test"})
        self.move_on("liaison", self.window_b)
        with self.assertRaisesRegex(NotPossible, "often enough"):
            self.by("liaison_b", self.work).object_assignment("not ours")

    def test_the_county_assigns_without_an_objection_and_with_fresh_limits(self):
        first = self.work
        self.call(self.case)
        self.wait(20)
        self.by("supervisor", first).reassign(self.window_b.code, "the licence desk")
        self.assertEqual((first.stage_code, first.new_unit_id), ("transferred", self.window_b))
        self.assertEqual((self.work.stage_code, self.case.unit_id), ("calling", self.window_b))
        self.assertGreater(self.work.report_due_at, first.report_due_at)
        self.assertIn("the licence desk", first._flow_passages().mapped("note"))

    def test_a_county_leader_assigns_and_a_window_does_not(self):
        for role in ("liaison", "chief_representative", "window_clerk"):
            with self.subTest(role=role), self.assertRaises(NotAllowed):
                self.by(role, self.work).reassign(self.window_b.code, "why")
        self.by("leader", self.work).reassign(self.window_b.code, "why")
        self.assertEqual(self.case.unit_id, self.window_b)

    def test_a_reason_and_a_window_are_needed(self):
        with self.assertRaisesRegex(NotPossible, "needs a reason"):
            self.by("supervisor", self.work).reassign(self.window_b.code, " ")
        for code in ("nowhere", self.hall.code, self.window_a.code, None):
            with self.subTest(code=code), self.assertRaises(BadInput):
                self.by("supervisor", self.work).reassign(code, "why")

    def test_a_county_assigns_among_its_own_windows(self):
        county = self._make_unit("county", "Other County", parent_id=self.city.id)
        elsewhere = self._make_unit("window", "Window Z", parent_id=county.id)
        with self.assertRaisesRegex(NotAllowed, "look after"):
            self.by("supervisor", self.work).reassign(elsewhere.code, "why")
        self.by("city_supervisor", self.work).reassign(elsewhere.code, "why")
        self.assertEqual(self.case.unit_id, elsewhere)

    def test_a_window_may_object_after_its_call_too_for_then_it_knows(self):
        self.call(self.case)
        self.assertEqual(self.work.stage_code, "reporting")
        self.by("liaison", self.work).object_assignment("the citizen means another window")
        self.by("supervisor", self.work).decide_objection(True, "right", self.window_b.code)
        self.assertEqual((self.case.unit_id, self.work.stage_code), (self.window_b, "calling"))

    def test_a_rejected_objection_after_the_call_leads_back_to_the_report(self):
        for decided in (True, False):
            with self.subTest(decided=decided):
                case = self.dissatisfied()
                work = case.rectification_ids
                self.call(case)
                due = work.report_due_at
                self.by("liaison", work).object_assignment("not ours")
                if decided:
                    self.by("supervisor", work).decide_objection(False, "it is yours")
                else:
                    self.wait(48)
                self.assertEqual((work.stage_code, work.report_due_at, work.objected_after_call), ("reporting", due, False))
                self.assertEqual(len(work.call_ids), 1)

    def test_the_call_lengthens_the_time_to_object_by_nothing(self):
        until = self.work.object_until
        self.call(self.case)
        self.assertEqual(self.work.object_until, until)
        self.wait(24)
        with self.assertRaisesRegex(NotPossible, "time to object"):
            self.by("liaison", self.work).object_assignment("not ours")

    def test_a_rejected_objection_leaves_the_clock_untouched(self):
        until = self.work.object_until
        self.by("liaison", self.work).object_assignment("not ours")
        self.by("supervisor", self.work).decide_objection(False, "it is yours")
        self.assertEqual(self.work.object_until, until)

    def test_a_report_that_was_handed_in_is_no_time_to_object(self):
        self.call(self.case)
        self.report(self.case)
        with self.assertRaises(NotPossible):
            self.by("liaison", self.work).object_assignment("not ours")

    def test_the_form_does_both(self):
        form = self.as_user("supervisor")["jn.transfer.wizard"].with_context(
            active_model="jn.rectification", active_id=self.work.id, default_event="reassigned"
        )
        form.create({"unit_id": self.window_b.id, "note": "why"}).action_transfer()
        self.assertEqual(self.case.unit_id, self.window_b)
