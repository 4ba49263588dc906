"""Article 15 where it leaves something open: each option of a decision really changes the result."""

from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.common import INSIDE, SheetCase
from odoo.addons.jn_org.tests.common import at


@tagged("post_install", "-at_install")
class TestArticle15Choices(SheetCase):
    def county_line(self, indicator=False, **values):
        return self.line(self.sheet("county", **values), self.county, indicator)

    def _totals(self, code, options, **values):
        """{option: the county's total} under each option of a setting."""
        totals = {}
        for option in options:
            self.interpret(code, f'"{option}"')
            totals[option] = self.county_line(**values).score
        return totals

    def test_the_business_may_be_what_was_accepted_in_the_period(self):
        revisits = self.first(2, "satisfied").revisit_ids
        revisits[0].accepted_at = at("2026-06-20 10:00")
        found = {}
        for option in ("completed", "accepted"):
            self.interpret("business.period_by", f'"{option}"')
            found[option] = self.fraction(self.sheet("county"), self.county, "effective")
        self.assertEqual(found, {"completed": (2, 2), "accepted": (1, 1)})

    def test_who_sends_no_moment_of_acceptance_does_not_leave_the_total(self):
        self.first(1, "satisfied")
        self.interpret("business.period_by", '"accepted"')
        self.assertEqual(self.fraction(self.sheet("county"), self.county, "effective"), (1, 1))

    def test_a_citizen_who_refused_contact_may_leave_the_total(self):
        self.first(3, "satisfied")
        self.first(1, "undelivered").revisit_ids.undelivered_reason = "refused"
        self.first(1, "undelivered").revisit_ids.undelivered_reason = "no_number"
        found = {}
        for option in ("keep", "drop"):
            self.interpret("undelivered.refused_contact", f'"{option}"')
            found[option] = self.fraction(self.sheet("county"), self.county, "effective")
        self.assertEqual(found, {"keep": (3, 5), "drop": (3, 4)})

    def test_2_silence_at_the_second_revisit_counts_as_the_city_says(self):
        bad = self.first(4, "dissatisfied")
        self.again(bad[:1], "satisfied")
        self.again(bad[1:2], "dissatisfied")
        self.again(bad[2:], "silent")
        found = {}
        for option in ("outside", "not_satisfied", "satisfied"):
            self.interpret("silence.second", f'"{option}"')
            found[option] = self.fraction(self.sheet("county"), self.county, "second_satisfied")
        self.assertEqual(found, {"outside": (1, 2), "not_satisfied": (1, 4), "satisfied": (3, 4)})

    def test_4_closed_with_explanation_counts_as_the_city_says(self):
        for finding in ("satisfied", "explained", "untrue"):
            self.check(self.first(1, "dissatisfied"), finding)
        found = {}
        for option in ("not_satisfied", "satisfied", "outside"):
            self.interpret("explained.counts_as", f'"{option}"')
            found[option] = self.fraction(self.sheet("county"), self.county, "first_verified")
        self.assertEqual(found, {"not_satisfied": (1, 3), "satisfied": (2, 3), "outside": (1, 2)})

    def test_4_an_invalid_complaint_counts_as_the_city_says_and_is_printed_apart(self):
        bad = self.first(2, "dissatisfied")
        self.first(2, "satisfied")
        self.check(bad[:1], "invalid")
        self.check(bad[1:], "untrue")
        found = {}
        for option in ("excluded", "satisfied", "excluded_everywhere"):
            self.interpret("invalid.counts_as", f'"{option}"')
            sheet = self.sheet("county")
            found[option] = [self.fraction(sheet, self.county, code) for code in ("first_satisfied", "first_verified")]
            extras = self.line(sheet, self.county).extras
            self.assertEqual((extras["invalid"], round(extras["first_corrected"], 4)), (1, 0.6667))
        self.assertEqual(
            found,
            {"excluded": [(2, 4), (0, 1)], "satisfied": [(2, 4), (1, 2)], "excluded_everywhere": [(2, 3), (0, 1)]},
        )

    def test_5_later_checks_may_count_too(self):
        bad = self.first(1, "dissatisfied")
        for finding in ("untrue", "untrue", "satisfied"):
            self.check(bad, finding)
        found = {}
        for option in ("first_and_second", "first_and_later"):
            self.interpret("score.which_checks", f'"{option}"')
            found[option] = self.fraction(self.sheet("county"), self.county, "second_verified")
        self.assertEqual(found, {"first_and_second": (0, 1), "first_and_later": (1, 2)})

    def test_a_chain_that_crosses_a_quarter_may_go_by_its_completion(self):
        bad = self.first(1, "dissatisfied")
        late = at("2026-10-08 10:00")
        self.again(bad, "dissatisfied", ended=late)
        self.check(bad, "satisfied", concluded=late)
        found = {}
        for option in ("by_level_end", "by_completion"):
            self.interpret("score.chain_period", f'"{option}"')
            sheet = self.sheet("county")
            found[option] = [self.fraction(sheet, self.county, code) for code in ("second_satisfied", "first_verified")]
        self.assertEqual(found, {"by_level_end": [(0, 0), (0, 0)], "by_completion": [(0, 1), (1, 1)]})

    def test_without_any_business_a_county_may_get_nothing_and_the_last_rank(self):
        self.first(1, "satisfied", self.other_window)
        self.assertEqual(self._totals("score.no_business", ("unranked", "zero")), {"unranked": False, "zero": 0})

    def test_answers_typed_in_by_staff_are_printed_apart(self):
        cases = self.first(2, "satisfied")
        revisit = cases[0].revisit_ids
        self.env["jn.answer"].create({
            "revisit_id": revisit.id, "case_id": cases[0].id, "unit_id": revisit.unit_id.id, "level": 5, "kind": "answer",
            "channel": "phone", "answered_at": INSIDE, "entered_by_id": self.users["supervisor"].id,
        })  # fmt: skip
        self.assertEqual(self.county_line().extras["typed"], 1)

    # 不报的扣10分，质量不高的扣5分；每起扣5分（此项扣分无最高分值限制）
    def test_10_are_deducted_for_no_report_5_for_a_poor_one_and_5_for_each_untrue_spot_check(self):
        kinds = self.env["jn.deduction.kind"].search([])
        self.assertEqual({kind.code: kind.points for kind in kinds}, {"report_missing": 10, "report_poor": 5, "spot_false": 5})

    def test_small_samples_carry_an_interval_of_the_level_that_the_city_chose(self):
        self.first(8, "satisfied")
        self.first(2, "dissatisfied")
        edges = {}
        for percent in (95, 80):
            self.interpret("score.confidence_percent", str(percent))
            line = self.county_line("first_satisfied")
            edges[percent] = (round(line.low, 4), round(line.high, 4))
        self.assertTrue(line.small_sample)
        self.assertEqual(edges[95], (0.4902, 0.9433))
        self.assertLess(edges[95][0], edges[80][0])
        self.assertLess(edges[80][1], edges[95][1])

    def test_a_figure_is_worked_out_in_real_numbers(self):
        self.first(2, "satisfied")
        self.first(1, "defaulted")
        self.first(1, "undelivered")
        line = self.county_line("effective")
        told = line.with_context(lang="zh_CN").explanation
        self.assertIn("有效回访数量 = 一级回访主动评价 + 一级回访默认满意 = 2 + 1 = 3", told)
        self.assertIn("有效回访率 = 3 ÷ 4 = 0.75", told)
        self.assertIn("20 × 0.75", told)
        self.assertIn("3 ÷ 4", line.indicator_id.with_context(lang="zh_CN").example)
