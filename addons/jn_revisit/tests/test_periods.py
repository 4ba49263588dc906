"""Figures by period: what the screens open with, and that their counts come from it."""

from lxml import etree

from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from .common import RevisitCase, latest

OPENS_WITH = "search_default_"


class PeriodCase(RevisitCase):
    def opening(self, action):
        """The domain with which a screen opens: its own, and that of the period it has chosen beforehand."""
        search = etree.fromstring(self.env[action.res_model].get_view(view_type="search")["arch"])
        domain = Domain(safe_eval(action.domain or "[]"))
        for key in safe_eval(action.context):
            [chosen] = search.xpath(f"//filter[@name='{key.removeprefix(OPENS_WITH)}']")
            [period] = chosen.xpath(f"filter[@name='{chosen.get('default_period').removeprefix('custom_')}']")
            domain &= Domain(safe_eval(period.get("domain")))
        return domain


class TestClosedByPeriod(PeriodCase):
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
        this_quarter = self.env["jn.case"].search([("in_quarter", "=", True)])
        self.assertIn(self.before, this_quarter)
        self.assertNotIn(self.now[0], this_quarter)

    def test_what_is_open_or_was_closed_before_lies_outside(self):
        outside = self.env["jn.case"].search([("in_quarter", "=", False)])
        self.assertLessEqual(self.before + self.still_open, outside)
        self.assertFalse(outside & self.now)
        everything = self.before + self.now + self.still_open
        self.assertEqual(everything.mapped("in_quarter"), [False, True, True, False])

    def test_cases_are_found_by_any_period_of_closing_and_of_completion(self):
        search = etree.fromstring(self.env["jn.case"].get_view(view_type="search")["arch"])
        self.assertLessEqual({"closed_at", "completed_at"}, set(search.xpath("//filter/@date")))
        self.assertFalse(search.xpath("//filter[@domain=\"[('closed_at', '!=', False)]\"]"), "years of cases in one list")


class TestFiguresByPeriod(PeriodCase):
    """Answers, causes and contact quality: the quarter that is assessed, or the month, by the city's clock."""

    def setUp(self):
        super().setUp()
        self.freeze("2026-08-28 10:00")
        self.summer = self.bad()
        self.freeze("2026-10-08 10:00")
        self.autumn = self.bad()

    def bad(self):
        case = self.dissatisfied()
        self.call(case)
        self.report(case)
        latest(case.rectification_ids).sudo().cause_id = self.env["jn.cause"].search([], limit=1)
        latest(case.answer_ids).sudo()._tick(self.env["jn.answer.tag"].search([], limit=1))
        return case

    def of(self, name):
        """The cases of the rows with which a screen opens for a supervisor."""
        action = self.env.ref(f"jn_revisit.{name}")
        self.env.flush_all()
        return self.as_user("supervisor")[action.res_model].search(self.opening(action)).case_id

    def test_screens_of_figures_open_with_their_period(self):
        for name in ("jn_answer_reason_action", "jn_rectification_cause_action", "jn_contact_quality_numbers_action"):
            with self.subTest(action=name):
                self.freeze("2026-10-20 10:00")
                self.assertEqual(self.of(name), self.autumn)
                self.freeze("2027-02-01 10:00")
                self.assertFalse(self.of(name))

    def test_the_quarter_and_the_month_are_told_as_they_are_found(self):
        self.freeze("2026-09-01 10:00")
        for model in ("jn.answer", "jn.rectification", "jn.contact.quality"):
            rows = self.env[model].search([("case_id", "in", (self.summer + self.autumn).ids)])
            for name in ("in_quarter", "in_month"):
                with self.subTest(model=model, name=name):
                    mine = rows.filtered(lambda row: row.case_id == self.summer) if name == "in_quarter" else rows.browse()
                    self.assertEqual(rows.filtered(name), mine)
                    self.assertEqual(rows.search([("id", "in", rows.ids), (name, "=", True)]), mine)
                    self.assertEqual(rows.search([("id", "in", rows.ids), (name, "=", False)]), rows - mine)
