"""Closed cases by period: what "Cases by result" opens with, and that its counts come from it."""

from lxml import etree

from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from .common import RevisitCase

OPENS_WITH = "search_default_"


class TestClosedByPeriod(RevisitCase):
    def setUp(self):
        super().setUp()
        self.freeze("2026-09-28 10:00")
        self.before = self.closed(5)
        self.freeze("2026-10-08 10:00")
        self.now = self.closed(5) + self.closed(4)
        self.still_open = self.asked()

    def closed(self, level):
        case = self.asked()
        self.citizen(case, level)
        self.assertTrue(case.closed_at)
        return case

    def opening(self, action):
        """The domain with which a screen opens: its own, and that of the period it has chosen beforehand."""
        search = etree.fromstring(self.env["jn.case"].get_view(view_type="search")["arch"])
        domain = Domain(safe_eval(action.domain))
        for key in safe_eval(action.context):
            [chosen] = search.xpath(f"//filter[@name='{key.removeprefix(OPENS_WITH)}']")
            [period] = chosen.xpath(f"filter[@name='{chosen.get('default_period').removeprefix('custom_')}']")
            domain &= Domain(safe_eval(period.get("domain")))
        return domain

    def test_cases_by_result_opens_with_this_quarter_and_counts_nothing_else(self):
        domain = self.opening(self.env.ref("jn_revisit.jn_case_analysis_action"))
        cases = self.as_user("supervisor")["jn.case"]
        self.assertEqual(cases.search(domain), self.now.sorted("id", reverse=True))
        [(reason, count)] = cases._read_group(domain, ["close_reason"], ["__count"])
        self.assertEqual((reason, count), ("satisfied", 2))
        self.freeze("2027-01-01 00:00")
        self.assertFalse(cases.search(domain))

    def test_the_quarter_ends_at_local_midnight(self):
        self.before.sudo().closed_at = self.at("2026-10-01 00:00")
        self.now[0].sudo().closed_at = self.at("2026-09-30 23:59")
        this_quarter = self.env["jn.case"].search([("closed_this_quarter", "=", True)])
        self.assertIn(self.before, this_quarter)
        self.assertNotIn(self.now[0], this_quarter)

    def test_what_is_open_or_was_closed_before_lies_outside(self):
        outside = self.env["jn.case"].search([("closed_this_quarter", "=", False)])
        self.assertLessEqual(self.before + self.still_open, outside)
        self.assertFalse(outside & self.now)
        everything = self.before + self.now + self.still_open
        self.assertEqual(everything.mapped("closed_this_quarter"), [False, True, True, False])

    def test_cases_are_found_by_any_period_of_closing_and_of_completion(self):
        search = etree.fromstring(self.env["jn.case"].get_view(view_type="search")["arch"])
        self.assertLessEqual({"closed_at", "completed_at"}, set(search.xpath("//filter/@date")))
        self.assertFalse(search.xpath("//filter[@domain=\"[('closed_at', '!=', False)]\"]"), "years of cases in one list")
