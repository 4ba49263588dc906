"""The world of reports: the sheets' facts of the third quarter of 2026, in September, with the processes of the pack running."""

from datetime import date

from odoo.addons.jn_assessment.tests.common import SheetCase
from odoo.addons.jn_rules import periods

SEPTEMBER = "2026-09-21 10:00"
QUARTER = periods.Period(date(2026, 7, 1), date(2026, 9, 30))


class ReportCase(SheetCase):
    """`self.opened()` begins the county's report of the quarter; `handed_in`, `missing` and `graded` take it on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["second_city_leader"] = cls._make_user("leader", cls.city, "test_second_city_leader")
        cls.users["other_leader"] = cls._make_user("leader", cls.other_county, "test_other_leader")
        cls.cities = cls.env["jn.unit"].search([("kind", "=", "city")])

    def setUp(self):
        super().setUp()
        self.freeze(SEPTEMBER)

    def opened(self, county=None):
        return self.env["jn.quarterly.report"]._open(county or self.county, QUARTER)

    def handed_in(self):
        report = self.opened()
        self.by("leader", report).submit()
        return report

    def graded(self, good, note="读得仔细"):
        report = self.handed_in()
        self.by("city_supervisor", report).grade_it(good, note)
        return report

    def missing(self):
        report = self.opened()
        self.wait(24 * 8)
        return report

    def kinds(self, report):
        """{code of a deduction's kind: its state} of a report."""
        return {one.kind_id.code: one.state for one in report.sudo().deduction_ids}
