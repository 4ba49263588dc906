from datetime import date

from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.common import QUARTER
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_rules.periods import Period

from .common import WHEN, WarningCase


class PageCase(WarningCase):
    def page(self, role="leader", county=None):
        return self.as_user(role)["jn.county.page"].page(county and county.id)

    def indicator(self, page, code):
        [line] = [one for one in page["indicators"] if one["code"] == code]
        return line


@tagged("post_install", "-at_install")
class TestScore(PageCase):
    """Provisional score and rank today, and the cases that cost points; no sheet is made."""

    def test_it_is_what_a_sheet_computed_now_would_say(self):
        self.good(16)
        self.bad(3)
        self.first(1, "undelivered")
        self.good(20, self.other_window)
        page = self.page()
        sheet = self.sheet("county")
        total = self.line(sheet, self.county)
        self.assertEqual((page["total"]["score"], page["total"]["rank"], page["total"]["of"]), (total.score, total.rank, 2))
        for line in sheet.line_ids.filtered(lambda one: one.unit_id == self.county and one.indicator_id):
            shown = self.indicator(page, line.indicator_id.code)
            self.assertEqual((shown["numerator"], shown["denominator"], shown["score"]), (line.numerator, line.denominator, line.score))

    def test_no_sheet_is_written(self):
        self.good(1)
        before = self.env["jn.sheet"].search_count([]), self.env["jn.sheet.line"].search_count([])
        self.page()
        self.assertEqual((self.env["jn.sheet"].search_count([]), self.env["jn.sheet.line"].search_count([])), before)

    def test_it_says_as_of_when_and_keeps_for_some_minutes(self):
        self.good(1)
        page = self.page()
        self.assertEqual((page["as_of"], page["quarter"]["gone"], page["quarter"]["days"]), ("2026-08-20 07:30", 51, 92))
        self.good(8)
        self.freeze("2026-08-20 07:39")
        self.assertEqual(self.page()["total"]["business"], 1)
        self.freeze("2026-08-20 07:41")
        page = self.page()
        self.assertEqual((page["as_of"], page["total"]["business"]), ("2026-08-20 07:41", 9))

    def test_yesterdays_standings_are_forgotten(self):
        self.page()
        standings = self.env["jn.standing"].search([])
        self.freeze("2026-08-20 23:00")
        self.env["jn.standing"]._forget()
        self.assertTrue(standings.exists())
        self.freeze("2026-08-21 08:00")
        self.env["jn.standing"]._forget()
        self.assertFalse(standings.exists())

    def test_without_business_a_county_is_not_ranked(self):
        total = self.page()["total"]
        self.assertFalse(total["rank"])
        self.assertEqual(total["note"], self.scheme("county").unranked_note)

    def test_the_cases_that_cost_points_are_those_below_the_line_and_not_above(self):
        self.good(5)
        lost = self.bad(2)
        silent = self.first(1, "undelivered")
        page = self.page()
        [bad] = self.indicator(page, "first_satisfied")["losses"]
        self.assertEqual((bad["model"], bad["count"], {row["id"] for row in bad["rows"]}), ("jn.revisit", 2, set(lost.ids)))
        [undelivered] = self.indicator(page, "effective")["losses"]
        self.assertEqual({row["id"] for row in undelivered["rows"]}, set(silent.ids))

    def test_the_window_opens_the_same_records(self):
        lost = self.bad(7)
        [kind] = self.indicator(self.page(), "first_satisfied")["losses"]
        self.assertEqual((kind["count"], len(kind["rows"])), (7, 5))
        found = self.as_user("leader")[kind["model"]].with_context(active_test=False).search(kind["window"]["domain"])
        self.assertEqual(found.case_id, lost)

    def test_each_kind_of_record_costs_by_itself(self):
        bad = self.bad(4)
        self.again(bad[0], "dissatisfied", ended=WHEN)
        self.overdue_report(bad[1], due=WHEN)
        self.check(bad[2], "untrue", concluded=WHEN)
        self.check(bad[3], "satisfied", concluded=WHEN)
        page = self.page()
        second = {kind["model"]: kind["count"] for kind in self.indicator(page, "second_satisfied")["losses"]}
        self.assertEqual(second, {"jn.revisit": 1, "jn.rectification": 1})
        [check] = self.indicator(page, "first_verified")["losses"]
        self.assertEqual([row["id"] for row in check["rows"]], bad[2].ids)
        self.assertAlmostEqual(self.indicator(page, "first_verified")["lost"], 10)

    def test_an_indicator_at_full_marks_lost_nothing(self):
        self.good(3)
        line = self.indicator(self.page(), "first_satisfied")
        self.assertEqual((line["lost"], line["losses"]), (0, []))

    def test_without_a_scheme_the_page_still_opens(self):
        self.scheme("county").sudo()._versions().write({"active": False})
        page = self.page()
        self.assertEqual((page["total"], page["indicators"]), (False, []))


@tagged("post_install", "-at_install")
class TestOutlook(PageCase):
    """Error budget and forecast of the rates that a warning rule holds against a limit."""

    def row(self, indicator):
        rule = self.env["jn.warning.rule"].search([("level", "=", "county"), ("indicator_code", "=", indicator)])
        [row] = [one for one in self.page()["outlook"] if one["id"] == rule.id]
        return row

    def test_above_the_line_it_says_how_many_bad_ones_it_bears(self):
        self.good(97)
        self.bad(2)
        row = self.row("first_satisfied")
        self.assertEqual((row["numerator"], row["denominator"], row["line"]), (97, 99, 0.95))
        self.assertIn("4 more bad ones until below 95%.", row["words"])

    def test_below_the_line_it_says_how_many_good_ones_it_lacks(self):
        self.good(70)
        self.first(14, "undelivered")
        self.assertEqual(self.row("effective")["words"], "10 more good ones in a row until 85%.")

    def test_it_forecasts_the_end_of_the_quarter_from_the_run_so_far(self):
        self.good(90)
        self.bad(10)
        ahead = self.row("first_satisfied")["ahead"]
        self.assertEqual((ahead["more"], ahead["rate"]), (80, 0.9))  # 51 of 92 days are over
        self.assertLess(ahead["low"], 0.9)
        self.assertGreater(ahead["high"], 0.9)
        self.assertIn("90% at the quarter's end, with 95 % certainty", ahead["words"])
        self.assertTrue(ahead["lost"] or not ahead["safe"])

    def test_of_what_is_still_expected_some_may_be_bad(self):
        self.good(100)
        self.assertIn("Of the 80 still expected 9 may be bad.", self.row("first_satisfied")["words"])

    def test_of_nothing_nothing_is_said(self):
        row = self.row("first_satisfied")
        self.assertEqual((row["words"], row["rate"], row["ahead"]), ("Nothing is counted yet this quarter.", None, None))

    def test_it_has_its_control_chart(self):
        self.good(20)
        self.assertEqual(len(self.row("first_satisfied")["chart"]["points"]), 13)

    def test_of_one_rate_the_strictest_limit_counts(self):
        strict = self.rule(level="county", threshold=0.99)
        names = [row["id"] for row in self.page()["outlook"] if row["name"] == "Satisfied at first"]
        self.assertEqual(names, strict.ids)


@tagged("post_install", "-at_install")
class TestDuties(PageCase):
    """Deductions with the last day to object, the report's countdown, warnings and deadline lights."""

    def deduction(self, **values):
        kind = self.env["jn.deduction.kind"].search([("code", "=", "report_missing")])
        row = {"kind_id": kind.id, "unit_id": self.county.id, **QUARTER, "reason": "it never came", "evidence": "list of receipts"}
        return self.env["jn.deduction"]._propose([{**row, **values}])

    def test_a_deduction_of_the_running_quarter_waits_for_the_sheet(self):
        deduction = self.deduction()
        self.deduction(unit_id=self.other_county.id)
        [row] = self.page()["deductions"]
        self.assertEqual((row["id"], row["points"], row["last_at"], row["state"]), (deduction.id, 10, None, "Proposed"))
        self.assertEqual(row["name"], deduction.kind_id.name, "the county is that of the page, the points stand beside")
        self.assertIn("2 working days", row["words"])

    def test_after_publication_it_says_until_when_one_may_object(self):
        spring = {"period_start": date(2026, 4, 1), "period_end": date(2026, 6, 30)}
        self.deduction(**spring)
        sheet = self.sheet("county", **spring)
        self.freeze("2026-08-19 10:00")
        sheet.publish()
        self.freeze("2026-08-20 10:00")
        [row] = self.page()["deductions"]
        self.assertEqual((row["last_at"], row["over"]), ("2026-08-21 24:00", False))
        self.freeze("2026-08-24 10:00")
        self.assertFalse(self.page()["deductions"])

    def test_what_a_spot_check_found_untrue_may_be_objected_to(self):
        [case] = self.good(1)
        check = self.env["jn.spot.check"].create({"case_id": case.id})
        self.env["jn.spot.finding"].create({
            "check_id": check.id, "case_id": case.id, "unit_id": case.unit_id.id, "county_id": self.county.id, "city_id": self.city.id,
            "counts_on": "2026-08-20", "note": "nobody called", "found_by_id": self.users["city_supervisor"].id,
            "found_at": at("2026-08-19 10:00"), "released_at": at("2026-08-19 10:00"), "object_until": at("2026-08-21 17:00"),
        })  # fmt: skip
        [row] = self.page()["deductions"]
        self.assertEqual((row["model"], row["last_at"], row["reason"]), ("jn.spot.finding", "2026-08-21 17:00", "nobody called"))

    def test_the_report_is_counted_down_to_the_25th_of_the_quarters_last_month(self):
        report = self.page()["report"]
        self.assertEqual((report["due"], report["days_left"], report["data_until"]), (date(2026, 9, 25), 36, date(2026, 9, 20)))
        self.assertEqual([(step["day"].day, step["kind"]) for step in report["steps"]],
                         [(10, "reminder"), (20, "reminder"), (24, "reminder"), (25, "due")])

    def test_on_the_10th_the_20th_and_the_24th_it_reminds(self):
        for day in (10, 20, 24):
            self.freeze(f"2026-09-{day} 09:00")
            [today] = [step["day"].day for step in self.page()["report"]["steps"] if step["today"]]
            self.assertEqual(today, day)
        self.freeze("2026-09-25 09:00")
        self.assertEqual(self.page()["report"]["days_left"], 0)

    def test_a_due_day_that_is_no_working_day_rolls_to_the_next(self):
        self.interpret("report.due_day", "26")  # a Saturday
        self.assertEqual(self.page()["report"]["due"], date(2026, 9, 28))

    def test_days_of_the_countdown_are_settings(self):
        self.interpret("report.remind_days", "[5, 31]")
        self.assertEqual([step["day"].day for step in self.page()["report"]["steps"]], [5, 25, 30])

    def test_how_far_the_report_is_stands_there_and_opens_it(self):
        self.assertEqual(self.page()["report"]["state"], {})
        self.freeze("2026-09-12 09:00")
        [report] = self.env["jn.quarterly.report"]._open(self.county, Period(date(2026, 7, 1), date(2026, 9, 30)))
        state = self.page()["report"]["state"]
        self.assertEqual((state["words"], state["done"], state["light"]), (report.stage_id.display_name, False, "green"))
        self.assertEqual(state["window"]["res_id"], report.id)
        report.with_user(self.users["leader"]).submit()
        self.assertTrue(self.page()["report"]["state"]["done"])

    def test_open_warnings_stand_there_the_red_ones_first(self):
        self.bad(20)
        self.bad(20, self.other_window)
        self.on(self.rule())
        red = self.on(self.rule(light="red"))
        self.evaluate()
        warnings = self.page()["warnings"]
        self.assertEqual((warnings["count"], [row["light"] for row in warnings["rows"]]), (2, ["red", "yellow"]))
        self.assertEqual(warnings["rows"][0]["id"], self.warnings(red, unit_id=self.window_a.id).id)
        self.assertEqual(len(self.as_user("leader")["jn.warning"].search(warnings["window"]["domain"])), 2)

    def test_red_and_yellow_work_is_counted_by_window(self):
        bad = self.bad(4)
        moments = [("2026-08-19 10:00", "2026-08-19 12:00"), ("2026-08-20 07:00", "2026-08-20 09:00"), ("2026-08-21 07:00", "2026-08-21 09:00")]
        for case, (light, due) in zip(bad, moments, strict=False):
            self.env["jn.rectification"].create({"case_id": case.id, "light_at": at(light), "next_due_at": at(due)})
        other = self.bad(1, self.other_window)
        self.env["jn.rectification"].create({"case_id": other.id, "light_at": at("2026-08-19 10:00"), "next_due_at": at("2026-08-19 12:00")})
        lights = self.page()["lights"]
        self.assertEqual((lights["red"], lights["yellow"]), (1, 1))
        self.assertEqual([(row["id"], row["red"], row["yellow"]) for row in lights["rows"]], [(self.window_a.id, 1, 1)])


@tagged("post_install", "-at_install")
class TestReaders(PageCase):
    """A county's leader sees the own county; the city's people choose one."""

    def test_a_countys_leader_and_supervisor_see_theirs_and_no_other(self):
        for role in ("leader", "supervisor"):
            page = self.page(role)
            self.assertEqual((page["county"]["id"], [one["id"] for one in page["counties"]]), (self.county.id, self.county.ids))
            with self.assertRaises(NotAllowed):
                self.page(role, self.other_county)
        self.assertEqual(self.page("other_leader")["county"]["id"], self.other_county.id)

    def test_the_citys_people_choose_the_county(self):
        for role in ("city_leader", "city_supervisor", "administrator"):
            page = self.page(role, self.other_county)
            self.assertEqual(page["county"]["id"], self.other_county.id)
            self.assertLessEqual({self.county.id, self.other_county.id}, {one["id"] for one in page["counties"]})

    def test_other_roles_have_no_such_page(self):
        for role in ("window_clerk", "liaison", "chief_representative", "business_office", "intake"):
            with self.assertRaises(NotAllowed):
                self.page(role)

    def test_who_sees_no_county_is_told_so(self):
        self.users["leader"].unit_ids = self.hall
        self.assertEqual(self.page(), {"counties": []})

    def test_what_is_no_county_is_refused_in_a_sentence(self):
        with self.assertRaises(BadInput):
            self.as_user("city_leader")["jn.county.page"].page("all")
        with self.assertRaises(NotAllowed):
            self.as_user("city_leader")["jn.county.page"].page(self.window_a.id)

    def test_a_leader_sees_of_the_others_nothing_but_the_own_rank(self):
        self.bad(3, self.other_window)
        self.good(3)
        page = self.page()
        self.assertNotIn("Other", str(page))
        self.assertEqual((page["total"]["rank"], page["total"]["of"]), (1, 2))
