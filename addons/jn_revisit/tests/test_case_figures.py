"""Cases by result: the totals of a pivot are counted once, and are those that the ORM counts."""

from odoo import models
from odoo.tests import tagged

from .common import RevisitCase

SETS = [[], ["unit_id"], ["close_reason"], ["unit_id", "close_reason"]]


@tagged("post_install", "-at_install")
class TestCaseFigures(RevisitCase):
    def setUp(self):
        super().setUp()
        self.dissatisfied()
        self.ingest(unit=self.window_b.code)
        self.ingest()
        self.wait(24 * 9)  # nobody else answers
        self.ingest()
        self.env.flush_all()

    def test_all_totals_are_the_orms(self):
        for role in ("administrator", "supervisor", "window_clerk"):
            cases = self.as_user(role)["jn.case"]
            with self.subTest(role=role):
                found = cases._read_grouping_sets([], SETS, ["__count"])
                self.assertEqual(found, models.BaseModel._read_grouping_sets(cases, [], SETS, ["__count"]))
                self.assertEqual(found[0][0][0], cases.search_count([]))
                self.assertGreater(len(found[2]), 1)

    def test_rows_are_looked_at_once(self):
        with self.statements_about('FROM "jn_case"') as seen:
            self.as_user("administrator")["jn.case"]._read_grouping_sets([], SETS, ["__count"])
        self.assertEqual(len(seen), 1)
        self.assertNotIn("GROUPING", str(seen[0].code))
