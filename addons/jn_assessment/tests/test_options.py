from odoo.tests import tagged

from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.exceptions import AnswerRefused
from odoo.addons.jn_revisit.tests.common import MONDAY

from .common import SheetCase

NOVEMBER = {"period_start": "2026-11-01", "period_end": "2026-11-30"}
OCTOBER = {"period_start": "2026-10-01", "period_end": "2026-10-31"}


@tagged("post_install", "-at_install")
class TestLateAnswers(SheetCase):
    """How long a late answer is taken is the city's to say, and the sheet follows (decision A4)."""

    def _rated_late(self, days, after):
        """(satisfied, effective) of the county when somebody who was silent is dissatisfied `after` days from delivery."""
        self.freeze(MONDAY)
        self.interpret("answer.late_days", str(days))
        case = self.asked()
        self.wait(24 * after)
        self.assertStage(case, "closed", "defaulted")
        try:
            self.citizen(case, 1)
        except AnswerRefused as refusal:
            self.assertIn("time for rating this matter is over", str(refusal))
        self.freeze("2026-12-10 10:00")
        return self.fraction(self.sheet("county", **NOVEMBER), self.county, "first_satisfied")

    def test_inside_the_term_it_replaces_the_default(self):
        self.assertEqual(self._rated_late(15, after=10), (0, 1))

    def test_the_city_may_refuse_all_late_answers(self):
        self.assertEqual(self._rated_late(0, after=3), (1, 1))

    def test_the_city_may_take_them_for_a_shorter_time(self):
        self.assertEqual(self._rated_late(5, after=10), (1, 1))

    def test_the_city_may_take_them_for_a_longer_time(self):
        self.assertEqual(self._rated_late(20, after=18), (0, 1))


@tagged("post_install", "-at_install")
class TestNumbers(SheetCase):
    """Settings that are numbers change the sheet too (decisions C5, C10, C13)."""

    def _under(self, code, values, read):
        """{value: what `read` finds} under each value of a setting."""
        found = {}
        for value in values:
            self.interpret(code, str(value))
            found[value] = read()
        return found

    def test_a_case_that_waits_for_its_answer_enters_the_total_after_so_many_days(self):
        self.first(1, "satisfied", completed=at("2026-10-05 10:00"))
        self.first(1, False, completed=at("2026-10-10 10:00"))
        found = self._under(
            "business.final_after_days", (7, 15), lambda: self.fraction(self.sheet("county", **OCTOBER), self.county, "effective")
        )
        self.assertEqual(found, {7: (1, 2), 15: (1, 1)})

    def test_the_border_of_a_small_sample_marks_totals_and_indicators(self):
        self.first(10, "satisfied")

        def marks():
            sheet = self.sheet("county")
            return [self.line(sheet, self.county, code).small_sample for code in (False, "effective")]

        found = self._under("score.small_sample", (30, 10, 11), marks)
        self.assertEqual(found, {30: [True, True], 10: [False, False], 11: [True, True]})

    def test_the_decimals_of_each_score_and_the_total_made_of_the_printed_ones(self):
        self.first(2, "satisfied")
        self.first(1, "undelivered")

        def scores():
            sheet = self.sheet("county")
            return [self.line(sheet, self.county, code).score for code in ("effective", False)]

        found = self._under("score.decimals", (2, 0, 4), scores)
        self.assertEqual(found, {2: [13.33, 93.33], 0: [13, 93], 4: [13.3333, 93.3333]})
