from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.jn_org.tests.common import at

from .common import SheetCase

START, END, NOW = at("2026-07-01 00:00"), at("2026-10-01 00:00"), at("2026-10-20 10:00")


@tagged("post_install", "-at_install")
class TestWithin(SheetCase):
    """What a count reads at all: the period, and what its measures ask in common, so that their index is found."""

    def measures(self, *codes):
        return self.env["jn.measure"].search([("code", "in", codes)])

    def test_it_names_what_measures_of_one_date_have_in_common(self):
        found = list(self.measures("asked", "answered_satisfied", "defaulted")._within(START, END, [NOW]))
        self.assertIn(("kind", "=", "auto"), found)
        self.assertIn(("round", "=", 1), found)
        self.assertNotIn("outcome", str(found))

    def test_what_depends_on_the_moment_is_left_out(self):
        found = self.measures("asked")._within(START, END, [NOW, NOW - timedelta(days=30)])
        self.assertNotIn("final_at", str(list(found)))

    def test_measures_of_different_dates_are_read_side_by_side(self):
        found = str(list(self.measures("asked", "again_satisfied")._within(START, END, [NOW])))
        self.assertIn("('completed_at', '>=',", found)
        self.assertIn("('ended_at', '>=',", found)

    def test_nothing_that_counts_is_missed(self):
        """The oracle is each measure by itself, record by record."""
        bad = self.first(3, "dissatisfied")
        self.again(bad[:2], "satisfied")
        self.first(4, "satisfied")
        self.first(2, "undelivered")
        self.first(1, "satisfied", completed=at("2026-12-01 10:00"))
        measures = self.env["jn.measure"].search([("model", "=", "jn.revisit")])
        counted = measures._count(START, END, NOW)
        for measure in measures:
            records = self.env["jn.revisit"].search(measure._counted(START, END, NOW))
            self.assertEqual(sum(counted[measure.code].values()), len(records), measure.code)
