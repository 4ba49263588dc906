from odoo.tests import tagged

from odoo.addons.jn_org.tests.common import at

from .years import QUARTERS, YEAR, YearCase


@tagged("post_install", "-at_install")
class TestYear(YearCase):
    """A year's figure says how it was reckoned, opens the quarters it comes from, and is counted again as it was (Art. 14)."""

    def _published(self, *shares):
        year = self.year_of(*shares)
        self.by("city_supervisor", year).publish()
        return year

    def _correct(self, quarter):
        self.by("city_leader", quarter)._sign(self.county, {"asked": -1, "answered_dissatisfied": -1}, "not ours")

    def _recounted(self, sheet):
        action = self.by("leader", sheet).action_recount()
        return self.env["jn.sheet.recount"].browse(action["res_id"])

    def test_a_total_opens_the_quarters_totals_and_from_there_the_sheets(self):
        year = self._published(10, 9, 8, 6)
        action = self.by("leader", self.line(year, self.county)).action_open_quarters()
        lines = self.as_user("leader")[action["res_model"]].search(action["domain"], order="sheet_id desc")
        self.assertEqual(lines.sheet_id, self.quarters)
        self.assertEqual([(line.unit_id.id, line.indicator_id.id, line.score) for line in lines],
                         [(self.county.id, False, score) for score in (100, 98, 96, 92)])
        opened = lines[0].action_open_sheet()
        self.assertEqual((opened["res_model"], opened["res_id"]), ("jn.sheet", self.quarters[0].id))

    def test_an_indicators_figure_opens_the_quarters_whichever_version_of_the_scheme_made_them(self):
        year = self._published(10, 9, 8, 6)
        line = self.line(year, self.county, "first_satisfied")
        lines = self.env["jn.sheet.line"].search(line.action_open_quarters()["domain"])
        self.assertEqual(set(lines.mapped("indicator_id.code")), {"first_satisfied"})
        self.assertEqual(lines.unit_id, self.county)
        action = lines.filtered(lambda one: one.sheet_id == self.quarters[1]).action_open_numerator()
        self.assertEqual(len(self.env[action["res_model"]].search(action["domain"])), 9)

    def test_it_says_how_the_mean_was_reckoned(self):
        year = self.year_of(10, None, 8, 5)
        told = self.line(year, self.county).explanation.split("\n")
        self.assertEqual(len(told), 6)
        self.assertIn("2026-03-31: 100", told[0])
        self.assertIn("2026-06-30: no score, left out", told[1])
        # 100, 96 and 90
        self.assertEqual(told[4], "Score = (100 + 96 + 90) ÷ 3 = 95.33")
        self.assertEqual(told[5], "Active Score = (100 + 96 + 90) ÷ 3 = 95.33")

    def test_what_is_printed_of_a_year_is_never_below_nothing_where_that_is_set(self):
        """The floor of decision C11 is one of display, in a year as in a quarter; the mean itself stays."""
        self.interpret("deduction.floor", '"display_zero"')
        kind = self.env["jn.deduction.kind"].search([("code", "=", "spot_false")])
        start, end, _inside = QUARTERS[0]
        row = {"kind_id": kind.id, "unit_id": self.county.id, "period_start": start, "period_end": end, "reason": "untrue", "evidence": "call"}
        for _each in range(300 // int(kind.points)):
            self.env["jn.deduction"]._propose([row]).with_user(self.users["city_supervisor"]).book()
        self.facts_of(0, 5)
        self.quarter(0)
        total = self.line(self.sheet("county", **YEAR), self.county)
        self.assertLess(total.score, 0)
        self.assertEqual(total.shown_score, 0)

    def test_it_says_what_a_signed_correction_made_of_a_quarter(self):
        self.year_of(10, 9, 8, 6)
        self._correct(self.quarters[3])
        told = self.line(self.sheet("county", **YEAR), self.county).explanation
        self.assertIn("2026-12-31: 93.33 after signed corrections, 92 when it was frozen", told)
        self.assertIn("(100 + 98 + 96 + 93.33) ÷ 4 = 96.83", told)

    def test_a_unit_without_any_score_has_none_in_the_year_and_that_is_said(self):
        quiet = self._make_unit("county", "Quiet County", parent_id=self.city.id)
        line = self.line(self.year_of(10, 9, 8, 6), quiet)
        self.assertEqual(line.score, False)
        self.assertIn("Score = –", line.explanation)

    def test_its_table_tells_the_cases_and_the_coverage_of_its_quarters_together(self):
        for place, (announced, good) in enumerate(((10, 10), (20, 9), (10, 8), (10, 6))):
            inside = at(QUARTERS[place][2])
            self.env["jn.intake.total"].sudo().create([
                {"source": "facts", "unit_id": self.window_a.id, "day": inside.date(), "completed": announced, "at": inside},
            ])  # fmt: skip
            self.facts_of(place, good)
            self.quarter(place)
        total = self.line(self.sheet("county", **YEAR), self.county)
        self.assertEqual((total.business, total.announced, total.arrived), (40, 50, 40))

    def test_a_quarter_that_is_corrected_later_does_not_disturb_counting_again_and_is_told(self):
        year = self._published(10, 9, 8, 6)
        self._correct(self.quarters[3])
        found = self._recounted(year)
        self.assertTrue(found.is_same and found.is_sealed, found.found)
        self.assertIn(f"{self.quarters[3].display_name} was corrected", found.since)
        self.assertIn("(100 + 98 + 96 + 92) ÷ 4", self.line(year, self.county).explanation)

    def test_its_seal_is_over_the_quarters_seals(self):
        year = self._published(10, 9, 8, 6)
        self.assertEqual([pin["digest"] for pin in year.formulas["quarters"]], self.quarters.mapped("digest"))

    def test_an_older_year_that_kept_no_quarters_is_made_of_those_that_are_published(self):
        year = self.year_of(10, 9, 8, 6)
        year.sudo().write({"formulas": {"book": year.formulas["book"]}, "ground": False})
        self.by("city_supervisor", year).publish()
        self.assertTrue(self._recounted(year).is_same)
        self.assertIn("÷ 4 = 96.5", self.line(year, self.county).explanation)
