"""Article 15: five indicators of 20 points each, the quarterly report, and spot checks whose untrue cases cost points."""

from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.common import SheetCase
from odoo.addons.jn_bulletin.tests.common import ReportCase
from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_spot.tests.common import SpotCase

INDICATORS = ["effective", "first_satisfied", "second_satisfied", "first_verified", "second_verified"]


@tagged("post_install", "-at_install")
class TestArticle15(SheetCase):
    def county_line(self, indicator=False, **values):
        return self.line(self.sheet("county", **values), self.county, indicator)

    def test_five_indicators_of_20_points_make_100(self):
        indicators = self.scheme("county").indicator_ids
        self.assertEqual(indicators.mapped("code"), INDICATORS)
        self.assertEqual(indicators.mapped("weight"), [20] * 5)

    def test_1_effective_revisits_are_divided_by_the_total_business(self):
        self.first(3, "satisfied")
        self.first(1, "undelivered")
        line = self.county_line("effective")
        self.assertEqual((line.numerator, line.denominator, line.rate, line.score), (3, 4, 0.75, 15))

    def test_1_a_default_is_effective_and_a_person_who_really_answered_is_shown_beside(self):
        self.first(1, "satisfied")
        self.first(3, "defaulted")
        line = self.county_line("effective")
        self.assertEqual((line.score, line.active_numerator, line.active_denominator, line.active_score), (20, 1, 4, 5))

    def test_1_an_early_answer_counts_only_when_its_48_hours_are_over(self):
        now = self.env["jn.clock"]._now()
        cases = self.first(1, "satisfied", completed=now, ended=now)
        cases.revisit_ids.answer_due_at = at("2026-10-22 10:00")
        october = {"period_start": "2026-10-01", "period_end": "2026-12-31"}
        self.assertEqual(self.fraction(self.sheet("county", **october), self.county, "effective"), (0, 0))
        self.freeze("2026-10-22 10:00")
        self.assertEqual(self.fraction(self.sheet("county", **october), self.county, "effective"), (1, 1))

    def test_1_a_case_enters_the_total_7_days_after_completion_at_the_latest(self):
        self.first(1, False, completed=at("2026-10-20 10:00"))
        october = {"period_start": "2026-10-01", "period_end": "2026-12-31"}
        self.freeze("2026-10-27 09:59")
        self.assertEqual(self.fraction(self.sheet("county", **october), self.county, "effective"), (0, 0))
        self.freeze("2026-10-27 10:00")
        self.assertEqual(self.fraction(self.sheet("county", **october), self.county, "effective"), (0, 1))

    def test_1_without_any_business_a_county_is_not_ranked(self):
        self.first(1, "satisfied", self.other_window)
        total = self.county_line()
        self.assertEqual((total.score, total.rank), (False, False))

    def test_2_satisfied_at_first_is_divided_by_the_effective_revisits(self):
        self.first(2, "satisfied")
        self.first(1, "defaulted")
        self.first(1, "dissatisfied")
        self.first(9, "undelivered")
        line = self.county_line("first_satisfied")
        self.assertEqual((line.numerator, line.denominator, line.score), (3, 4, 15))
        self.assertEqual((line.active_numerator, line.active_denominator, line.active_score), (2, 3, 13.33))

    def test_3_satisfied_after_rectification_is_divided_by_the_second_revisits(self):
        bad = self.first(4, "dissatisfied")
        self.again(bad[:3], "satisfied")
        self.again(bad[3:], "dissatisfied")
        line = self.county_line("second_satisfied")
        self.assertEqual((line.numerator, line.denominator, line.score), (3, 4, 15))

    def test_3_silence_at_the_second_revisit_is_in_neither(self):
        bad = self.first(3, "dissatisfied")
        self.again(bad[:1], "satisfied")
        self.again(bad[1:2], "silent")
        self.again(bad[2:], "undelivered")
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "second_satisfied"), (1, 1))

    def test_3_a_report_that_was_due_and_never_came_counts_as_not_satisfied(self):
        bad = self.first(2, "dissatisfied")
        self.again(bad[:1], "satisfied")
        self.overdue_report(bad[1:])
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "second_satisfied"), (1, 2))

    def test_3_a_report_that_came_that_is_not_yet_due_or_was_transferred_does_not(self):
        bad = self.first(4, "dissatisfied")
        self.overdue_report(bad[0], confirmed_at=at("2026-08-12 10:00"))
        self.overdue_report(bad[1], due=at("2026-12-01 10:00"))
        self.overdue_report(bad[2], stage_code="transferred")
        self.overdue_report(bad[3], kind="again")
        wide = {"period_end": "2026-12-31"}
        self.assertEqual(self.fraction(self.sheet("county", **wide), self.county, "second_satisfied"), (0, 0))

    def test_3_belongs_to_the_period_in_which_the_second_revisit_ended(self):
        bad = self.first(1, "dissatisfied")
        self.again(bad, "satisfied", ended=at("2026-10-02 10:00"))
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "second_satisfied"), (0, 0))
        october = {"period_start": "2026-10-01", "period_end": "2026-12-31"}
        self.assertEqual(self.fraction(self.sheet("county", **october), self.county, "second_satisfied"), (1, 1))

    def test_4_satisfied_at_the_first_check_is_divided_by_the_first_checks(self):
        for finding in ("satisfied", "untrue", "violation", "explained"):
            self.check(self.first(1, "dissatisfied"), finding)
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "first_verified"), (1, 4))

    def test_4_an_invalid_complaint_is_in_neither(self):
        self.check(self.first(1, "dissatisfied"), "invalid")
        line = self.county_line("first_verified")
        self.assertEqual((line.denominator, line.rate, line.note), (0, False, "无此类件(0/0)"))

    def test_4_a_check_that_was_due_and_never_concluded_counts_as_not_satisfied(self):
        self.check(self.first(1, "dissatisfied"), False, concluded=False)
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "first_verified"), (0, 1))

    def test_5_satisfied_at_the_second_check_is_divided_by_the_second_checks(self):
        bad = self.first(2, "dissatisfied")
        self.check(bad, "untrue")
        self.check(bad[:1], "satisfied")
        self.check(bad[1:], "untrue")
        sheet = self.sheet("county")
        self.assertEqual(self.fraction(sheet, self.county, "first_verified"), (0, 2))
        self.assertEqual(self.fraction(sheet, self.county, "second_verified"), (1, 2))

    def test_4_and_5_leave_out_later_checks_and_checks_after_a_spot_check(self):
        bad = self.first(1, "dissatisfied")
        for _round in range(3):
            self.check(bad, "untrue")
        spotted = self.check(self.first(1, "dissatisfied"), "untrue")
        spotted.after_spot = True
        sheet = self.sheet("county")
        self.assertEqual(self.fraction(sheet, self.county, "first_verified"), (0, 1))
        self.assertEqual(self.fraction(sheet, self.county, "second_verified"), (0, 1))

    def test_an_indicator_without_any_case_gives_full_marks_and_says_so(self):
        self.first(1, "satisfied")
        line = self.county_line("second_satisfied")
        self.assertEqual((line.rate, line.score, line.note), (False, 20, "无此类件(0/0)"))

    def test_other_options_for_empty_indicators_change_the_result(self):
        self.first(3, "satisfied")
        self.first(2, "undelivered")
        totals = {}
        for option in ("full", "redistribute", "zero", "unranked"):
            self.interpret("score.empty_ratio", f'"{option}"')
            totals[option] = self.county_line().score
        self.assertEqual(totals, {"full": 92, "redistribute": 80, "zero": 32, "unranked": False})

    def test_other_options_for_silence_change_the_result(self):
        self.first(4, "satisfied")
        self.first(1, "dissatisfied")
        self.first(95, "defaulted")
        found = {}
        for option in ("effective_satisfied", "effective_unsatisfied", "excluded"):
            self.interpret("silence.counts_as", f'"{option}"')
            sheet = self.sheet("county")
            found[option] = [self.line(sheet, self.county, code).score for code in INDICATORS[:2]]
        self.assertEqual(
            found,
            {
                "effective_satisfied": [20, 19.8],
                "effective_unsatisfied": [20, 0.8],
                "excluded": [1, 16],
            },
        )

    def test_not_counting_levels_that_never_came_changes_the_result(self):
        self.overdue_report(self.first(1, "dissatisfied"))
        self.assertEqual(self.county_line("second_satisfied").score, 0)
        self.interpret("score.level_due_counts", "false")
        self.assertEqual(self.county_line("second_satisfied").score, 20)

    def test_the_five_are_scored_apart_and_the_total_is_their_sum(self):
        self.first(2, "satisfied")
        self.first(1, "dissatisfied")
        sheet = self.sheet("county")
        scores = [self.line(sheet, self.county, code).score for code in INDICATORS]
        self.assertEqual(scores, [20, 13.33, 20, 20, 20])
        self.assertAlmostEqual(self.line(sheet, self.county).score, 93.33)

    def test_counties_are_ranked_by_their_total(self):
        self.first(1, "dissatisfied", self.window_a)
        self.first(1, "satisfied", self.other_window)
        sheet = self.sheet("county")
        self.assertEqual([self.line(sheet, unit).rank for unit in (self.other_county, self.county)], [1, 2])

    def test_revisits_by_hand_and_spot_checks_are_in_none_of_the_five(self):
        cases = self.first(2, "satisfied")
        self.env["jn.revisit"].create([
            {"case_id": case.id, "kind": kind, "outcome": "dissatisfied", "ended_at": case.completed_at}
            for case, kind in zip(cases, ("manual", "spot"), strict=True)
        ])
        sheet = self.sheet("county")
        self.assertEqual(self.fraction(sheet, self.county, "effective"), (2, 2))
        self.assertEqual(self.fraction(sheet, self.county, "first_satisfied"), (2, 2))
        for code in INDICATORS[2:]:
            self.assertEqual(self.fraction(sheet, self.county, code), (0, 0), code)


@tagged("post_install", "-at_install")
class TestSpotChecks(SpotCase):
    """The last paragraph: rectification and verification are checked by phone every quarter."""

    def test_20_of_each_county_are_checked_every_quarter(self):
        self.reported(30)
        self.reported(30, unit=self.other_window)
        draws = self.as_user("city_supervisor")["jn.spot.draw"].draw(county_ids=(self.county | self.other_county).ids)
        for draw in draws:
            called = draw.sudo().check_ids.filtered(lambda check: not check.is_reserve)
            self.assertEqual(len(called), 20)
            self.assertEqual(called.unit_id.county_id, draw.unit_id)

    def test_what_is_rectified_and_what_is_verified_are_both_checked(self):
        reported, checked = self.reported(30), self.checked(30)
        cases = self.draw().sudo().check_ids.filtered(lambda check: not check.is_reserve).case_id
        self.assertEqual((len(cases & reported), len(cases & checked)), (10, 10))

    def test_each_false_one_is_proposed_for_a_deduction_without_an_upper_limit(self):
        self.reported(20)
        draw = self.draw()
        for check in self.open_checks(draw):
            self.look(check, "false", note="弄虚作假")
        findings = draw.sudo().finding_ids
        self.assertEqual((len(findings), set(findings.mapped("state"))), (20, {"proposed"}))
        self.wait(24 * 3)
        self.assertEqual(set(findings.mapped("state")), {"upheld"})
        self.assertEqual(set(map(str, findings.mapped("counts_on"))), {"2026-09-30"})

    def test_a_true_one_costs_nothing(self):
        self.reported(1)
        draw = self.draw()
        self.look(self.open_checks(draw), "true")
        self.assertFalse(draw.sudo().finding_ids)

    def test_each_untrue_one_costs_five_points_once_a_person_has_booked_it(self):
        self.reported(20)
        draw = self.draw()
        for check in self.open_checks(draw):
            self.look(check, "false", note="弄虚作假")
        self.wait(24 * 3)
        deductions = draw.sudo().finding_ids.deduction_ids
        self.assertEqual((len(deductions), sum(deductions.mapped("points")), set(deductions.mapped("state"))), (20, 100, {"proposed"}))
        self.by("city_supervisor", deductions).book()
        self.assertEqual(set(deductions.mapped("state")), {"booked"})


@tagged("post_install", "-at_install")
class TestQuarterlyReport(ReportCase):
    """The second paragraph: the 政务服务回访评价工作季度分析总结报告."""

    # 每季度月末25日前各县市区（功能区）报送本季度
    def test_every_county_has_its_report_of_the_quarter_due_on_the_25th_of_its_last_month(self):
        self.freeze("2026-09-01 09:00")
        self.wait(1)
        reports = self.env["jn.quarterly.report"].search([("unit_id", "in", (self.county | self.other_county).ids)])
        self.assertEqual(len(reports), 2)
        self.assertEqual(set(map(str, reports.mapped("due_at"))), {"2026-09-25 16:00:00"}, "24:00 in the city's zone")

    # 包括基本情况、数据分析、存在问题、下步建议
    def test_it_holds_the_four_parts_and_is_not_handed_in_without_one(self):
        self.first(3, "satisfied")
        self.first(1, "dissatisfied")
        report = self.opened()
        for part in ("basic", "analysis", "problems", "proposals"):
            self.assertTrue(report[part].strip(), part)
        self.by("leader", report).write({"problems": ""})
        with self.assertRaisesRegex(BadInput, "Problems"):
            self.by("leader", report).submit()

    # 不报的扣 10 分
    def test_not_handing_it_in_costs_ten_points(self):
        self.first(1, "satisfied")
        report = self.missing()
        self.by("city_supervisor", report.deduction_ids).book()
        self.assertEqual(self.line(self.sheet("county"), self.county).score, 90)

    # 质量不高的扣 5 分
    def test_a_poor_one_costs_five_points(self):
        self.first(1, "satisfied")
        report = self.graded(False, "无数据支撑")
        self.by("city_supervisor", report.deduction_ids).book()
        self.assertEqual(self.line(self.sheet("county"), self.county).score, 95)

    def test_a_good_one_costs_nothing(self):
        self.assertFalse(self.graded(True).deduction_ids)

    def test_missing_and_poor_do_not_cost_twice(self):
        report = self.missing()
        self.by("city_supervisor", report.deduction_ids).book()
        poor = self.env["jn.deduction"]._propose_for_reports(report, "report_poor")
        with self.assertRaisesRegex(BadInput, "exclude each other"):
            self.by("city_leader", poor).book()
