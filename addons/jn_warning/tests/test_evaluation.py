from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.jn_org.tests.common import at

from .common import MORNING, WarningCase


@tagged("post_install", "-at_install")
class TestEvaluation(WarningCase):
    """Once a day all rules that are on are held against all their units, in sets."""

    def setUp(self):
        super().setUp()
        self.low = self.rule()

    def test_a_broken_rule_opens_one_warning_with_its_figures(self):
        self.good(18)
        self.bad(2)
        self.on(self.low)
        self.evaluate()
        [warning] = self.warnings(self.low)
        self.assertEqual((warning.unit_id, warning.state, warning.light), (self.window_a, "open", "yellow"))
        self.assertEqual((warning.numerator, warning.denominator, warning.value, warning.threshold), (18, 20, 0.9, 0.95))
        self.assertEqual((str(warning.period_start), str(warning.period_end)), ("2026-07-21", "2026-08-19"))
        self.assertIn("from 2026-07-21 to 2026-08-19 Satisfied at first was 90.00% (18/20), below 95%.", warning.explanation)

    def test_the_next_day_it_is_the_same_warning(self):
        self.bad(20)
        self.on(self.low)
        self.evaluate()
        self.assertEqual(self.evaluate(days=1), 1)
        self.assertEqual(len(self.warnings(self.low)), 1)

    def test_with_too_few_cases_nothing_is_said(self):
        self.bad(19)
        self.on(self.low)
        self.evaluate()
        self.assertFalse(self.warnings(self.low))

    def test_it_recovers_by_itself_when_a_later_evaluation_sees_it(self):
        self.bad(2)
        self.good(18)
        self.on(self.low)
        self.evaluate()
        self.good(100)
        self.evaluate(days=1)
        [warning] = self.warnings(self.low)
        self.assertEqual((warning.state, warning.ended_by_id.id), ("recovered", False))
        self.assertAlmostEqual(warning.ended_value, 118 / 120, 4)
        self.assertEqual((warning.numerator, warning.denominator), (18, 20))
        self.assertIn("At the end the figure was 98.33%.", warning.explanation)

    def test_after_its_end_it_rests(self):
        self.bad(20)
        self.on(self.low)
        self.evaluate()
        self.by("chief_representative", self.warnings(self.low)).close("found and mended")
        for days, number in ((1, 1), (6, 1), (7, 2)):
            self.low.next_at = at(MORNING) + timedelta(days=days)
            self.evaluate(days=days)
            self.assertEqual(len(self.warnings(self.low)), number, days)

    def test_rules_of_one_window_of_time_are_read_together(self):
        self.bad(20)
        for _number in range(4):
            self.on(self.rule())
        self.on(self.rule(metric="number", numerator="answered_dissatisfied", direction="above", threshold=3, min_sample=0))
        self.assertEqual(self.counted(), 1)
        self.assertEqual(len(self.env["jn.warning"].search([("unit_id", "=", self.window_a.id)])), 5)

    def counted(self):
        """How often the facts are asked during one evaluation."""
        calls, count = [], type(self.env["jn.measure"])._count_together_at
        self.patch(type(self.env["jn.measure"]), "_count_together_at", lambda *words: calls.append(1) or count(*words))
        self.evaluate()
        return len(calls)

    def test_a_statement_reads_the_window_alone(self):
        measure = self.env["jn.measure"].search([("code", "=", "asked")])
        span = self.env["jn.warning.gauge"]._span(self.low._looked_back(at(MORNING).date()), at(MORNING))
        self.good(3)
        self.good(5, when=at("2026-01-10 10:00"))
        self.assertEqual(measure._count_spans([span]), [{"asked": {self.window_a.id: 3}}])

    def test_it_runs_once_a_day_at_its_time(self):
        self.on(self.low)
        self.evaluate()
        self.assertEqual(self.low.next_at, at(MORNING) + timedelta(days=1))
        self.assertEqual(self.watch._sweep_next(), self.low.next_at)
        self.assertEqual(self.evaluate(), 0)
        self.interpret("warning.evaluate_at", '"18:00"')
        self.assertEqual(self.watch._next_moment(), at("2026-08-20 18:00"))

    def test_rules_that_are_not_on_are_not_evaluated(self):
        self.bad(20)
        self.low.try_on_history()
        self.assertFalse(self.watch._sweep_next())
        self.evaluate()
        self.assertFalse(self.warnings(self.low))

    def test_time_that_passes_evaluates_by_itself(self):
        self.freeze("2026-08-19 18:00")
        self.bad(20)
        self.low.try_on_history()
        self.low.switch_on()
        self.wait(24)
        self.assertEqual(self.warnings(self.low).opened_at, at(MORNING))

    def test_a_rule_that_fails_says_so_and_keeps_no_other_from_its_turn(self):
        self.bad(20)
        broken = self.on(self.rule())
        self.on(self.low)
        self.env.flush_all()
        self.env.cr.execute("UPDATE jn_warning_rule SET indicator_code = 'gone' WHERE id = %s", [broken.id])
        broken.invalidate_recordset()
        self.evaluate()
        self.assertIn("no scheme in use has the indicator county.gone", broken.problem)
        self.assertTrue(self.warnings(self.low))
        self.assertFalse(self.low.problem)
        self.assertGreater(broken.next_at, at(MORNING))

    def test_a_county_stands_for_all_its_windows(self):
        self.bad(10)
        self.bad(10, self.window_b)
        self.good(40, self.other_window)
        rule = self.on(self.rule(level="county"))
        self.evaluate()
        self.assertEqual(self.warnings(rule).unit_id, self.county)
        self.assertEqual(self.warnings(rule).denominator, 20)

    def test_switched_off_its_warnings_end(self):
        self.bad(20)
        self.on(self.low)
        self.evaluate()
        self.low.switch_off()
        self.assertEqual(self.warnings(self.low).state, "withdrawn")
        self.assertEqual(self.low.state, "tried")

    def test_changed_it_is_a_draft_and_its_warnings_end(self):
        self.bad(20)
        self.on(self.low)
        self.evaluate()
        self.low.threshold = 0.5
        self.assertEqual((self.low.state, self.warnings(self.low).state), ("draft", "withdrawn"))

    def test_unusual_is_told_from_merely_low(self):
        self.good(940, self.window_b)
        self.bad(60, self.window_b)
        self.good(18)
        self.bad(2)
        self.on(self.low)
        self.evaluate()
        mine = self.warnings(self.low, unit_id=self.window_a.id)
        self.assertFalse(mine.is_unusual)
        self.assertIn("not unusual so far", mine.explanation)
        self.bad(8)
        rule = self.on(self.rule(only_unusual=True))
        self.evaluate()
        unusual = self.warnings(rule)
        self.assertEqual((unusual.unit_id, unusual.is_unusual), (self.window_a, True))
        self.assertIn("this is unusual", unusual.explanation)
        self.assertLess(unusual.value, unusual.low)
