from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import SheetCase


@tagged("post_install", "-at_install")
class TestLateCorrections(SheetCase):
    """What a citizen says after the freeze is drafted as a correction and signed by another person (decision A4)."""

    def setUp(self):
        super().setUp()
        self.freeze("2026-09-29 10:00")
        self.case_late = self.asked()
        self.wait(24 * 9)
        self.first(3, "satisfied")
        self.first(9, "satisfied", self.other_window)
        self.first(1, "dissatisfied", self.other_window)
        self.county_sheet = self.sheet("county")
        self.window_sheet = self.sheet("window")
        self.by("city_supervisor", self.county_sheet | self.window_sheet).publish()
        self.wait(1)
        self.citizen(self.case_late, 1)

    def _answer(self, role="city_supervisor", sheet=None):
        """The late answer, found as the keeper finds it: from the sheet."""
        action = self.by(role, sheet or self.county_sheet).action_open_late()
        return self.as_user(role)[action["res_model"]].with_context(**action["context"]).search(action["domain"])

    def _drafted(self, role="city_supervisor", sheet=None):
        action = self._answer(role, sheet).action_draft_correction()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_a_draft_says_what_it_does_and_changes_nothing_yet(self):
        late = self._drafted()
        self.assertEqual((late.state, late.unit_id, late.case_id), ("drafted", self.county, self.case_late))
        self.assertEqual(late.changes, {"answered_dissatisfied": 1, "defaulted": -1})
        # 4 of 4 becomes 3 of 4, 20 points become 15; the other county has 9 of 10
        self.assertIn("100 → 95", late.effect)
        self.assertIn("1 → 2", late.effect)
        self.assertFalse(self.county_sheet.correction_ids)
        self.assertEqual(self.county_sheet.late_correction_ids, late)

    def test_signed_by_another_it_is_listed_with_its_effect_and_the_frozen_numbers_stay(self):
        late = self._drafted()
        promised = late.effect
        self.by("city_leader", late).decide(True)
        [correction] = self.county_sheet.correction_ids
        self.assertEqual((late.state, late.correction_id, late.effect), ("signed", correction, promised))
        self.assertEqual((correction.signed_by_id, correction.why), (self.users["city_leader"], late.reason))
        effects = {(line.unit_id, line.indicator_id.code): line for line in correction.line_ids}
        first = effects[self.county, "first_satisfied"]
        self.assertEqual((first.old_numerator, first.old_denominator, first.new_numerator, first.new_denominator), (4, 4, 3, 4))
        total = effects[self.county, False]
        self.assertEqual((total.old_score, total.new_score, total.old_rank, total.new_rank), (100, 95, 1, 2))
        self.assertEqual(self.line(self.county_sheet, self.county).score, 100)

    def test_who_drafted_does_not_sign_and_only_the_citys_leader_does(self):
        late = self._drafted("city_leader")
        with self.assertRaisesRegex(NotAllowed, "Another person signs"):
            self.by("city_leader", late).decide(True)
        for role in ("city_supervisor", "leader", "administrator"):
            with self.assertRaises(NotAllowed):
                self.by(role, late).decide(True)
        other = self._make_user("leader", self.city, "test_other_city_leader")
        late.with_user(other).decide(True)
        with self.assertRaisesRegex(NotPossible, "decided already"):
            late.with_user(other).decide(False, "again")

    def test_rejected_with_a_reason_it_changes_nothing_and_may_be_drafted_again(self):
        late = self._drafted()
        with self.assertRaisesRegex(BadInput, "needs a reason"):
            self.by("city_leader", late).decide(False, " ")
        self.by("city_leader", late).decide(False, "typed in by mistake")
        self.assertEqual((late.state, late.note), ("rejected", "typed in by mistake"))
        self.assertFalse(self.county_sheet.correction_ids)
        self.assertNotEqual(self._drafted(), late)

    def test_the_decision_form_signs(self):
        late = self._drafted()
        action = self.by("city_leader", late).action_decide()
        form = self.as_user("city_leader")[action["res_model"]].with_context(**action["context"]).create({})
        self.assertEqual(form.effect, late.effect)
        form.action_sign()
        self.assertEqual(late.state, "signed")

    def test_only_keepers_of_the_sheet_draft_and_nobody_writes_by_hand(self):
        with self.assertRaises(NotAllowed):
            self._drafted("leader")
        late = self._drafted()
        for role in ("city_supervisor", "city_leader", "administrator"):
            with self.assertRaises(AccessError):
                self.by(role, late).write({"state": "signed"})
            with self.assertRaises(AccessError):
                self.as_user(role)["jn.late.correction"].create({"sheet_id": self.county_sheet.id, "changes": {"defaulted": -9}})

    def test_an_answer_that_came_in_time_is_not_corrected(self):
        sheet = self.sheet("county", period_start="2026-09-01")  # computed after the answer
        sheet.publish()
        answer = self._answer()
        with self.assertRaisesRegex(BadInput, "did not come after the freeze"):
            answer.with_context(jn_sheet=sheet.id).action_draft_correction()
        with self.assertRaisesRegex(BadInput, "from the score sheet"):
            answer.with_context(jn_sheet=False).action_draft_correction()

    def test_an_answer_that_changes_no_count_is_not_corrected(self):
        self.case_late.revisit_ids.sorted("id")[0].outcome = "defaulted"
        with self.assertRaisesRegex(BadInput, "nothing to correct"):
            self._drafted()

    def test_each_sheet_has_one_draft_for_a_case_and_a_second_press_opens_it(self):
        late = self._drafted()
        self.assertEqual(self._drafted(), late)
        self.assertEqual(self._drafted(sheet=self.window_sheet).unit_id, self.window_a)

    def test_a_case_under_objection_is_not_corrected_besides(self):
        row = {"sheet_id": self.county_sheet.id, "unit_id": self.county.id, "case_id": self.case_late.id, "reason": "not ours"}
        objection = self.as_user("leader")["jn.objection"].create(row)
        with self.assertRaisesRegex(NotPossible, "An objection takes"):
            self._drafted()
        self.by("city_leader", objection).decide(True, "it was the other hall")
        with self.assertRaisesRegex(NotPossible, "An objection takes"):
            self._drafted()

    def test_an_objection_takes_away_what_was_frozen_not_what_was_heard_since(self):
        row = {"sheet_id": self.county_sheet.id, "unit_id": self.county.id, "case_id": self.case_late.id, "reason": "not ours"}
        objection = self.as_user("leader")["jn.objection"].create(row)
        self.by("city_leader", objection).decide(True, "it was the other hall")
        self.assertEqual(self.county_sheet.correction_ids.changes, {"asked": -1, "defaulted": -1})

    def test_after_a_signed_correction_an_objection_takes_away_what_it_made(self):
        self.by("city_leader", self._drafted()).decide(True)
        row = {"sheet_id": self.county_sheet.id, "unit_id": self.county.id, "case_id": self.case_late.id, "reason": "not ours"}
        self.by("city_leader", self.as_user("leader")["jn.objection"].create(row)).decide(True, "it was the other hall")
        newest = self.county_sheet.correction_ids.sorted("id")[-1]
        self.assertEqual(newest.changes, {"answered_dissatisfied": -1, "asked": -1})

    def test_a_case_that_moved_since_is_corrected_where_it_counted(self):
        self.by("city_supervisor", self.case_late.rectification_ids).reassign(self.other_window.code, "theirs")
        late = self._drafted()
        self.assertEqual((self.case_late.unit_id, late.unit_id), (self.other_window, self.county))

    def test_people_see_those_of_their_units(self):
        late = self._drafted()
        stranger = self._make_user("leader", self.other_county, "test_far_leader")
        for user, seen in ((self.users["leader"], late), (self.users["city_leader"], late), (stranger, late.browse())):
            self.assertEqual(self.env["jn.late.correction"].with_user(user).search([("id", "=", late.id)]), seen)
