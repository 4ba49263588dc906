"""A quarterly report on its way: drafted, edited, handed in, graded, or missing (Art. 15; decisions B7, C11)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.tests.common import latest

from ..const import PARTS
from .common import QUARTER, ReportCase


@tagged("post_install", "-at_install")
class TestDrafting(ReportCase):
    def facts(self):
        bad = self.first(4, "dissatisfied")
        self.first(16, "satisfied")
        self.first(5, "undelivered")
        self.again(bad[:2], "satisfied")
        self.first(9, "satisfied", completed=at("2026-05-10 10:00"))
        self.first(1, "dissatisfied", completed=at("2026-05-10 10:00"))

    def test_the_four_parts_are_drafted_with_the_figures_of_the_sheets(self):
        self.facts()
        report = self.opened()
        for part in PARTS:
            self.assertTrue(report[part].strip(), part)
        self.assertIn("总业务量25件，有效回访20件，有效回访率80.00%", report.basic)
        self.assertIn("20÷25＝80.00%，得16.00分", report.analysis)
        line = self.line(self.sheet("county", period_end="2026-09-20"), self.county)
        self.assertIn(f"暂计{line.score:.2f}分", report.basic)

    def test_the_figures_stand_beside_those_of_the_quarter_before(self):
        self.facts()
        report = self.opened()
        effective = {when: report.figures[when]["effective"] for when in ("now", "before")}
        self.assertEqual([effective[when]["numerator"] for when in ("now", "before")], [20, 10])
        self.assertIn("较上季度下降20.00个百分点（上季度100.00%）", report.analysis)

    def test_a_published_sheet_is_what_the_quarter_before_says(self):
        self.facts()
        before = self.sheet("county", period_start="2026-04-01", period_end="2026-06-30")
        before.publish()
        before.sudo()._sign(self.county, {"asked": -1, "answered_dissatisfied": -1}, "not ours")
        report = self.opened()
        self.assertEqual(report.figures["before"]["effective"]["numerator"], 9)

    def test_what_lies_behind_is_told_by_window_and_matter(self):
        self.facts()
        report = self.opened()
        [window] = report.figures["lists"]["windows"]
        self.assertEqual((window["name"], window["number"]), (self.window_a.display_name, 4))
        self.assertIn(f"{self.window_a.display_name}不满意4件", report.problems)
        self.assertIn(self.matter.name, report.proposals)

    def test_a_county_without_business_is_told_so_and_compares_nothing(self):
        report = self.opened()
        self.assertIn("本季度无计入考核的业务", report.basic)
        self.assertNotIn("None", "".join(report[part] for part in PARTS))
        self.assertNotIn("上季度", report.analysis)

    def test_all_counties_of_a_quarter_are_counted_together(self):
        self.facts()
        self.first(3, "satisfied", self.other_window)
        both = self.opened(self.county | self.other_county)
        self.assertEqual([report.figures["now"][""]["business"] for report in both], [25, 3])
        queries = self.env.cr.sql_log_count
        both._draft()
        two = self.env.cr.sql_log_count - queries
        queries = self.env.cr.sql_log_count
        both[:1]._draft()
        self.assertLess(two - (self.env.cr.sql_log_count - queries), 10)

    def test_a_figure_opens_the_records_that_it_counts(self):
        self.facts()
        report = self.opened()
        action = self.by("leader", report).action_open_figure("effective", "numerator")
        self.assertEqual(self.as_user("leader")[action["res_model"]].search_count(action["domain"]), 20)
        with self.assertRaises(BadInput):
            report.action_open_figure("effective", "rate")

    def test_a_figure_of_two_kinds_of_records_opens_each_kind(self):
        bad = self.first(3, "dissatisfied")
        self.again(bad[:2], "satisfied")
        self.overdue_report(bad[2:])
        report = self.opened()
        action = self.by("leader", report).action_open_figure("second_satisfied", "denominator")
        parts = self.as_user("leader")[action["res_model"]].search(action["domain"])
        self.assertEqual({part.code: part.number for part in parts if part.number}, {"again_satisfied": 2, "reports_overdue": 1})
        self.assertEqual(report.figures["now"]["second_satisfied"]["denominator"], 3)

    def test_whoever_drafts_again_gets_todays_figures_and_keeps_what_stood_there(self):
        report = self.opened()
        self.by("supervisor", report).write({"problems": "our own words"})
        self.facts()
        self.by("supervisor", report).action_draft()
        self.assertIn("总业务量25件", report.basic)
        self.assertEqual(report.version_ids.sorted("id").mapped("kind"), ["drafted", "edited", "drafted"])
        self.assertEqual(report.version_ids.sorted("id")[1].problems, "our own words")


@tagged("post_install", "-at_install")
class TestWay(ReportCase):
    def test_a_report_is_due_at_the_end_of_the_25th(self):
        self.assertEqual(self.opened().due_at, at("2026-09-26 00:00"))

    def test_a_day_off_moves_it_to_the_next_working_day(self):
        self.interpret("report.due_day", "26")  # a Saturday
        self.assertEqual(self.opened().due_at, at("2026-09-29 00:00"))

    def test_the_leader_signs_and_the_city_grades_with_a_reason(self):
        report = self.opened()
        with self.assertRaises(NotAllowed):
            self.by("supervisor", report).submit()
        self.by("leader", report).submit()
        self.assertEqual((report.stage_code, report.submitted_at), ("submitted", at("2026-09-21 10:00")))
        with self.assertRaises(NotPossible):
            self.by("city_supervisor", report).grade_it(False)
        with self.assertRaises(NotAllowed):
            self.by("leader", report).grade_it(True, "we like it")
        self.by("city_supervisor", report).grade_it(True, "数据翔实")
        self.assertEqual((report.grade, report.grade_note), ("good", "数据翔实"))
        self.assertFalse(report.deduction_ids)

    def test_a_part_that_is_empty_is_not_handed_in(self):
        report = self.opened()
        self.by("leader", report).write({"proposals": " "})
        for step in (lambda: self.by("leader", report).submit(), lambda: self.by("leader", report).action_flow_press("submitted")):
            with self.assertRaisesRegex(BadInput, "Next steps"):
                step()

    def test_people_of_the_county_edit_the_four_parts_and_nothing_else(self):
        report = self.opened()
        self.by("supervisor", report).write({"basic": "ours"})
        self.assertEqual((report.basic, latest(report.version_ids).user_id), ("ours", self.users["supervisor"]))
        for values in ({"grade": "good"}, {"due_at": "2027-01-01 00:00:00"}, {"figures": {}}, {"unit_id": self.other_county.id}):
            with self.assertRaises(NotAllowed):
                self.by("leader", report).write(values)
        for role in ("city_supervisor", "city_leader"):
            with self.assertRaises(NotAllowed):
                self.by(role, report).write({"basic": "theirs"})
        for role in ("window_clerk", "liaison", "chief_representative", "business_office", "administrator"):
            with self.assertRaises(AccessError, msg=role):
                self.by(role, report).write({"basic": "theirs"})

    def test_what_is_handed_in_is_kept_with_its_digest_and_edited_no_more(self):
        report = self.handed_in()
        kept = latest(report.version_ids)
        self.assertEqual((kept.kind, kept.basic, len(kept.digest)), ("submitted", report.basic, 64))
        with self.assertRaises(NotAllowed):
            self.by("leader", report).write({"basic": "better"})
        with self.assertRaisesRegex(Exception, "stays as it is"):
            kept.write({"basic": "better"})

    def test_another_county_sees_nothing_of_it(self):
        report = self.opened()
        self.assertFalse(self.as_user("other_leader")["jn.quarterly.report"].search([]) & report)
        with self.assertRaises(AccessError):
            self.by("other_leader", report).read(["basic"])

    def test_nobody_begins_or_deletes_one_by_hand(self):
        report = self.opened()
        values = {"unit_id": self.other_county.id, "period_start": QUARTER.start, "period_end": QUARTER.end, "due_from": "2026-09-24"}
        for role in ("supervisor", "leader", "city_leader", "administrator"):
            with self.assertRaises(AccessError, msg=role):
                self.as_user(role)["jn.quarterly.report"].create(values)
            with self.assertRaises(AccessError, msg=role):
                self.by(role, report).unlink()

    def test_how_a_report_stands_is_told_to_other_rooms(self):
        ask = self.env["jn.quarterly.report"]._report_state
        before = ask(self.county, QUARTER.start)
        self.assertEqual((before["stage"], before["due_at"], before["remind_on"]), (False, at("2026-09-26 00:00"), [10, 20, 24]))
        report = self.graded(True)
        after = ask(self.county, QUARTER.end)
        self.assertEqual((after["report"], after["grade"], after["stage"]), (report, "good", "good"))


@tagged("post_install", "-at_install")
class TestMissing(ReportCase):
    def test_after_its_day_a_report_is_missing_and_a_deduction_is_proposed(self):
        report = self.missing()
        self.assertEqual((report.stage_code, report.grade), ("missing", "missing"))
        [deduction] = report.deduction_ids
        self.assertEqual((deduction.kind_id.code, deduction.points, deduction.state), ("report_missing", 10, "proposed"))
        self.assertEqual((deduction.unit_id, deduction.period_start, deduction.period_end), (self.county, QUARTER.start, QUARTER.end))
        self.assertEqual(deduction.evidence, "截至2026-09-25 24:00未报送。", "it is the system that writes, in the office's language")

    def test_a_poor_one_proposes_five_points_with_the_reason_and_what_was_handed_in(self):
        report = self.graded(False, "无数据分析")
        [deduction] = report.deduction_ids
        self.assertEqual((deduction.kind_id.code, deduction.points), ("report_poor", 5))
        self.assertIn("无数据分析", deduction.reason)
        self.assertIn(report.version_ids.filtered(lambda one: one.kind == "submitted").digest, deduction.evidence)

    def test_late_it_counts_as_missing_unless_the_city_accepts_it(self):
        report = self.missing()
        with self.assertRaises(NotPossible):
            self.by("leader", report).submit()
        self.by("leader", report).submit("系统故障")
        self.assertEqual((report.stage_code, self.kinds(report)), ("late", {"report_missing": "proposed"}))
        self.by("city_supervisor", report).accept_late(False, "理由不成立")
        self.assertEqual((report.grade, self.kinds(report)), ("missing", {"report_missing": "proposed"}))
        self.by("leader", report).submit("附故障截图")
        self.by("city_leader", report).accept_late(True, "情况属实")
        self.assertEqual((report.stage_code, self.kinds(report)), ("submitted", {"report_missing": "removed"}))
        self.by("city_supervisor", report).grade_it(False, "过于简单")
        self.assertEqual(self.kinds(report), {"report_missing": "removed", "report_poor": "proposed"})

    def test_a_late_one_whose_deduction_is_booked_waits_until_that_is_removed(self):
        report = self.missing()
        self.by("city_supervisor", report.deduction_ids).book()
        self.by("leader", report).submit("系统故障")
        with self.assertRaisesRegex(NotPossible, "has to remove it first"), self.env.cr.savepoint():
            self.by("city_supervisor", report).accept_late(True, "情况属实")
        self.by("city_leader", report.deduction_ids).remove("情况属实")
        self.by("city_supervisor", report).accept_late(True, "情况属实")
        self.assertEqual(report.stage_code, "submitted")

    def test_an_edited_report_that_was_not_handed_in_is_missing_too(self):
        report = self.opened()
        self.by("leader", report).write({"basic": "almost ready"})
        self.wait(24 * 5)
        self.assertEqual(report.grade, "missing")

    def test_what_a_deduction_rests_on_is_not_written_by_hand(self):
        deduction = self.missing().deduction_ids
        with self.assertRaises(NotPossible):
            self.by("city_supervisor", deduction).write({"report_id": False})


@tagged("post_install", "-at_install")
class TestTime(ReportCase):
    def reports(self):
        return self.env["jn.quarterly.report"].search([("unit_id", "in", (self.county | self.other_county).ids)])

    def test_reports_begin_on_the_day_that_a_setting_names_one_for_each_live_county(self):
        self.freeze("2026-08-31 23:00")
        self.other_county.go_live_on = "2026-10-01"
        self.wait(0.5)
        self.assertFalse(self.reports())
        self.wait(1)
        self.assertEqual((self.reports().unit_id, self.reports().stage_code), (self.county, "drafted"))
        self.wait(24)
        self.assertEqual(len(self.reports()), 1)

    def test_what_nobody_touched_is_drafted_anew_when_the_data_are_whole(self):
        self.freeze("2026-09-01 10:00")
        touched, untouched = self.opened(self.county | self.other_county)
        self.by("leader", touched).write({"basic": "ours"})
        self.wait(24 * 20)
        self.assertEqual((touched.basic, touched.drafted_at), ("ours", at("2026-09-01 10:00")))
        self.assertEqual((untouched.drafted_at, str(untouched.data_until)), (at("2026-09-21 00:00"), "2026-09-20"))

    def test_counties_are_reminded_on_the_days_that_settings_name(self):
        self.freeze("2026-09-01 10:00")
        report = self.opened()
        told = []
        for hours in (24 * 9, 24 * 10, 24 * 4):
            self.wait(hours)
            told.append(sorted(report.activity_ids.filtered(lambda one: "距截止日还有" in one.summary).mapped("summary")))
        self.assertEqual([len(some) for some in told], [3, 6, 9], "three people, three days")
        self.assertIn("季度分析总结报告：距截止日还有1天", told[2], "the sweep speaks the office's language")
        self.assertEqual(report.activity_ids.user_id, self.users["leader"] | self.users["supervisor"] | self.users["second"])

    def test_what_is_handed_in_is_not_reminded_of(self):
        report = self.handed_in()
        self.wait(24 * 4)
        self.assertFalse(report.activity_ids.filtered(lambda one: one.user_id == self.users["leader"]))
        self.assertIn(self.users["city_supervisor"], report.activity_ids.user_id)

    def test_no_day_means_no_reminder(self):
        self.interpret("report.remind_days", "[]")
        self.assertFalse(self.opened().nudge_at)
