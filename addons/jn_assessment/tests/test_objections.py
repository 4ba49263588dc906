import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import QUARTER, SheetCase


@tagged("post_install", "-at_install")
class TestObjections(SheetCase):
    """A unit objects to one case, another person decides, the leader signs, the frozen numbers stay (decision D11)."""

    def setUp(self):
        super().setUp()
        self.good = self.first(3, "satisfied")
        self.bad = self.first(1, "dissatisfied")
        self.first(9, "satisfied", self.other_window)
        self.first(1, "dissatisfied", self.other_window)
        self.county_sheet = self.sheet("county")
        self.by("city_supervisor", self.county_sheet).publish()

    def _object(self, role="leader", **values):
        row = {"sheet_id": self.county_sheet.id, "unit_id": self.county.id, "case_id": self.bad.id, "reason": "not ours"}
        return self.as_user(role)["jn.objection"].create({**row, **values})

    def test_what_is_upheld_and_signed_is_listed_with_its_effect(self):
        objection = self._object()
        self.by("city_leader", objection).decide(True, "it was the other hall")
        self.assertEqual(objection.state, "signed")
        [correction] = self.county_sheet.correction_ids
        self.assertEqual((correction.signed_by_id, correction.why), (self.users["city_leader"], "it was the other hall"))
        effects = {(line.unit_id, line.indicator_id.code): line for line in correction.line_ids}
        first = effects[self.county, "first_satisfied"]
        self.assertEqual((first.old_numerator, first.old_denominator, first.new_numerator, first.new_denominator), (3, 4, 3, 3))
        total, other = effects[self.county, False], effects[self.other_county, False]
        self.assertEqual((total.old_score, total.new_score, total.old_rank, total.new_rank), (95, 100, 2, 1))
        self.assertEqual((other.old_score, other.new_score, other.old_rank, other.new_rank), (98, 98, 1, 2))
        self.assertIn("95 → 100", correction.effect)

    def test_the_frozen_numbers_stay_and_the_table_shows_both(self):
        self.by("city_leader", self._object()).decide(True, "it was the other hall")
        self.assertEqual(self.line(self.county_sheet, self.county).score, 95)
        rows = {row["unit"]: row for group in self.by("leader", self.county_sheet).table["groups"] for row in group["rows"]}
        self.assertEqual(rows["Test County"]["total"]["score"], 95)
        self.assertEqual(rows["Test County"]["corrected"], {"score": 100, "rank": 1})

    def test_a_second_correction_goes_on_from_the_first(self):
        more = self.county_sheet
        self.by("city_leader", self._object()).decide(True, "one")
        self.by("city_leader", self._object(case_id=self.good[0].id)).decide(True, "two")
        first = more.correction_ids.sorted("id")[-1].line_ids.filtered(lambda line: line.indicator_id.code == "effective")
        self.assertEqual((first.old_denominator, first.new_denominator), (3, 2))

    def test_upheld_by_a_supervisor_it_waits_for_the_leaders_signature(self):
        objection = self._object()
        supervisor = self._make_user("supervisor", self.city, "test_third")
        objection.with_user(supervisor).decide(True, "right")
        self.assertEqual((objection.state, self.county_sheet.correction_ids.ids), ("upheld", []))
        with self.assertRaises(NotAllowed), self.env.cr.savepoint():
            objection.with_user(supervisor).sign()
        self.by("city_leader", objection).sign()
        self.assertEqual(objection.state, "signed")

    def test_rejected_changes_nothing_and_says_why(self):
        objection = self._object()
        self.by("city_leader", objection).decide(False, "it was theirs")
        self.assertEqual((objection.state, objection.decision), ("rejected", "it was theirs"))
        self.assertFalse(self.county_sheet.correction_ids)
        with self.assertRaises(NotPossible):
            self.by("city_leader", objection).decide(True, "again")

    def test_another_person_than_who_published_decides_with_a_reason(self):
        objection = self._object()
        with self.assertRaises(NotAllowed):
            self.by("city_supervisor", objection).decide(True, "mine")
        with self.assertRaises(BadInput):
            self.by("city_leader", objection).decide(True, " ")
        for role in ("leader", "supervisor"):
            with self.assertRaises(NotAllowed):
                self.by(role, objection).decide(True, "mine")

    def test_an_objection_after_its_term_is_refused_with_the_date(self):
        self.freeze("2026-10-22 23:59")
        self._object()
        self.freeze("2026-10-23 00:01")
        with self.assertRaisesRegex(NotPossible, "2026-10-22 24:00"):
            self._object()

    def test_the_term_is_a_setting_and_objections_may_be_off(self):
        self.interpret("appeal.days", "5")
        self.freeze("2026-10-23 10:00")
        self._object()
        self.interpret("appeal.enabled", "false")
        with self.assertRaises(NotPossible):
            self._object()

    def test_only_the_units_own_leader_or_chief_representative_objects(self):
        for role in ("window_clerk", "liaison", "supervisor", "business_office"):
            with self.assertRaises(AccessError):
                self._object(role)
        with self.assertRaises(AccessError):
            self._object(unit_id=self.other_county.id)
        with self.assertRaisesRegex(NotAllowed, "through its leader"):
            self._object(unit_id=self.window_a.id)  # in sight, yet not the leader's own

    def test_a_chief_representative_objects_for_the_window(self):
        sheet = self.sheet("window")
        self.by("city_supervisor", sheet).publish()
        objection = self._object("chief_representative", sheet_id=sheet.id, unit_id=self.window_a.id)
        self.by("city_leader", objection).decide(True, "right")
        self.assertEqual(sheet.correction_ids.unit_id, self.window_a)

    def test_a_case_that_is_not_counted_for_the_unit_is_refused(self):
        elsewhere = self.first(1, "dissatisfied", self.other_window)
        with self.assertRaisesRegex(BadInput, "not counted"):
            self.env["jn.objection"].create({
                "sheet_id": self.county_sheet.id, "unit_id": self.county.id, "case_id": elsewhere.id, "reason": "x",
            })  # fmt: skip

    def test_an_objection_against_a_deduction_gives_its_points_back(self):
        kind = self.env["jn.deduction.kind"].search([("code", "=", "spot_false")])
        row = {"kind_id": kind.id, "unit_id": self.county.id, **QUARTER, "reason": "untrue", "evidence": "record of the call"}
        deduction = self.env["jn.deduction"]._propose([row])
        leader = self._make_user("leader", self.city, "test_other_leader")
        deduction.with_user(leader).book()
        objection = self._object(case_id=False, deduction_id=deduction.id)
        self.by("city_leader", objection).decide(True, "it was true")
        self.assertEqual((objection.state, deduction.state), ("signed", "removed"))
        self.assertEqual(self.county_sheet.correction_ids.sorted("id").mapped("points"), [5, -5])

    def test_people_see_the_objections_of_their_units_and_every_correction(self):
        objection = self._object()
        self.by("city_leader", objection).decide(True, "right")
        self.assertTrue(self.as_user("leader")["jn.objection"].search([("id", "=", objection.id)]))
        stranger = self._make_user("leader", self.other_county, "test_stranger")
        self.assertFalse(self.env["jn.objection"].with_user(stranger).search([("id", "=", objection.id)]))
        seen = self.env["jn.sheet.correction"].with_user(stranger).search([("sheet_id", "=", self.county_sheet.id)])
        self.assertTrue(seen.line_ids)

    def test_corrections_are_facts(self):
        self.by("city_leader", self._object()).decide(True, "right")
        correction = self.county_sheet.correction_ids
        for change in (lambda: correction.write({"why": "x"}), correction.unlink):
            with self.assertRaises(NotAllowed), self.env.cr.savepoint():
                change()
        self.env.flush_all()
        for statement in ("UPDATE jn_sheet_correction SET why = 'x'", "DELETE FROM jn_sheet_correction_line"):
            with self.assertRaises(psycopg2.Error), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(statement)
