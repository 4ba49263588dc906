from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import QUARTER, SheetCase


@tagged("post_install", "-at_install")
class TestDeductions(SheetCase):
    """Points are proposed, booked by a person, given back by another one; booked ones enter the total (Art. 15)."""

    def _kind(self, code):
        return self.env["jn.deduction.kind"].search([("code", "=", code)])

    def _proposed(self, code="report_missing", unit=None, **values):
        row = {"kind_id": self._kind(code).id, "unit_id": (unit or self.county).id, **QUARTER}
        words = {"reason": "it never came", "evidence": "list of receipts of 25 September"}
        return self.env["jn.deduction"]._propose([{**row, **words, **values}])

    def _booked(self, code="report_missing", unit=None, role="city_supervisor", **values):
        deduction = self._proposed(code, unit, **values)
        self.by(role, deduction).book()
        return deduction

    def test_a_proposal_costs_nothing_a_booked_deduction_its_points(self):
        self.first(1, "satisfied")
        deduction = self._proposed()
        self.assertEqual(deduction.points, 10)
        self.assertEqual(self.line(self.sheet("county"), self.county).score, 100)
        self.by("city_supervisor", deduction).book()
        total = self.line(self.sheet("county"), self.county)
        self.assertEqual((total.score, total.active_score, total.deducted), (90, 90, 10))

    def test_deductions_of_other_units_and_periods_do_not_count(self):
        self.first(1, "satisfied")
        self._booked(unit=self.other_county)
        self._booked(period_start="2026-04-01", period_end="2026-06-30")
        self.assertEqual(self.line(self.sheet("county"), self.county).score, 100)

    def test_a_missing_report_and_a_poor_one_exclude_each_other(self):
        self._booked("report_missing")
        with self.assertRaisesRegex(BadInput, "exclude each other"):
            self._booked("report_poor")
        self._booked("report_poor", self.other_county)

    def test_without_evidence_nothing_is_booked(self):
        self.first(1, "satisfied")
        for mere_word in (False, "", " \n"):
            deduction = self._proposed(evidence=mere_word)
            with self.subTest(mere_word), self.assertRaisesRegex(BadInput, "no evidence"):
                self.by("city_supervisor", deduction).book()
            self.assertEqual((deduction.state, deduction.booked_by_id.id), ("proposed", False))
        self.by("city_supervisor", deduction).evidence = "record of the call of 28 September"
        self.by("city_supervisor", deduction).book()
        self.assertEqual(self.line(self.sheet("county"), self.county).score, 90)

    def test_of_several_none_is_booked_when_one_lacks_evidence(self):
        both = self._proposed("spot_false") | self._proposed("spot_false", evidence=False)
        with self.assertRaisesRegex(BadInput, "no evidence"), self.env.cr.savepoint():
            self.by("city_supervisor", both).book()
        self.assertEqual(both.mapped("state"), ["proposed", "proposed"])

    def test_the_refusal_is_in_the_words_of_the_reader(self):
        deduction = self._proposed(evidence=False).with_context(lang="zh_CN")
        with self.assertRaisesRegex(BadInput, "没有证据"):
            self.by("city_supervisor", deduction).with_context(lang="zh_CN").book()

    def test_untrue_spot_checks_have_no_limit_and_the_total_no_floor(self):
        self.first(1, "satisfied")
        for _each in range(21):
            self._booked("spot_false")
        total = self.line(self.sheet("county"), self.county)
        self.assertEqual((total.score, total.shown_score), (-5, -5))

    def test_the_floor_of_what_is_printed_leaves_the_score_alone(self):
        self.first(1, "satisfied")
        for _each in range(21):
            self._booked("spot_false")
        self.interpret("deduction.floor", '"display_zero"')
        total = self.line(self.sheet("county"), self.county)
        self.assertEqual((total.score, total.shown_score), (-5, 0))

    def test_another_person_than_who_booked_gives_the_points_back_with_a_reason(self):
        deduction = self._booked()
        with self.assertRaises(NotAllowed):
            self.by("city_supervisor", deduction).remove("it came")
        with self.assertRaises(BadInput):
            self.by("city_leader", deduction).remove(" ")
        self.by("city_leader", deduction).remove("it came")
        self.assertEqual((deduction.state, deduction.removed_why), ("removed", "it came"))
        self.first(1, "satisfied")
        self.assertEqual(self.line(self.sheet("county"), self.county).score, 100)

    def test_after_the_freeze_a_deduction_is_a_signed_correction(self):
        self.first(1, "satisfied")
        sheet = self.sheet("county")
        sheet.publish()
        late = self._proposed()
        with self.assertRaises(NotAllowed), self.env.cr.savepoint():
            self.by("city_supervisor", late).book()
        self.by("city_leader", late).book()
        [effect] = sheet.correction_ids.line_ids.filtered(lambda line: line.unit_id == self.county)
        self.assertEqual((effect.old_score, effect.new_score), (100, 90))
        self.assertEqual(self.line(sheet, self.county).score, 100)

    def test_people_see_the_deductions_of_their_units_and_keep_none(self):
        mine, other = self._proposed(), self._proposed(unit=self.other_county)
        for role in ("leader", "supervisor"):
            self.assertEqual(self.as_user(role)["jn.deduction"].search([("id", "in", (mine | other).ids)]), mine, role)
            for verb in ("book", "remove"):
                with self.assertRaises(NotAllowed):
                    getattr(self.by(role, mine), verb)()
        for role in ("window_clerk", "liaison", "chief_representative", "business_office"):
            with self.assertRaises(AccessError):
                self.as_user(role)["jn.deduction"].create({"kind_id": self._kind("spot_false").id, "reason": "x"})

    def test_states_and_booked_deductions_are_not_written_by_hand(self):
        deduction = self._booked()
        for values in ({"points": 1}, {"state": "removed"}):
            with self.assertRaises(NotPossible):
                self.by("administrator", deduction).write(values)
        with self.assertRaises(NotPossible):
            self.by("administrator", deduction).unlink()
        with self.assertRaises(NotPossible):
            self.by("city_supervisor", deduction).book()

    def test_a_total_opens_its_deductions(self):
        self.first(1, "satisfied")
        deduction = self._booked()
        action = self.line(self.sheet("county"), self.county).action_open_deductions()
        self.assertEqual(self.env["jn.deduction"].search(action["domain"]), deduction)
