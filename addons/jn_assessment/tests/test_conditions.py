from datetime import datetime, timedelta

from odoo.tests import BaseCase

from ..conditions import ConditionError, leaf, read

NOW = datetime(2026, 11, 23, 2)


CALLS = {
    "ago": lambda code: NOW - timedelta(days={"final": 7}[code]),
    "chosen": lambda code, *options: leaf({"kept": "yes"}[code] in options),
}


class TestConditions(BaseCase):
    def test_a_domain_is_read_with_the_moment_in_it(self):
        self.assertEqual(
            read("['|', ('a', '<=', now), ('b', 'in', ['x'])]", NOW, CALLS), ["|", ("a", "<=", NOW), ("b", "in", ["x"])]
        )

    def test_ago_goes_back_as_many_days_as_the_setting_says(self):
        self.assertEqual(read("[('a', '<=', ago('final'))]", NOW, CALLS), [("a", "<=", NOW - timedelta(days=7))])

    def test_a_part_may_hold_under_some_options_only(self):
        self.assertEqual(read("[chosen('kept', 'yes', 'no')]", NOW, CALLS), [(1, "=", 1)])
        self.assertEqual(read("[chosen('kept', 'no')]", NOW, CALLS), [(0, "=", 1)])

    def test_true_false_and_negative_numbers_are_read(self):
        self.assertEqual(read("[('a', '=', False), ('b', '=', -1)]", NOW, CALLS), [("a", "=", False), ("b", "=", -1)])

    def test_nothing_else_is_possible_in_a_condition(self):
        for text in (
            "now.year",
            "[now.year]",
            "__import__('os')",
            "[x for x in [1]]",
            "{}",
            "now",
            "ago('unknown')",
            "[",
            "[open('/etc/passwd')]",
            "[1 if now else 2]",
            "''.join(['a'])",
            "[('a', '=', f'{now}')]",
        ):
            with self.subTest(text), self.assertRaises(ConditionError):
                read(text, NOW, CALLS)
