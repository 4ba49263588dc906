"""Article 14: the city's bureau assesses; results are made known, count in each unit's score and its department's year."""

from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.common import QUARTER, SheetCase
from odoo.addons.jn_assessment.tests.years import QUARTERS, YEAR
from odoo.addons.jn_bulletin.tests.test_bulletins import BulletinCase
from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible
from odoo.addons.jn_org.tests.common import at


@tagged("post_install", "-at_install")
class TestArticle14(SheetCase):
    def _quarter(self, place, publish=True):
        start, end, _inside = QUARTERS[place]
        sheet = self.sheet("county", period_start=start, period_end=end)
        if publish:
            self.by("city_supervisor", sheet).publish()
        return sheet

    def _year_of(self, *shares):
        """Quarters with so many satisfied of ten answers each, all published, and the year's sheet."""
        self.freeze("2027-01-20 10:00")
        for place, good in enumerate(shares):
            inside = at(QUARTERS[place][2])
            self.first(good, "satisfied", completed=inside)
            self.first(10 - good, "dissatisfied", completed=inside)
            self._quarter(place)
        return self.sheet("county", **YEAR)

    # 由市行政审批服务局监督考核
    def test_the_citys_bureau_keeps_the_score_and_nobody_else(self):
        values = {"scheme_id": self.scheme("county").id, **QUARTER}
        self.as_user("city_supervisor")["jn.sheet"].create(values).compute()
        with self.assertRaises(NotAllowed):
            self.as_user("supervisor")["jn.sheet"].create(values)

    # 定期进行通报
    def test_what_is_made_known_can_be_read_by_every_ranked_unit_all_figures_included(self):
        self.first(1, "satisfied", self.other_window)
        self.first(1, "satisfied")
        sheet = self._quarter(2)
        for role in ("window_clerk", "liaison", "chief_representative", "leader", "supervisor"):
            seen = self.as_user(role)["jn.sheet.line"].search([("sheet_id", "=", sheet.id)])
            self.assertEqual(seen.unit_id, sheet.line_ids.unit_id, role)

    def test_the_cases_behind_are_open_to_their_units_only(self):
        self.first(2, "satisfied", self.other_window)
        sheet = self._quarter(2)
        line = self.line(sheet, self.other_county, "effective")
        action = self.by("leader", line).action_open_denominator()
        self.assertFalse(self.as_user("leader")[action["res_model"]].search(action["domain"]))

    # 结果计入进驻窗口单位工作考核分值中
    def test_a_period_may_be_a_month_a_quarter_a_year_or_any_days(self):
        kinds = {}
        for start, end in (("2026-08-01", "2026-08-31"), ("2026-07-01", "2026-09-30"), ("2026-07-03", "2026-07-09")):
            self.first(1, "satisfied", completed=at(f"{start} 10:00"))
            sheet = self.sheet("window", period_start=start, period_end=end)
            kinds[sheet.period_kind] = self.line(sheet, self.window_a).business
        self.assertEqual(kinds, {"month": 1, "quarter": 2, "custom": 1})
        year = self.env["jn.sheet"].create({"scheme_id": self.scheme("county").id, **YEAR})
        self.assertEqual(year.period_kind, "year")

    # 纳入派驻部门（单位）年度政务服务工作考核之中
    def test_results_are_reckoned_by_sending_department(self):
        health = self._make_unit("department", "Health Department")
        self.other_window.department_id = health
        self.first(2, "satisfied", self.window_a)
        self.first(1, "undelivered", self.window_b)
        self.first(4, "satisfied", self.other_window)
        sheet = self.sheet("department")
        self.assertEqual(self.fraction(sheet, self.department, "effective"), (2, 3))
        self.assertEqual(self.fraction(sheet, health, "effective"), (4, 4))
        self.assertEqual(self.line(sheet, health).rank, 1)

    def test_a_departments_figure_opens_the_cases_of_the_windows_it_sends(self):
        cases = self.first(2, "satisfied", self.window_a) | self.first(1, "undelivered", self.window_b)
        self.first(4, "satisfied", self.other_window)
        self.other_window.department_id = self._make_unit("department", "Health Department")
        line = self.line(self.sheet("department"), self.department, "effective")
        action = line.action_open_denominator()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]).case_id, cases)

    def test_below_a_hall_without_a_department_of_its_own_a_window_belongs_to_the_nearest_above(self):
        self.other_hall.department_id = self.department
        self.first(1, "satisfied", self.other_window)
        self.assertEqual(self.fraction(self.sheet("department"), self.department, "effective"), (1, 1))

    # 年度
    def test_the_year_is_the_mean_of_its_final_quarters(self):
        sheet = self._year_of(10, 9, 8, 6)
        total = self.line(sheet, self.county)
        # 100, 98, 96 and 92
        self.assertEqual((total.score, total.rank), (96.5, 1))
        self.assertEqual(self.line(sheet, self.county, "first_satisfied").score, 16.5)
        self.by("city_supervisor", sheet).publish()
        self.assertTrue(sheet.is_mean and sheet.digest)

    def test_a_signed_correction_of_a_quarter_counts_in_the_year(self):
        self._year_of(10, 9, 8, 6)
        quarter = self.env["jn.sheet"].search([("period_start", "=", "2026-10-01"), ("period_end", "=", "2026-12-31")])
        self.by("city_leader", quarter)._sign(self.county, {"asked": -1, "answered_dissatisfied": -1}, "not ours")
        # 6 of 9 instead of 6 of 10: 20 + 13.33 + 60
        self.assertEqual(self.line(self.sheet("county", **YEAR), self.county).score, 96.83)

    def test_a_year_is_not_final_before_its_four_quarters_are(self):
        self.freeze("2027-01-20 10:00")
        with self.assertRaisesRegex(NotPossible, "No quarter"):
            self.sheet("county", **YEAR)
        self.first(1, "satisfied")
        self._quarter(2)
        sheet = self.sheet("county", **YEAR)
        self.assertEqual(self.line(sheet, self.county).score, 100)
        with self.assertRaisesRegex(NotPossible, "four quarters"):
            sheet.publish()

    def test_the_year_may_be_reckoned_from_the_whole_years_data_instead(self):
        self._year_of(10, 9, 8, 6)
        self.interpret("score.year_from", '"whole_year"')
        sheet = self.sheet("county", **YEAR)
        # 33 of 40
        self.assertEqual(self.line(sheet, self.county).score, 96.5)
        self.assertEqual(self.fraction(sheet, self.county, "first_satisfied"), (33, 40))
        self.assertFalse(sheet.is_mean)

    def test_the_coverage_of_the_announced_cases_is_printed_beside_the_figures(self):
        self.first(2, "satisfied")
        self.env["jn.intake.total"].sudo().create([
            {"source": "facts", "unit_id": self.window_a.id, "day": "2026-08-10", "completed": 5, "at": at("2026-08-11 08:00")},
        ])  # fmt: skip
        total = self.line(self.sheet("county"), self.county)
        self.assertEqual((total.announced, total.arrived), (5, 2))
        other = self.line(self.sheet("county"), self.other_county)
        self.assertEqual((other.announced, other.arrived), (False, False))

    def test_the_change_to_the_previous_period_stands_in_the_table(self):
        self.freeze("2026-10-20 10:00")
        self.first(1, "satisfied", completed=at("2026-05-10 10:00"))
        self.first(1, "satisfied")
        self.first(1, "dissatisfied")
        self._quarter(1)
        [row] = [
            row for group in self._quarter(2).table["groups"] for row in group["rows"] if row["unit"] == "Test County"
        ]
        self.assertEqual((row["total"]["score"], row["before"]), (90, {"score": 100, "rank": 1}))


@tagged("post_install", "-at_install")
class TestBulletins(BulletinCase):
    # 定期进行通报
    def test_results_are_made_known_in_a_bulletin_that_every_ranked_unit_is_sent(self):
        bulletin = self.issued("county", "window")
        ranked = bulletin.sheet_ids.line_ids.unit_id.filtered(lambda unit: unit.kind in ("county", "window"))
        self.assertEqual(bulletin.notice_ids.unit_id, ranked)
        for part in ("overview", "red_items", "demands"):
            self.assertTrue(bulletin[part].strip(), part)

    def test_what_was_made_known_is_what_the_published_sheets_say(self):
        bulletin = self.issued()
        [sheet] = bulletin.sheet_ids
        told = {row["unit_id"]: (row["score"], row["rank"]) for row in bulletin.figures["sheets"][0]["rows"]}
        totals = sheet.line_ids.filtered(lambda line: not line.indicator_id)
        self.assertEqual(told, {line.unit_id.id: (self.sheet_value(line.score), self.sheet_value(line.rank)) for line in totals})
        self.assertEqual(bulletin.figures["sheets"][0]["digest"], sheet.digest)

    def test_it_is_known_which_unit_has_read_it_and_which_has_not(self):
        bulletin = self.issued()
        self.by("leader", bulletin.notice_ids.filtered(lambda one: one.unit_id == self.county)).acknowledge()
        unread = bulletin.notice_ids.filtered(lambda one: not one.acknowledged_at).unit_id
        self.assertIn(self.other_county, unread)
        self.assertNotIn(self.county, unread)

    @staticmethod
    def sheet_value(value):
        return None if value is False else value
