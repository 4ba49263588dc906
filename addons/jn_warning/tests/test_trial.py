from datetime import date, timedelta

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_rules.periods import Period

from ..models import jn_measure
from .common import DAY, MORNING, WHEN, WarningCase


@tagged("post_install", "-at_install")
class TestTrial(WarningCase):
    """A rule is tried on history: it says where and when it would have warned, exactly as it would have."""

    def trial(self, rule, *period):
        rule.try_on_history(*period)
        return rule._last_trial()

    def test_it_says_how_often_and_where(self):
        self.good(18)
        self.bad(2)
        self.good(30, self.window_b)
        trial = self.trial(self.rule())
        self.assertEqual((trial.warning_count, trial.unit_count), (1, 1))
        [line] = trial.line_ids
        self.assertEqual((line.unit_id, line.numerator, line.denominator, line.value), (self.window_a, 18, 20, 0.9))
        self.assertEqual(line.figure_words, "90.00% (18/20)")
        self.assertIn("it would have warned 1 times, at 1 units", trial.words)

    def test_it_warns_from_the_day_on_which_the_answers_were_final_until_they_leave_the_window(self):
        self.good(18)
        self.bad(2)
        self.freeze("2026-10-20 07:30")
        [line] = self.trial(self.rule(), "2026-07-25", "2026-10-20").line_ids
        # they ended three days after the 10th at 10:00, so the morning of the 14th is the first to know them
        self.assertEqual(line.opened_on, date(2026, 8, 14))
        # without any case in the last thirty days nothing can be said: the warning stays
        self.assertFalse(line.ended_on)
        self.good(20, when=at("2026-09-15 10:00"))
        [line] = self.trial(self.rule(), "2026-07-25", "2026-10-20").line_ids
        self.assertEqual(line.ended_on, date(2026, 9, 19))

    def test_its_days_are_the_last_ninety_two_unless_others_are_chosen(self):
        trial = self.trial(self.rule())
        self.assertEqual((trial.period_start, trial.period_end), (DAY - timedelta(days=91), DAY))
        trial = self.trial(self.rule(), "2026-08-01", "2026-08-10")
        self.assertEqual((trial.period_start, trial.period_end), (date(2026, 8, 1), date(2026, 8, 10)))

    def test_days_that_cannot_be_are_refused_in_a_sentence(self):
        for start, end, words in (
            ("2026-08-10", "2026-08-01", "first day that is not after the last"),
            (None, "2026-12-01", "History ends today"),
            ("2025-01-01", None, "184 days at the most"),
            ("soon", None, "is no day"),
            (3, None, "is no day"),
        ):
            with self.subTest(words), self.assertRaisesRegex(BadInput, words):
                self.rule().try_on_history(start, end)

    def test_it_finds_what_evaluating_every_day_would_have_opened(self):
        """The oracle is the daily evaluation itself: day by day, with the facts of that day."""
        rule = self.rule(cool_down_days=2, days=5, min_sample=5)
        first = at(MORNING)
        for number, outcome in enumerate("gbgggbbggg"):
            when = first + timedelta(days=number - 4, hours=2)
            self.good(6, when=when)
            self.bad(2 if outcome == "b" else 0, when=when)
        days = [DAY + timedelta(days=number) for number in range(16)]
        self.on(rule)
        for number in range(16):
            rule.next_at = first + timedelta(days=number)
            self.evaluate(number)
        lived = [(one.unit_id, one.opened_at.date(), one.ended_at and one.ended_at.date()) for one in self.warnings(rule).sorted("id")]
        tried = self.trial(rule, days[0], days[-1]).line_ids
        self.assertTrue(lived)
        self.assertEqual([(one.unit_id, one.opened_on, one.ended_on) for one in tried], [
            (unit, opened + timedelta(days=1), ended and ended + timedelta(days=1)) for unit, opened, ended in lived
        ])  # fmt: skip

    def test_it_asks_the_facts_in_one_statement_for_each_model(self):
        self.good(25)
        self.bad(3, self.window_b)
        rule = self.rule()
        self.env["jn.warning.trial"]._episodes(rule, [DAY])  # what is configured is cached from here on
        self.env.flush_all()
        asked = self.statements(lambda: self.env["jn.warning.trial"]._episodes(rule, [DAY - timedelta(days=number) for number in range(92)]))
        self.assertEqual(sum("jn_revisit" in text for text in asked), 1)

    def test_more_days_than_a_statement_has_columns_are_asked_in_parts_and_say_the_same(self):
        self.good(25)
        self.bad(3)
        self.bad(4, self.window_b, when=at(MORNING) - timedelta(days=40))
        spans = [self.env["jn.warning.gauge"]._span(Period(day, day), at(MORNING)) for day in (DAY - timedelta(days=back) for back in range(60))]
        measures = self.env["jn.measure"].search([("model", "=", "jn.revisit")])
        whole = measures._count_spans(spans)
        self.patch(jn_measure, "MOST_COLUMNS", 2 * len(measures))
        self.assertEqual(measures._count_spans(spans), whole)
        self.assertTrue(any(whole))

    def test_a_rule_changed_after_its_trial_keeps_what_was_tried(self):
        rule = self.rule()
        first = self.trial(rule)
        rule.threshold = 0.5
        second = self.trial(rule)
        self.assertEqual((first.form["threshold"], second.form["threshold"], rule._last_trial()), (0.95, 0.5, second))

    def statements(self, work):
        """The texts of what `work` asks the database."""
        asked, execute = [], type(self.env.cr).execute
        def listening(cursor, query, *more, **words):
            asked.append(str(getattr(query, "code", query)))
            return execute(cursor, query, *more, **words)
        self.patch(type(self.env.cr), "execute", listening)
        work()
        return asked

    def test_a_trial_is_a_fact(self):
        trial = self.trial(self.rule())
        with self.assertRaises(NotAllowed):
            trial.sudo().warning_count = 0
        with self.assertRaises(NotAllowed):
            trial.with_user(self.users["administrator"]).unlink()

    def test_each_sees_the_lines_of_their_units(self):
        self.bad(20)
        self.bad(20, self.other_window)
        trial = self.trial(self.rule())
        self.assertEqual(len(trial.line_ids), 2)
        for role, units in (("leader", self.window_a), ("other_leader", self.other_window), ("city_leader", self.window_a | self.other_window)):
            self.assertEqual(self.as_user(role)["jn.warning.trial.line"].search([("trial_id", "=", trial.id)]).unit_id, units, role)

    def test_an_unusual_rule_is_tried_against_all_units_of_its_level(self):
        self.good(990, self.window_b)
        self.bad(10, self.window_b)
        self.good(18)
        self.bad(2)
        self.assertEqual(self.trial(self.rule(only_unusual=True, threshold=1)).line_ids.unit_id, self.window_a.browse())
        self.bad(4)
        self.assertEqual(self.trial(self.rule(only_unusual=True, threshold=1)).line_ids.unit_id, self.window_a)

    def test_rules_of_every_kind_can_be_tried(self):
        self.good(18)
        self.bad(4)
        bad = {"numerator": "answered_dissatisfied", "direction": "above"}
        for values, units in (
            ({"metric": "number", **bad, "threshold": 3, "min_sample": 0}, self.window_a),
            ({"metric": "rate", **bad, "denominator": "max(asked, 1)", "threshold": 0.1}, self.window_a),
            ({"scheme_code": "window", "indicator_code": "satisfied"}, self.window_a),
            ({"level": "county"}, self.county),
            ({"level": "county", "window": "quarter"}, self.county),
            ({"level": "hall"}, self.hall),
        ):
            with self.subTest(values):
                self.assertEqual(self.trial(self.rule(**values)).line_ids.unit_id, units)

    def test_what_lies_before_the_window_is_not_counted(self):
        self.bad(30, when=WHEN - timedelta(days=60))
        self.assertFalse(self.trial(self.rule(), DAY, DAY).line_ids)
