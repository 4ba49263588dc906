from odoo.tests import tagged

from .common import FlowCase


@tagged("post_install", "-at_install")
class TestDeadlines(FlowCase):
    def test_a_limit_starts_with_its_stage_and_shows_its_end_on_the_record(self):
        permit = self.permits(stage="working")
        row = self.deadline(permit, "work")
        self.assertEqual((row.state, row.started_at), ("running", self.at("2026-11-23 10:00")))
        self.assertEqual(row.due_at, self.at("2026-11-24 10:00"))
        self.assertEqual(permit.work_due_at, row.due_at)
        self.assertEqual(permit.next_due_at, row.due_at)
        self.assertEqual(permit.light_at, self.at("2026-11-24 06:00"))

    def test_a_limit_counts_from_the_field_it_names(self):
        permit = self.permits(stage="working", applied_at=self.at("2026-11-23 08:00"))
        self.assertEqual(permit.work_due_at, self.at("2026-11-24 08:00"))

    def test_a_limit_whose_condition_fails_does_not_start(self):
        permit = self.permits(stage="working", is_blocked=True) | self.permits(stage="working")
        permit.write({"is_blocked": True})
        permit[1]._flow_fire("finished")
        self.assertFalse(self.deadline(permit[1], "review"))

    def test_a_limit_left_in_time_is_met(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 09:59")
        permit._flow_fire("finished")
        row = self.deadline(permit, "work")
        self.assertEqual((row.state, row.ended_at), ("met", self.at("2026-11-24 09:59")))

    def test_a_limit_left_too_late_is_missed_even_before_the_sweep_came(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 10:00")
        permit._flow_fire("finished")
        self.assertEqual(self.deadline(permit, "work").state, "missed")

    def test_a_pause_gives_back_what_was_left(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-23 16:00")
        permit._flow_fire("parked")
        self.assertEqual(self.deadline(permit, "work").state, "paused")
        self.assertFalse(permit.next_due_at)
        self.freeze("2026-11-25 16:00")
        permit._flow_fire("unparked")
        row = self.deadline(permit, "work")
        self.assertEqual((row.state, row.due_at), ("running", self.at("2026-11-26 10:00")))
        self.assertEqual(permit.work_due_at, row.due_at)
        self.assertFalse(row.paused_at)
        self.assertIn("paused", row.explanation)

    def test_a_paused_limit_is_not_swept(self):
        permit = self.permits(stage="parked")
        self.freeze("2026-12-20 10:00")
        self.sweep()
        self.assertEqual((permit.stage_code, self.deadline(permit, "work").state), ("parked", "paused"))

    def test_a_limit_after_another_counts_from_the_day_that_the_other_ends(self):
        permit = self.permits(stage="working")
        self.assertEqual(permit.report_due_at, self.at("2026-11-27 00:00"))  # Thursday 24:00
        # Thursday itself is left out: Friday, Monday, Tuesday
        self.assertEqual(self.deadline(permit, "lapse").due_at, self.at("2026-12-02 00:00"))

    def test_a_limit_after_another_says_24_hours_where_the_other_does(self):
        permit = self.permits(stage="working")
        report, lapse = (self.deadline(permit, code).with_context(lang="en_US").explanation for code in ("report", "lapse"))
        end = report.split("= ")[1].split(" →")[0].split(" (")[0]
        self.assertTrue(end.endswith("24:00"), report)
        self.assertTrue(lapse.startswith(f"Lapse: from {end}"), lapse)
        self.assertNotIn("23:59", lapse)
        self.assertEqual(self.deadline(permit, "lapse").started_at, permit.report_due_at)

    def test_a_limit_after_another_follows_it_after_a_pause(self):
        permit = self.permits(stage="parked")
        self.freeze("2026-11-25 10:00")
        permit._flow_fire("unparked")
        # what was left on Thursday 24:00 ends on Saturday, which rolls to Monday 24:00
        self.assertEqual(permit.report_due_at, self.at("2026-12-01 00:00"))
        self.assertEqual(self.deadline(permit, "lapse").due_at, self.at("2026-12-04 00:00"))

    def test_without_the_years_holidays_a_limit_is_provisional_and_says_so(self):
        self.calendar.year_ids.unlink()
        permit = self.permits(stage="working")
        self.assertFalse(self.deadline(permit, "work").provisional)
        row = self.deadline(permit, "report")
        self.assertTrue(row.provisional)
        self.assertIn("provisional", row.explanation)
        self.assertIn("2026", row.explanation)

    def test_a_limit_explains_itself_in_both_languages(self):
        row = self.deadline(self.permits(stage="working"), "report")
        english = row.with_context(lang="en_US").explanation
        self.assertTrue(english.startswith("Report: from "), english)
        self.assertIn("+ 3 natural days", english)
        self.assertIn("version 1", english)
        chinese = row.with_context(lang="zh_CN").explanation
        self.assertTrue(chinese.startswith("整改报告："), chinese)
        self.assertIn("3自然日", chinese)
        self.assertIn("当日不计", chinese)
        self.assertIn("第七条", chinese)

    def test_the_light_is_green_then_yellow_then_red_and_can_be_searched(self):
        permit = self.permits(stage="working")
        for moment, colour in (("2026-11-24 05:59", "green"), ("2026-11-24 06:00", "yellow"), ("2026-11-24 10:00", "red")):
            self.freeze(moment)
            permit.invalidate_recordset(["light"])
            self.assertEqual(permit.light, colour)
            self.assertEqual(permit.search([("light", "=", colour), ("id", "=", permit.id)]), permit)
            others = [other for other in ("green", "yellow", "red") if other != colour]
            self.assertFalse(permit.search([("light", "in", others), ("id", "=", permit.id)]))

    def test_what_is_left_is_told_by_our_clock(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 09:00")
        permit.invalidate_recordset(["due_in"])
        self.assertEqual(permit.due_in, 3600)

    def test_what_has_no_limit_has_no_light(self):
        permit = self.permits()
        self.assertFalse(permit.light)
        self.assertEqual(permit.due_in, 0)
        self.assertIn(permit, permit.search([("light", "=", False)]))

    def test_the_texts_of_many_deadlines_cost_one_search(self):
        permits = self.permits(5, stage="working")
        permits[0].deadline_text  # noqa: B018  warms the caches, for the whole batch
        self.assertTrue(all("Work" in text for text in permits.mapped("deadline_text")))
