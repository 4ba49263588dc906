from odoo.tests import tagged

from .versions import MigrationCase

DAY = "2026-11-24"


@tagged("post_install", "-at_install")
class TestMigration(MigrationCase):
    """What becomes of stage, history and time limits of a record that passes to a new version."""

    def test_records_stand_in_the_stage_of_the_same_code_and_their_history_says_so(self):
        permits = self.permits(3, stage="working") | self.permits()
        new = self.published()
        passage = self.migrated(new, "keep")
        self.assertEqual(permits.mapped("flow_version_id"), new)
        self.assertEqual(permits.mapped("stage_code"), ["working"] * 3 + ["new"])
        self.assertEqual(permits.stage_id.version_id, new)
        last = self.passages(permits[0])[-1]
        self.assertEqual((last.event, last.user_id, last.note), ("migrated", self.author, "The office agreed."))
        self.assertEqual((last.version_id, last.stage_id.code), (new, "working"))
        self.assertFalse(last.left_at)
        self.assertEqual((passage.state, passage.total, passage.moved, passage.failed, passage.progress), ("done", 4, 4, 0, 100))

    def test_facts_are_appended_and_never_edited(self):
        permit = self.permits(stage="working")
        before = [(row.id, row.stage_id, row.event, row.entered_at, row.version_id) for row in self.passages(permit)]
        self.freeze(f"{DAY} 08:00")
        self.migrated(self.published(), "keep")
        after = self.passages(permit)
        self.assertEqual([(row.id, row.stage_id, row.event, row.entered_at, row.version_id) for row in after[:-1]], before)
        self.assertEqual(after[-2].left_at, self.at(f"{DAY} 08:00"))

    def test_keeping_changes_no_deadline_and_says_in_the_sum_that_it_was_kept(self):
        permit = self.permits(stage="working")
        self.migrated(self.published(work={"amount": 48}), "keep")
        row = self.open_deadline(permit, "work")
        self.assertEqual((row.due_at, permit.work_due_at), (self.at(f"{DAY} 10:00"),) * 2)
        self.assertEqual(row.timer_id.version_id.number, 2)
        self.assertEqual((row.state, row.started_at), ("running", self.at("2026-11-23 10:00")))
        self.assertIn("moved to version 2 (deadline kept)", row.with_context(lang="en_US").explanation)
        old = permit._flow_deadlines().filtered(lambda row: row.timer_id == self.timer(self.version, "work"))
        self.assertEqual(old.state, "cancelled")
        self.assertIn("goes on in version 2", old.with_context(lang="en_US").explanation)

    def test_computing_anew_counts_from_the_old_beginning(self):
        permit = self.permits(stage="working")
        new = self.published(work={"amount": 48})
        self.freeze(f"{DAY} 09:00")
        self.migrated(new, "recompute")
        self.assertEqual(permit.work_due_at, self.at("2026-11-25 10:00"))
        self.assertEqual(permit.next_due_at, permit.work_due_at)

    def test_whichever_is_earlier_takes_the_better_of_both(self):
        permit = self.permits(stage="working")
        self.migrated(self.published(work={"amount": 48}, report={"amount": 1}), "earlier")
        self.assertEqual(permit.work_due_at, self.at(f"{DAY} 10:00"))  # 24 hours, not 48
        self.assertEqual(permit.report_due_at, self.at("2026-11-25 00:00"))  # one day, not three

    def test_a_limit_that_follows_another_follows_it_also_anew(self):
        permit = self.permits(stage="working")
        self.migrated(self.published(report={"amount": 1}), "recompute")
        # the report ends on Tuesday 24:00, so Wednesday, Thursday, Friday
        self.assertEqual(self.open_deadline(permit, "lapse").due_at, self.at("2026-11-28 00:00"))

    def test_what_stood_still_stays_given_back(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-23 16:00")
        permit._flow_fire("parked")
        self.freeze("2026-11-25 16:00")
        permit._flow_fire("unparked")
        self.assertEqual(permit.work_due_at, self.at("2026-11-26 10:00"))
        self.migrated(self.published(work={"amount": 36}), "recompute")
        self.assertEqual(permit.work_due_at, self.at("2026-11-26 22:00"))  # 36 hours and the 48 it stood still

    def test_what_stands_still_goes_on_standing_still_and_then_has_what_was_left(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-23 16:00")
        permit._flow_fire("parked")
        self.freeze("2026-11-25 16:00")
        self.migrated(self.published(), "keep")
        row = self.open_deadline(permit, "work")
        self.assertEqual((row.state, row.paused_at), ("paused", self.at("2026-11-23 16:00")))
        self.assertFalse(permit.next_due_at)
        permit._flow_fire("unparked")
        self.assertEqual(permit.work_due_at, self.at("2026-11-26 10:00"))

    def test_a_limit_that_the_new_version_does_not_pause_goes_on_with_what_was_left(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-23 16:00")
        permit._flow_fire("parked")
        draft = self.draft()
        timer = self.timer(draft, "work")
        timer.write({"span_stage_ids": [(4, self.stage(draft, "parked").id)], "pause_stage_ids": [(5,)]})
        new = self.approve(self.walk(draft))
        self.freeze("2026-11-25 16:00")
        self.migrated(new, "earlier")
        row = self.open_deadline(permit, "work")
        self.assertEqual((row.state, row.due_at), ("running", self.at("2026-11-26 10:00")))

    def test_a_limit_that_runs_stands_still_where_the_new_version_pauses_it(self):
        permit = self.permits(stage="working")
        draft = self.draft()
        working = self.stage(draft, "working")
        self.timer(draft, "work").write({"start_stage_ids": [(6, 0, self.stage(draft, "new").ids)],
                                         "pause_stage_ids": [(4, working.id)]})
        new = self.approve(self.walk(draft))
        self.freeze("2026-11-23 12:00")
        self.migrated(new, "keep")
        row = self.open_deadline(permit, "work")
        self.assertEqual((row.state, row.paused_at), ("paused", self.at("2026-11-23 12:00")))

    def test_a_limit_that_the_new_version_lacks_ends_with_the_reason(self):
        permit = self.permits(stage="working")
        draft = self.draft()
        self.timer(draft, "work").unlink()
        self.migrated(self.approve(self.walk(draft)), "keep")
        row = self.deadline(permit, "work")
        self.assertEqual((row.state, bool(row.ended_at)), ("cancelled", True))
        self.assertIn("version 2 has no such limit here", row.with_context(lang="en_US").explanation)
        self.assertFalse(permit.work_due_at)
        self.assertEqual(permit.next_due_at, permit.report_due_at)

    def test_a_limit_that_is_new_starts(self):
        permit = self.permits(stage="working")
        draft = self.draft()
        draft.timer_ids.create({
            "version_id": draft.id, "code": "greet", "name": "Greet", "amount": 2, "unit": "natural_hours",
            "start_stage_ids": [(6, 0, self.stage(draft, "working").ids)],
        })
        new = self.approve(self.walk(draft))
        self.freeze("2026-11-23 15:00")
        self.migrated(new, "keep")
        self.assertEqual(self.open_deadline(permit, "greet").due_at, self.at("2026-11-23 17:00"))
        self.assertEqual(permit.next_due_at, self.at("2026-11-23 17:00"))

    def test_what_is_over_stays_over(self):
        permit = self.permits(stage="working")
        self.freeze(f"{DAY} 11:00")
        self.sweep()
        self.migrated(self.published(work={"amount": 240}), "recompute")
        row = self.open_deadline(permit, "work")
        self.assertEqual((row.state, row.due_at), ("missed", self.at(f"{DAY} 10:00")))
        self.assertEqual(permit.light, "red")

    def test_what_ran_out_a_moment_ago_still_raises_its_event(self):
        permit = self.permits(stage="working")
        new = self.published()
        self.freeze("2026-12-02 00:00")
        self.migrated(new, "recompute")
        self.sweep()
        self.assertEqual((permit.stage_code, permit.outcome), ("done", "lapsed"))

    def test_a_second_passage_carries_the_same_limits_once_more(self):
        permit = self.permits(stage="working")
        self.migrated(self.published(work={"amount": 48}), "recompute")
        self.migrated(self.published(work={"amount": 12}), "recompute")
        self.assertEqual(permit.work_due_at, self.at("2026-11-23 22:00"))
        self.assertEqual(len(self.open_deadline(permit, "work")), 1)

    def test_counters_of_returns_go_on(self):
        permit = self.permits(stage="reviewing")
        for _turn in range(2):
            permit._flow_fire("refused", note="again")
            permit._flow_fire("finished")
        self.migrated(self.published(), "keep")
        permit._flow_fire("refused", note="again")
        self.assertEqual(permit.stage_code, "desk")

    def test_who_moved_records_to_a_new_version_is_not_who_took_their_last_step(self):
        permit = self.permits(stage="working").with_user(self.users["liaison"])
        permit.action_flow_press("finished")
        self.migrated(self.published(), "keep")
        self.assertEqual(permit._flow_last_actor(), self.users["liaison"])

    def test_ended_records_stay_where_they_are(self):
        permit = self.permits(stage="working", is_urgent=True)
        running = self.permits(stage="working")
        permit._flow_fire("finished")
        new = self.published()
        self.migrated(new, "keep")
        self.assertEqual((permit.flow_version_id, running.flow_version_id), (self.version, new))
        self.assertEqual(self.version.state, "retired")

    def test_the_history_on_the_screen_names_the_passage(self):
        permit = self.permits(stage="working")
        self.migrated(self.published(), "keep")
        told = permit.with_context(lang="zh_CN").flow_journey["passages"][-1]
        self.assertEqual(told["event"], "迁至流程第2版")
