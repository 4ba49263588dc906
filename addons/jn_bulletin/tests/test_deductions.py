"""What a spot check found untrue costs points once per case; both kinds of deduction can be objected to (Art. 15; C11, D10, D11)."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_spot.tests.common import SpotCase

from .common import QUARTER, ReportCase


@tagged("post_install", "-at_install")
class TestFindingsCost(SpotCase):
    def found(self, cases=1):
        """The findings of a concluded list in which all were false."""
        self.reported(cases)
        draw = self.draw()
        for check in self.open_checks(draw):
            self.look(check, "false", note="无人回访")
        return draw.sudo().finding_ids

    def test_what_stands_proposes_five_points_for_the_county_in_the_quarter_of_the_draw(self):
        finding = self.found()
        self.assertFalse(finding.deduction_ids)
        self.wait(24 * 3)
        self.assertEqual(finding.state, "upheld")
        [deduction] = finding.deduction_ids
        self.assertEqual((deduction.kind_id.code, deduction.points, deduction.state), ("spot_false", 5, "proposed"))
        self.assertEqual((deduction.unit_id, deduction.case_id), (self.county, finding.case_id))
        self.assertEqual((deduction.period_start, deduction.period_end), (QUARTER.start, QUARTER.end))
        self.assertEqual(deduction.reason, "无人回访")

    def test_the_finding_of_the_spot_check_is_the_evidence_and_is_named(self):
        finding = self.found()
        self.wait(24 * 3)
        deduction = finding.deduction_ids
        self.assertEqual(deduction.finding_id, finding)
        self.assertEqual(deduction.evidence, finding.with_context(lang="zh_CN").display_name, "in the office's language")
        self.assertIn(finding.case_id.ref, deduction.evidence)
        self.by("city_supervisor", deduction).evidence = False
        self.by("city_supervisor", deduction).book()
        self.assertEqual(deduction.state, "booked", "the linked finding shows it")

    def test_an_untrue_case_that_a_person_proposes_needs_evidence_in_words(self):
        kind = self.env["jn.deduction.kind"].search([("code", "=", "spot_false")])
        deduction = self.as_user("city_supervisor")["jn.deduction"].create({
            "kind_id": kind.id, "unit_id": self.county.id, "period_start": QUARTER.start, "period_end": QUARTER.end,
            "reason": "无人回访", "finding_id": self.found().id,
        })  # fmt: skip
        self.assertFalse(deduction.finding_id, "the system alone says what a deduction rests on")
        with self.assertRaisesRegex(BadInput, "no evidence"):
            deduction.book()

    def test_each_case_costs_once_however_often_the_sweep_runs(self):
        findings = self.found(3)
        self.wait(24 * 3)
        self.wait(1)
        self.assertEqual([len(finding.deduction_ids) for finding in findings], [1, 1, 1])
        self.assertFalse(self.env["jn.spot.deduction"]._sweep_next())

    def test_what_was_removed_costs_nothing(self):
        finding = self.found()
        self.by("leader", finding).object_to("有通话录音")
        self.by("second_city_supervisor", finding).decide(False, "录音属实")
        self.wait(24 * 3)
        self.assertFalse(finding.deduction_ids)

    def test_what_was_upheld_against_an_objection_costs(self):
        finding = self.found()
        self.by("leader", finding).object_to("有通话录音")
        self.by("second_city_supervisor", finding).decide(True, "录音与本件无关")
        self.wait(1)
        self.assertEqual(len(finding.deduction_ids), 1)

    def test_a_deduction_that_a_person_gave_back_is_not_proposed_again(self):
        finding = self.found()
        self.wait(24 * 3)
        self.by("city_supervisor", finding.deduction_ids).book()
        self.by("city_leader", finding.deduction_ids).remove("查明属实")
        self.wait(1)
        self.assertEqual(finding.deduction_ids.state, "removed")

    def test_without_that_kind_in_the_rules_nothing_is_proposed(self):
        self.env["jn.deduction.kind"].search([("code", "=", "spot_false")]).active = False
        finding = self.found()
        self.wait(24 * 3)
        self.assertFalse(finding.deduction_ids)

    def test_the_county_sees_its_deduction_and_another_does_not(self):
        finding = self.found()
        self.wait(24 * 3)
        deduction = finding.deduction_ids
        self.assertTrue(self.as_user("leader")["jn.deduction"].search([("id", "=", deduction.id)]))
        self.assertFalse(self.as_user("other_supervisor")["jn.deduction"].search([("id", "=", deduction.id)]))


@tagged("post_install", "-at_install")
class TestObjections(ReportCase):
    def published(self, report):
        """The sheet of the quarter, published, with the booked deduction of this missing report."""
        self.first(3, "satisfied")
        self.by("city_supervisor", report.deduction_ids).book()
        self.freeze("2026-10-20 10:00")
        sheet = self.sheet("county")
        self.by("city_supervisor", sheet).publish()
        self.assertEqual(self.line(sheet, self.county).score, 90)
        return sheet, report.deduction_ids

    def test_a_deduction_says_until_when_it_can_be_objected_to_and_another_person_decides(self):
        sheet, deduction = self.published(self.missing())
        self.assertEqual(deduction.object_until, self.at("2026-10-23 00:00"), "two working days after publication")
        action = self.by("leader", deduction).action_object()
        defaults = {name.removeprefix("default_"): value for name, value in action["context"].items()}
        objection = self.as_user("leader")["jn.objection"].create({**defaults, "reason": "当日系统故障"})
        with self.assertRaises(NotAllowed):
            self.by("city_supervisor", objection).decide(True, "publisher decides")
        self.by("second_city_leader", objection).decide(True, "情况属实")
        self.assertEqual(deduction.state, "removed")
        self.assertEqual(sheet._final_ranks()[self.county.id]["score"], 100)

    def _shown_by_its_report(self, report, kind):
        [deduction] = report.deduction_ids
        self.assertEqual((deduction.kind_id.code, deduction.report_id), (kind, report))
        self.assertTrue(deduction.evidence)
        self.by("city_supervisor", deduction).evidence = False
        self.by("city_supervisor", deduction).book()
        self.assertEqual(deduction.state, "booked", "the linked report shows it")

    def test_a_report_that_never_came_is_itself_the_evidence(self):
        self._shown_by_its_report(self.missing(), "report_missing")

    def test_a_poor_report_is_itself_the_evidence(self):
        self._shown_by_its_report(self.graded(False, "无数据支撑"), "report_poor")

    def test_before_its_sheet_is_published_one_waits(self):
        deduction = self.missing().deduction_ids
        self.by("city_supervisor", deduction).book()
        self.assertFalse(deduction.object_until)
        with self.assertRaisesRegex(NotPossible, "published"):
            self.by("leader", deduction).action_object()

    def test_after_the_term_it_is_too_late(self):
        _sheet, deduction = self.published(self.missing())
        self.freeze("2026-10-26 10:00")
        with self.assertRaisesRegex(NotPossible, "possible until"):
            self.by("leader", deduction).action_object()
