"""The examples of the decisions, on the shipped schemes and the pure calculation."""

from decimal import Decimal
from fractions import Fraction

from odoo.tests import BaseCase

from ..calculation import ACTIVE, Indicator, Scheme, assess, expand, known, reach, value
from .schemes import counts, scheme

QUIET = {"answered_satisfied": 40, "answered_dissatisfied": 10, "defaulted": 950, "asked": 1000}


def points(result):
    return {code: figure.score for code, figure in result.figures.items()}


class TestDecisions(BaseCase):
    def test_a1_silence_that_counts_gives_39_8_points_for_the_first_two_indicators(self):
        found = points(assess(scheme("county"), counts(**QUIET)))
        self.assertEqual(found["effective"] + found["first_satisfied"], Decimal("39.80"))

    def test_a1_the_active_figure_beside_it_is_17_0(self):
        found = points(assess(scheme("county"), counts(**QUIET), ACTIVE))
        self.assertEqual((found["effective"], found["first_satisfied"]), (Decimal("1.00"), Decimal("16.00")))

    def test_a1_excluding_silence_makes_the_official_figure_17_0(self):
        found = points(assess(scheme("county", silence__counts_as="excluded"), counts(**QUIET)))
        self.assertEqual(found["effective"] + found["first_satisfied"], Decimal("17.00"))

    def test_a1_silence_that_is_effective_but_not_satisfied_gives_20_8(self):
        found = points(assess(scheme("county", silence__counts_as="effective_unsatisfied"), counts(**QUIET)))
        self.assertEqual(found["effective"] + found["first_satisfied"], Decimal("20.80"))

    A3 = {
        "asked": 1000,
        "answered_satisfied": 990,
        "answered_dissatisfied": 10,
        "again_satisfied": 5,
        "again_dissatisfied": 1,
        "again_unanswered": 4,
    }

    def test_a3_silence_at_the_second_revisit_outside_gives_the_window_17_points(self):
        self.assertEqual(assess(scheme("window"), counts(**self.A3)).score, 17)

    def test_a3_silence_against_the_window_gives_0_points(self):
        self.assertEqual(assess(scheme("window", silence__second="not_satisfied"), counts(**self.A3)).score, 0)

    def test_a3_silence_as_satisfaction_gives_the_window_all_20_points(self):
        found = assess(scheme("window", silence__second="satisfied"), counts(**self.A3))
        self.assertEqual(found.figures["second"].rate, Fraction(9, 10))
        self.assertEqual(found.score, 20)

    A2 = {"asked": 100, "answered_satisfied": 80, "refused_contact": 10}

    def test_a2_who_refuses_contact_stays_in_the_total(self):
        self.assertEqual(assess(scheme("county"), counts(**self.A2)).figures["effective"].rate, Decimal("0.8"))

    def test_a2_a_city_may_leave_those_out_who_refuse_contact(self):
        found = assess(scheme("county", undelivered__refused_contact="drop"), counts(**self.A2))
        self.assertEqual(found.figures["effective"].rate, Fraction(80, 90))
        self.assertEqual(found.business, 90)

    C1 = {
        "asked": 100,
        "answered_satisfied": 95,
        "answered_dissatisfied": 5,
        "again_satisfied": 4,
        "again_dissatisfied": 1,
    }

    def test_c1_the_mean_of_95_and_80_percent_is_87_5(self):
        self.assertEqual(assess(scheme("window"), counts(**self.C1)).figures["satisfied"].rate, Decimal("0.875"))

    def test_c1_the_letter_gives_135_percent(self):
        found = assess(scheme("window", window__formula="literal"), counts(**self.C1))
        self.assertEqual(found.figures["satisfied"].rate, Decimal("1.35"))
        self.assertEqual(found.score, 20)

    def test_c1_weighted_by_counts_is_99_of_105(self):
        found = assess(scheme("window", window__formula="weighted"), counts(**self.C1))
        self.assertAlmostEqual(float(found.figures["satisfied"].rate), 99 / 105)

    def test_c2_nobody_complained_is_full_marks_with_an_empty_rate(self):
        found = assess(scheme("county"), counts(asked=10, answered_satisfied=10))
        self.assertEqual(found.figures["second_satisfied"].rate, None)
        self.assertEqual(found.score, 100)

    SIXTY = {"asked": 100, "answered_satisfied": 60}

    def test_c2_redistributing_gives_80_for_60_percent_effective_and_nobody_unhappy(self):
        found = assess(scheme("county", score__empty_ratio="redistribute"), counts(**self.SIXTY))
        self.assertEqual(found.score, 80)

    def test_c2_redistributing_gives_86_3_when_1_percent_is_unhappy_and_all_repaired(self):
        unhappy = {"asked": 1000, "answered_satisfied": 594, "answered_dissatisfied": 6, "again_satisfied": 6}
        found = assess(scheme("county", score__empty_ratio="redistribute"), counts(**unhappy))
        self.assertEqual(found.score, Decimal("86.33"))

    def test_c2_zero_gives_nothing_for_empty_indicators(self):
        self.assertEqual(assess(scheme("county", score__empty_ratio="zero"), counts(**self.SIXTY)).score, 32)

    def test_c2_unranked_leaves_the_total_empty(self):
        self.assertIsNone(assess(scheme("county", score__empty_ratio="unranked"), counts(**self.SIXTY)).score)

    def test_c3_without_second_revisits_the_first_rate_stands_alone(self):
        for formula in ("mean", "weighted", "literal"):
            found = assess(
                scheme("window", window__formula=formula),
                counts(asked=10, answered_satisfied=9, answered_dissatisfied=1),
            )
            self.assertEqual(found.figures["satisfied"].rate, Decimal("0.9"), formula)

    def test_c4_without_business_there_is_no_score_at_all(self):
        for code in ("county", "window"):
            found = assess(scheme(code), counts(again_satisfied=1))
            self.assertIsNone(found.score)
            self.assertEqual(set(points(found).values()), {None})

    NEVER = {"asked": 100, "answered_satisfied": 90, "answered_dissatisfied": 10, "reports_overdue": 10}
    REPAIRS = {
        **NEVER,
        "reports_overdue": 0,
        "again_satisfied": 6,
        "again_dissatisfied": 4,
        "checks_satisfied": 3,
        "checks_unsatisfied": 2,
        "rechecks_satisfied": 1,
        "rechecks_unsatisfied": 1,
    }

    def test_c14_counting_only_ended_levels_rewards_a_county_that_never_reports(self):
        loose = scheme("county", score__level_due_counts="false")
        self.assertEqual(assess(loose, counts(**self.NEVER)).score, 98)
        self.assertEqual(assess(loose, counts(**self.REPAIRS)).score, 72)

    def test_c14_a_report_that_was_due_and_never_came_counts_against_the_county(self):
        self.assertEqual(assess(scheme("county"), counts(**self.NEVER)).score, 78)
        self.assertEqual(assess(scheme("county"), counts(**self.REPAIRS)).score, 72)

    def test_c14_a_check_that_was_due_and_never_concluded_counts_in_its_denominator(self):
        late = counts(asked=1, answered_satisfied=1, checks_satisfied=1, checks_overdue=1, rechecks_overdue=1)
        found = assess(scheme("county"), late).figures
        self.assertEqual((found["first_verified"].numerator, found["first_verified"].denominator), (1, 2))
        self.assertEqual((found["second_verified"].numerator, found["second_verified"].denominator), (0, 1))

    INVALID = {
        "asked": 4,
        "answered_satisfied": 2,
        "answered_dissatisfied": 2,
        "dissatisfied_invalid": 1,
        "again_dissatisfied": 2,
        "again_invalid": 1,
        "checks_unsatisfied": 1,
        "checks_invalid": 1,
    }

    def _fractions_with_invalid(self, option):
        """Numerators and denominators of ②, ③ and ④ when an invalid complaint counts as `option`."""
        figures = assess(scheme("county", invalid__counts_as=option), counts(**self.INVALID)).figures
        codes = ("first_satisfied", "second_satisfied", "first_verified")
        return [(figures[code].numerator, figures[code].denominator) for code in codes]

    def test_c7_an_invalid_complaint_is_outside_4_and_5(self):
        self.assertEqual(self._fractions_with_invalid("excluded"), [(2, 4), (0, 2), (0, 1)])

    def test_c7_an_invalid_complaint_may_count_as_satisfied(self):
        self.assertEqual(self._fractions_with_invalid("satisfied"), [(2, 4), (0, 2), (1, 2)])

    def test_c7_an_invalid_complaint_may_be_outside_2_and_3_too(self):
        self.assertEqual(self._fractions_with_invalid("excluded_everywhere"), [(2, 3), (0, 1), (0, 1)])

    def test_c9_only_whole_points_below_the_standard_are_lost(self):
        losses = {"floor": 2, "proportional": Decimal("2.50"), "ceiling": 3}
        for option, lost in losses.items():
            found = assess(scheme("window", deduction__points_below=option), counts(asked=1000, answered_satisfied=825))
            self.assertEqual(found.figures["effective"].score, -lost, option)
            self.assertEqual(found.score, 20 - lost)

    def test_c9_a_rate_exactly_at_a_whole_point_loses_exactly_that_point(self):
        found = assess(scheme("window"), counts(asked=100, answered_satisfied=84))
        self.assertEqual(found.figures["effective"].score, -1)

    def test_c9_thirds_that_add_up_to_the_standard_lose_nothing(self):
        # 14/15 and 29/30 are both endless, their mean is 0.95 exactly
        facts = counts(
            asked=15, answered_satisfied=14, answered_dissatisfied=1, again_satisfied=29, again_dissatisfied=1
        )
        self.assertEqual(assess(scheme("window"), facts).score, 20)

    def test_c9_both_indicators_share_one_pool_of_20_and_it_cannot_go_below_0(self):
        self.assertEqual(assess(scheme("window"), counts(asked=100, answered_dissatisfied=10)).score, 0)

    def test_c10_the_total_is_the_sum_of_the_printed_scores(self):
        thirds = counts(
            asked=3,
            answered_satisfied=1,
            again_satisfied=1,
            again_dissatisfied=2,
            checks_satisfied=1,
            checks_unsatisfied=2,
            rechecks_satisfied=1,
            rechecks_unsatisfied=2,
        )
        found = assess(scheme("county"), thirds)
        self.assertEqual(found.score, sum(points(found).values()))
        self.assertEqual(found.score, Decimal("6.67") * 4 + 20)

    def test_everything_undelivered_loses_all_points_of_a_window_that_had_business(self):
        found = assess(scheme("window"), counts(asked=5))
        self.assertEqual((found.score, found.figures["satisfied"].rate), (0, None))


class TestFormulas(BaseCase):
    def test_a_formula_may_name_formulas_that_name_formulas(self):
        self.assertEqual(value("c + 1", {"a": 1}, {"b": "a + 1", "c": "b + 1"}), 4)

    def test_expanding_tells_each_named_formula_once(self):
        self.assertEqual(expand("b + c", {"b": "a", "c": "b + a"}), "b + c; b = a; c = b + a")

    def test_reach_ends_even_when_formulas_name_each_other(self):
        self.assertEqual(reach("b", {"b": ["c"], "c": ["b", "a"]}), {"a", "b", "c"})

    def test_a_part_of_an_indicator_has_no_score(self):
        part = Indicator("part", {"official": ("good", "asked")}, parent="whole")
        whole = Indicator("whole", {}, rate="part", score="100 * rate")
        found = assess(Scheme((whole, part), "asked", "whole"), {"good": 1, "asked": 4})
        self.assertEqual((found.score, found.figures["part"].score), (25, None))


class TestKnown(BaseCase):
    def test_a_named_formula_is_reckoned_once_and_the_counts_stay_as_they_are(self):
        numbers, formulas = {"good": 1, "bad": 3}, {"all": "good + bad"}
        found = known(numbers, formulas)
        self.assertEqual(value("good / all", found, formulas), Decimal("0.25"))
        self.assertEqual(found["all"], Decimal(4))
        self.assertIs(known(found, formulas), found)
        self.assertEqual(numbers, {"good": 1, "bad": 3})  # a sheet keeps them

    def test_both_sides_come_to_the_same_with_shared_numbers_as_each_alone(self):
        rule, numbers = scheme("county"), counts(**QUIET)
        shared = known(numbers, rule.formulas)
        for side in ("official", ACTIVE):
            self.assertEqual(assess(rule, shared, side), assess(rule, numbers, side))
