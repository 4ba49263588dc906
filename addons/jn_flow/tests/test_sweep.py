from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import FlowCase


@tagged("post_install", "-at_install")
class TestSweep(FlowCase):
    def test_what_is_over_is_missed_and_raises_its_event(self):
        permit = self.permits(stage="working")
        self.freeze("2026-12-02 00:00")
        self.sweep()
        self.assertEqual((permit.stage_code, permit.outcome), ("done", "lapsed"))
        self.assertEqual(self.deadline(permit, "lapse").state, "missed")
        self.assertFalse(permit.next_due_at)

    def test_a_limit_that_only_turns_red_moves_nothing(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 10:00")
        self.sweep()
        self.assertEqual((permit.stage_code, self.deadline(permit, "work").state), ("working", "missed"))
        permit.invalidate_recordset(["light"])
        self.assertEqual(permit.light, "red")

    def test_nothing_happens_before_its_time(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 09:59")
        self.assertEqual(self.env["jn.flow.sweep"]._sweep_batch(), 0)
        self.assertEqual(self.deadline(permit, "work").state, "running")

    def test_the_sweep_knows_when_it_is_needed_next(self):
        self.env.cr.execute("DELETE FROM jn_flow_deadline")
        self.assertIsNone(self.env["jn.flow.sweep"]._sweep_next())
        permit = self.permits(stage="working")
        self.assertEqual(self.env["jn.flow.sweep"]._sweep_next(), permit.next_due_at)

    def test_a_batch_takes_no_more_than_its_limit(self):
        self.permits(3, stage="working")
        self.freeze("2026-11-24 10:00")
        sweep = self.env["jn.flow.sweep"]
        self.assertEqual([sweep._sweep_batch(2), sweep._sweep_batch(2), sweep._sweep_batch(2)], [2, 1, 0])

    def test_one_bad_record_does_not_hold_up_the_others(self):
        permits = self.permits(3, stage="working")
        permits[1].name = "bad"
        self.freeze("2026-12-02 00:00")
        with mute_logger("odoo.addons.jn_flow.models.jn_flow_sweep"):
            self.sweep()
        self.assertEqual(permits.mapped("stage_code"), ["done", "working", "done"])
        failure = self.env["jn.flow.failure"].search([])
        self.assertEqual((failure.res_ids, failure.what), (permits[1].ids, "Lapse"))
        self.assertIn("cannot be lapsed", failure.error)
        self.assertEqual(self.deadline(permits[1], "lapse").state, "missed")

    def test_the_cron_runs_the_sweep(self):
        permit = self.permits(stage="working")
        self.freeze("2026-12-02 00:00")
        self.env["jn.flow.sweep"]._cron_sweep()
        self.assertEqual(permit.stage_code, "done")

    def test_a_large_batch_takes_as_many_statements_as_a_small_one(self):
        spent = []
        for count in (2, 2, 40):  # the first also fills caches
            self.freeze("2026-11-23 10:00")
            self.permits(count, stage="working")
            self.env.flush_all()
            self.env.invalidate_all()
            self.freeze("2026-12-02 00:00")
            before = self.env.cr.sql_log_count
            self.sweep()
            self.env.flush_all()
            spent.append(self.env.cr.sql_log_count - before)
        self.assertEqual(spent[2], spent[1])

    def test_what_another_node_was_quicker_with_is_claimed_again_and_is_no_error_in_the_log(self):
        claim = type(self.env["jn.flow.sweep"])._claim
        tries = []

        def late(sweep, limit):
            tries.append(limit)
            if len(tries) == 1:
                sweep.env.cr.execute(
                    "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'serialization_failure'; END $$", log_exceptions=False
                )
            return claim(sweep, limit)

        permit = self.permits(stage="working")
        self.freeze("2026-12-02 00:00")
        self.patch(type(self.env["jn.flow.sweep"]), "_claim", late)
        with self.assertNoLogs("odoo.sql_db", "ERROR"), mute_logger("odoo.addons.jn_org.models.jn_sweep"):
            self.env["jn.flow.sweep"]._cron_sweep()
        self.assertEqual(permit.stage_code, "done")
        self.assertGreater(len(tries), 1)

    def test_only_limits_that_have_not_ended_are_open(self):
        permit = self.permits(stage="working")
        self.assertIn(self.deadline(permit, "lapse"), permit._flow_open_deadlines())
        self.freeze("2026-12-02 00:00")
        self.sweep()
        self.assertFalse(permit._flow_open_deadlines())
        self.assertIn(self.deadline(permit, "lapse"), permit._flow_deadlines())
