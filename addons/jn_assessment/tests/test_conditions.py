from datetime import datetime, timedelta

from odoo.tests import BaseCase

from ..conditions import ConditionError, read

NOW = datetime(2026, 11, 23, 2)


def ago(code):
    return NOW - timedelta(days={"final": 7}[code])


class TestConditions(BaseCase):
    def test_a_domain_is_read_with_the_moment_in_it(self):
        self.assertEqual(
            read("['|', ('a', '<=', now), ('b', 'in', ['x'])]", NOW, ago), ["|", ("a", "<=", NOW), ("b", "in", ["x"])]
        )

    def test_ago_goes_back_as_many_days_as_the_setting_says(self):
        self.assertEqual(read("[('a', '<=', ago('final'))]", NOW, ago), [("a", "<=", NOW - timedelta(days=7))])

    def test_true_false_and_negative_numbers_are_read(self):
        self.assertEqual(read("[('a', '=', False), ('b', '=', -1)]", NOW, ago), [("a", "=", False), ("b", "=", -1)])

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
                read(text, NOW, ago)
