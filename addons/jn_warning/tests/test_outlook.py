from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.common import QUARTER
from odoo.addons.jn_org.tests.common import at

from .common import WHEN, WarningCase


@tagged("post_install", "-at_install")
class TestOutlook(WarningCase):
    """Error budget and forecast in words, for any rule and unit; what has no lower limit of a rate has none."""

    def sentence(self, unit=None, **values):
        return self.env["jn.warning.outlook"]._sentence(self.rule(**values), unit or self.window_a)

    def test_it_says_what_the_rate_still_bears(self):
        self.good(97)
        self.bad(2)
        self.assertIn("97.98% (97/99). 4 more bad ones until below 95%.", self.sentence())

    def test_it_is_what_the_figures_really_bear(self):
        """The oracle is the evaluation itself: with so many more the rule is kept, with one more it is broken."""
        self.good(97)
        self.bad(2)
        self._is_broken_by_bad_one(4)

    def _is_broken_by_bad_one(self, number, **values):
        """With so many bad ones the quarter's rule is broken, with one fewer it is kept."""
        rule = self.on(self.rule(window="quarter", **values))
        self.bad(number - 1)
        self.evaluate()
        self.assertFalse(self.warnings(rule))
        self.bad(1)
        rule.next_at = self.env["jn.clock"]._now()
        self.evaluate()
        self.assertTrue(self.warnings(rule))

    def test_a_limit_that_one_bad_answer_has_put_out_of_reach_is_said_to_be(self):
        self.good(30)
        self.bad(1)
        self.assertIn("100% can no longer be reached.", self.sentence(threshold=1))

    def test_of_nothing_it_says_that_nothing_is_counted(self):
        self.assertEqual(self.sentence(), "Nothing is counted yet this quarter.")

    def test_what_lies_before_the_quarter_is_not_in_it(self):
        self.good(5, when=at("2026-06-20 10:00"))
        self.assertEqual(self.sentence(), "Nothing is counted yet this quarter.")

    def test_at_the_quarters_end_nothing_more_is_expected(self):
        self.good(97)
        self.freeze(f"{QUARTER['period_end']} 12:00")
        self.assertNotIn("still expected", self.sentence())

    # A rate that is made of others (Art. 16 (2))

    def combined(self, **values):
        return self.sentence(scheme_code="window", indicator_code="satisfied", **values)

    def test_what_is_made_of_rates_says_what_each_part_bears_by_itself(self):
        """The mean of 97/99 and 2/2 is 0.95 as long as the first part is at 0.9, or the second at 0.9202."""
        self.good(97)
        self.again(self.bad(2), "satisfied", ended=WHEN)
        told = self.combined()
        self.assertIn("This quarter so far 98.99%.", told)
        self.assertIn("Satisfied at first: 9 more bad ones until below 95%, if all else stays.", told)
        self.assertIn("Satisfied after rectification: 1 more bad ones until below 95%, if all else stays.", told)

    def test_what_is_made_of_rates_says_what_each_part_lacks_and_when_it_is_not_enough(self):
        """The mean of 380/400 and 18/20: the second part has to come to 0.95 as well, the first alone would need a whole 1."""
        self.good(380)
        bad = self.bad(20)
        self.again(bad[:18], "satisfied", ended=WHEN)
        self.again(bad[18:], "dissatisfied", ended=WHEN)
        told = self.combined()
        self.assertIn("Satisfied after rectification: 20 more good ones in a row until 95%, if all else stays.", told)
        self.assertIn("Satisfied at first alone can no longer lift it to 95%.", told)

    def test_it_is_what_the_evaluation_really_bears(self):
        self.good(97)
        self.again(self.bad(2), "satisfied", ended=WHEN)
        self._is_broken_by_bad_one(9, scheme_code="window", indicator_code="satisfied")

    def test_of_parts_without_cases_nothing_is_said(self):
        self.assertEqual(self.combined(), "Nothing is counted yet this quarter.")

    def test_upper_limits_and_numbers_have_none(self):
        self.good(30)
        bad = {"numerator": "answered_dissatisfied", "direction": "above"}
        for values in (
            {"metric": "number", **bad, "threshold": 3, "min_sample": 0},
            {"metric": "rate", **bad, "denominator": "asked", "threshold": 0.1},
        ):
            with self.subTest(values):
                self.assertEqual(self.sentence(**values), "")

    def test_who_sees_a_unit_reads_it_with_all_that_lies_below(self):
        self.good(10)
        self.good(10, self.window_b)
        rule = self.rule(level="county")
        for role in ("leader", "city_leader", "administrator"):
            told = self.as_user(role)["jn.warning.outlook"]._sentence(self.by(role, rule), self.by(role, self.county))
            self.assertIn("(20/20)", told, role)
