"""Article 16: windows are assessed by effective revisits (85 %) and citizens' satisfaction (95 %), 20 points in all."""

from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.common import SheetCase


@tagged("post_install", "-at_install")
class TestArticle16(SheetCase):
    def window_line(self, indicator=False, unit=None):
        return self.line(self.sheet("window"), unit or self.window_a, indicator)

    def test_85_percent_effective_is_the_standard(self):
        self.first(85, "satisfied")
        self.first(15, "undelivered")
        line = self.window_line("effective")
        self.assertEqual((line.numerator, line.denominator, line.score), (85, 100, 0))

    def test_every_whole_point_below_the_standard_costs_one_point(self):
        self.first(82, "satisfied")
        self.first(18, "undelivered")
        self.assertEqual(self.window_line("effective").score, -3)
        self.assertEqual(self.window_line().score, 17)

    def test_a_part_of_a_point_costs_nothing(self):
        self.first(169, "satisfied")
        self.first(31, "undelivered")
        self.assertEqual(self.window_line("effective").score, 0)

    def test_satisfaction_is_the_mean_of_the_first_and_the_second_rate(self):
        self.first(90, "satisfied")
        bad = self.first(10, "dissatisfied")
        self.again(bad[:8], "satisfied")
        self.again(bad[8:], "dissatisfied")
        sheet = self.sheet("window")
        self.assertEqual(self.fraction(sheet, self.window_a, "first"), (90, 100))
        self.assertEqual(self.fraction(sheet, self.window_a, "second"), (8, 10))
        line = self.line(sheet, self.window_a, "satisfied")
        self.assertEqual((round(line.rate, 6), line.score), (0.85, -10))
        self.assertEqual((line.numerator, line.denominator), (False, False))

    def test_the_other_readings_of_the_formula_change_the_result(self):
        self.first(90, "satisfied")
        bad = self.first(10, "dissatisfied")
        self.again(bad[:8], "satisfied")
        self.again(bad[8:], "dissatisfied")
        rates = {}
        for option in ("mean", "weighted", "literal"):
            self.interpret("window.formula", f'"{option}"')
            rates[option] = round(self.window_line("satisfied").rate, 4)
        self.assertEqual(rates, {"mean": 0.85, "weighted": 0.8909, "literal": 1.3})

    def test_without_second_revisits_the_first_rate_stands_alone(self):
        self.first(9, "satisfied")
        self.first(1, "dissatisfied")
        line = self.window_line("satisfied")
        self.assertEqual((line.rate, line.score), (0.9, -5))
        self.assertEqual(self.window_line("second").note, "无此类件(0/0)")

    def test_silence_at_the_second_revisit_does_not_count_against_the_window(self):
        self.first(990, "satisfied")
        bad = self.first(10, "dissatisfied")
        self.again(bad[:5], "satisfied")
        self.again(bad[5:6], "dissatisfied")
        self.again(bad[6:], "silent")
        self.assertEqual(self.window_line().score, 17)
        self.interpret("silence.second", '"not_satisfied"')
        self.assertEqual(self.window_line().score, 0)

    def test_the_points_are_lost_until_none_is_left(self):
        self.first(10, "dissatisfied")
        self.first(90, "undelivered")
        total = self.window_line()
        self.assertEqual((total.score, total.rank), (0, 1))

    def test_what_the_window_gets_without_silence_stands_beside_it(self):
        self.first(8, "satisfied")
        self.first(2, "dissatisfied")
        self.first(90, "defaulted")
        sheet = self.sheet("window")
        self.assertEqual(self.line(sheet, self.window_a).score, 20)
        total = self.line(sheet, self.window_a)
        self.assertEqual((total.active_score, total.active_rank), (0, 1))
        line = self.line(sheet, self.window_a, "effective")
        self.assertEqual((line.active_numerator, line.active_denominator, line.active_rate), (10, 100, 0.1))

    def test_a_window_without_business_is_not_ranked(self):
        self.first(1, "satisfied", self.window_b)
        total = self.window_line()
        self.assertEqual((total.score, total.rank), (False, False))

    def test_windows_are_ranked_within_their_hall(self):
        self.first(1, "satisfied", self.window_a)
        self.first(1, "dissatisfied", self.window_b)
        self.first(1, "dissatisfied", self.other_window)
        sheet = self.sheet("window")
        ranks = [self.line(sheet, unit).rank for unit in (self.window_a, self.window_b, self.other_window)]
        self.assertEqual(ranks, [1, 2, 1])
        self.assertEqual(self.line(sheet, self.other_window).group_id, self.other_hall)

    # 市为民服务中心的进驻窗口
    def test_the_city_may_assess_the_windows_of_its_own_centre_only(self):
        centre = self._make_unit("hall", "City Centre", parent_id=self.city.id)
        mine = self._make_unit("window", "City Window", parent_id=centre.id)
        tested = mine | self.window_a | self.other_window
        found = {}
        for option in ("all_windows", "city_centre"):
            self.interpret("window.scope", f'"{option}"')
            found[option] = self.sheet("window").line_ids.unit_id & tested
        self.assertEqual(found, {"all_windows": tested, "city_centre": mine})

    def test_without_second_revisits_the_second_rate_may_count_as_full(self):
        self.first(9, "satisfied")
        self.first(1, "dissatisfied")
        rates = {}
        for option in ("first_alone", "full"):
            self.interpret("window.no_second_level", f'"{option}"')
            rates[option] = round(self.window_line("satisfied").rate, 4)
        self.assertEqual(rates, {"first_alone": 0.9, "full": 0.95})

    def test_points_below_may_be_proportional_or_rounded_up(self):
        self.first(165, "satisfied")
        self.first(35, "undelivered")
        scores = {}
        for option in ("floor", "proportional", "ceiling"):
            self.interpret("deduction.points_below", f'"{option}"')
            scores[option] = self.window_line("effective").score
        self.assertEqual(scores, {"floor": -2, "proportional": -2.5, "ceiling": -3})

    def test_the_loss_is_worked_out_in_real_numbers(self):
        self.first(82, "satisfied")
        self.first(18, "undelivered")
        told = self.window_line("effective").with_context(lang="zh_CN").explanation
        self.assertIn("82 ÷ 100 = 0.82", told)
        self.assertIn("0.85", told)
