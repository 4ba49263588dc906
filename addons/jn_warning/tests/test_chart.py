from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.jn_org.tests.common import at

from .common import MORNING, WarningCase


@tagged("post_install", "-at_install")
class TestChart(WarningCase):
    """A unit's figure week by week, with centre line and limits; unusual weeks are flagged."""

    def weeks_ago(self, number):
        return at(MORNING) - timedelta(days=7 * number + 3)

    def chart(self, unit=None, **values):
        return self.env["jn.warning.chart"]._of(self.rule(**values), unit or self.window_a)

    def test_it_has_as_many_weeks_as_the_setting_says_ending_yesterday(self):
        chart = self.chart()
        self.assertEqual((len(chart["points"]), chart["labels"][-1]), (13, "08-13"))
        self.interpret("warning.chart_weeks", "4")
        self.assertEqual(len(self.chart()["labels"]), 4)

    def test_an_unusual_week_is_flagged_and_a_low_one_is_not(self):
        for number in range(1, 12):
            self.good(95, when=self.weeks_ago(number))
            self.bad(5, when=self.weeks_ago(number))
        self.good(4, when=self.weeks_ago(3))
        self.bad(30, when=self.weeks_ago(5))
        chart = self.chart()
        flagged = [chart["labels"][place] for place, point in enumerate(chart["points"]) if point["flag"]]
        self.assertEqual(flagged, ["07-09"])
        point = chart["points"][chart["labels"].index("07-09")]
        self.assertEqual((point["numerator"], point["denominator"], point["flag"]), (95, 130, "low"))
        self.assertLess(point["low"], chart["centre"])

    def test_a_week_without_cases_has_no_point(self):
        self.good(20, when=self.weeks_ago(2))
        shares = [point["share"] for point in self.chart()["points"]]
        self.assertEqual(shares.count(None), 12)

    def test_it_counts_the_unit_and_what_lies_below(self):
        self.good(6, self.window_b, when=self.weeks_ago(2))
        self.good(9, self.other_window, when=self.weeks_ago(2))
        self.assertEqual(max(point["denominator"] for point in self.chart(self.county, level="county")["points"]), 6)

    def test_a_number_has_points_and_no_limits(self):
        self.bad(4, when=self.weeks_ago(2))
        chart = self.chart(metric="number", numerator="answered_dissatisfied", direction="above", threshold=2, min_sample=0)
        self.assertEqual((chart["is_rate"], chart["centre"], max(point["share"] for point in chart["points"])), (False, None, 4))

    def test_what_is_no_share_has_points_and_no_limits(self):
        self.bad(4, when=self.weeks_ago(2))
        chart = self.chart(metric="rate", numerator="2 * asked", denominator="asked", threshold=1, direction="above")
        self.assertEqual((chart["centre"], {point["flag"] for point in chart["points"]}), (None, {None}))

    def test_a_rate_made_of_rates_has_points_and_no_limits(self):
        self.good(4, when=self.weeks_ago(2))
        chart = self.chart(scheme_code="window", indicator_code="satisfied")
        self.assertEqual((chart["centre"], max(point["share"] or 0 for point in chart["points"])), (None, 1))

    def test_a_rule_that_no_longer_fits_has_no_chart_and_its_warnings_still_open(self):
        self.bad(20)
        rule = self.on(self.rule())
        self.evaluate()
        self.env.flush_all()
        self.env.cr.execute("UPDATE jn_warning_rule SET indicator_code = 'gone' WHERE id = %s", [rule.id])
        self.env.invalidate_all()
        warning = self.warnings(rule)
        self.assertFalse(warning.chart)
        self.assertIn("Own rule", warning.explanation)
