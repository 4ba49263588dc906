from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import BadInput, NotPossible
from odoo.addons.jn_org.tests.rows import put_copies, rows_read

from .versions import MigrationCase


@tagged("post_install", "-at_install")
class TestMigrationRun(MigrationCase):
    """Map, preview and run: all records of a batch move or, where one cannot, all but that one."""

    def renamed(self):
        """A version in which the stage working has another code."""
        draft = self.draft()
        self.stage(draft, "working").code = "handling"
        return self.approve(self.walk(draft))

    def test_a_map_that_leaves_out_a_stage_is_refused_and_nothing_moves(self):
        permit = self.permits(stage="working")
        passage = self.passage(self.renamed())
        self.assertFalse(passage.is_complete)
        for method in ("action_run", "action_preview"):
            with self.assertRaisesRegex(NotPossible, "leaves out Working, where records stand. Choose for each"):
                self.rpc("administrator", passage, method)
        self.assertEqual((permit.flow_version_id, passage.state), (self.version, "draft"))

    def test_a_chosen_target_completes_the_map(self):
        permit = self.permits(stage="working")
        new = self.renamed()
        passage = self.passage(new)
        passage.map_ids.with_user(self.author).to_stage_id = self.stage(new, "handling")
        self.assertTrue(passage.is_complete)
        self.run_passage(passage)
        self.assertEqual(permit.stage_code, "handling")
        self.assertEqual(self.open_deadline(permit, "work").state, "running")

    def test_the_map_is_counted_again_before_records_move(self):
        self.permits(stage="working")
        passage = self.passage(self.published())
        self.permits(stage="parked")  # of the new version: nothing to move
        late = self.env["jn.flow.test.permit"].search([("flow_version_id", "=", self.version.id)])
        late._flow_fire("parked")
        self.run_passage(passage)
        self.assertEqual(passage.map_ids.from_stage_id.code, "parked")
        self.assertEqual(late.stage_id.version_id.number, 2)

    def test_no_record_is_moved_into_an_end_nor_into_another_version(self):
        self.permits(stage="working")
        new = self.published()
        passage = self.passage(new)
        for target in (self.stage(new, "done"), self.stage(self.version, "parked")):
            with self.assertRaisesRegex(BadInput, "Records of Working cannot go to"):
                passage.map_ids.with_user(self.author).to_stage_id = target

    def test_only_published_versions_take_records(self):
        self.permits(stage="working")
        with self.assertRaisesRegex(NotPossible, "is not published"):
            self.rpc("administrator", self.draft(), "action_migrate")

    def test_only_the_version_in_force_takes_records(self):
        self.permits(stage="working")
        waiting = self.approve(self.walk(self.draft()), effective_from=self.at("2026-12-01 00:00"))
        with self.assertRaisesRegex(NotPossible, "version 2 is not in force.*begin on: Permit, version 1"):
            self.rpc("administrator", waiting, "action_migrate")

    def test_with_nothing_to_move_it_says_so(self):
        with self.assertRaisesRegex(NotPossible, "nothing needs to move"):
            self.rpc("administrator", self.passage(self.published()), "action_run")

    @mute_logger("odoo.addons.jn_flow.models.jn_flow_migration_sweep")
    def test_one_record_that_cannot_move_stays_whole_and_is_listed_with_the_reason(self):
        permits = self.permits(9, stage="working")
        bad = permits[4]
        write = type(permits).write

        def refuse(records, values):
            if "flow_version_id" in values and bad in records:
                raise ValueError("this permit is sealed")
            return write(records, values)

        new = self.published(work={"amount": 48})
        limits = [(row.id, row.state, row.due_at) for row in bad._flow_deadlines()]
        self.patch(type(permits), "write", refuse)
        passage = self.migrated(new, "recompute")
        self.assertEqual((permits - bad).flow_version_id, new)
        self.assertEqual((bad.flow_version_id, bad.stage_id.version_id), (self.version, self.version))
        self.assertEqual([(row.id, row.state, row.due_at) for row in bad._flow_deadlines()], limits)
        self.assertEqual(self.passages(bad)[-1].event, "taken")
        self.assertEqual((passage.state, passage.moved, passage.failed, passage.progress), ("done", 8, 1, 100))
        line = passage.line_ids
        self.assertEqual((line.res_id, line.name, line.stage_id.code), (bad.id, bad.display_name, "working"))
        self.assertIn("this permit is sealed", line.why)
        self.assertEqual(self.rpc("administrator", line, "action_open")["res_id"], bad.id)

    def test_batches_are_as_large_as_asked_and_progress_is_told(self):
        self.permits(5, stage="working")
        passage = self.passage(self.published())
        self.rpc("administrator", passage, "action_run")
        self.env.flush_all()
        sweep = self.env["jn.flow.migration.sweep"]
        self.assertEqual(sweep._sweep_batch(2), 2)
        self.assertEqual((passage.moved, passage.progress, passage.state), (2, 40, "running"))
        self.assertEqual([sweep._sweep_batch(2), sweep._sweep_batch(2)], [2, 1])
        self.assertEqual((passage.moved, passage.state), (5, "done"))

    def test_a_batch_reads_what_it_claims_however_many_have_ended_before(self):
        [permit] = self.permits(1, stage="working")
        passage = self.passage(self.published())
        ended = self.stage(self.version, "done")
        put_copies(permit, 20_000, stage_id=ended.id, stage_code=ended.code)
        put_copies(permit, 5000)
        self.env.cr.execute("ANALYZE jn_flow_test_permit")
        before = rows_read(self.env, "jn_flow_test_permit")
        self.assertEqual(len(passage._claim(20)), 20)
        self.assertLessEqual(rows_read(self.env, "jn_flow_test_permit") - before, 80)

    def test_the_work_does_not_grow_with_the_number_of_records(self):
        new = self.published()
        self._cost(1, new)
        one, fifty = self._cost(1, new), self._cost(50, new)
        self.assertLessEqual(fifty, one + 4)

    def _cost(self, count, new):
        """Return the number of statements that the passage of `count` records needs."""
        self.version.sudo().write({"state": "published"})
        permits = self.env["jn.flow.test.permit"].create([{"unit_id": self.window_a.id}] * count)
        for permit in permits:
            permit.flow_version_id = self.version
        self.env["jn.flow.engine"]._first_move(permits, self.version)
        permits._flow_fire("taken")
        passage = self.passage(new)
        self.rpc("administrator", passage, "action_run")
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.env["jn.flow.migration.sweep"]._sweep_batch()
        self.env.flush_all()
        self.assertEqual(permits.flow_version_id, new)
        return self.env.cr.sql_log_count - before

    def test_the_preview_counts_and_lists_and_writes_nothing(self):
        permits = self.permits(60, stage="working")
        self.permits(2)
        passage = self.passage(self.published(work={"amount": 48}), policy="recompute")
        before = [(row.id, row.state, row.due_at) for row in permits._flow_deadlines()]
        self.rpc("administrator", passage.with_context(lang="zh_CN"), "action_preview")
        self.env.flush_all()
        self.assertEqual([(row.id, row.state, row.due_at) for row in permits._flow_deadlines()], before)
        self.assertEqual(permits.flow_version_id, self.version)
        page = str(passage.preview)
        self.assertIn(": 60", page)
        self.assertIn(": 2", page)
        self.assertEqual(page.count("<td>2026-11-24 10:00</td>"), 50)
        self.assertEqual(page.count("<td>2026-11-25 10:00</td>"), 50)

    def test_the_preview_warns_of_what_would_be_overdue_at_once(self):
        self.permits(3, stage="working")
        new = self.published(work={"amount": 1})
        self.freeze("2026-11-23 12:00")
        passage = self.passage(new, policy="recompute")
        self.rpc("administrator", passage, "action_preview")
        self.assertRegex(str(passage.preview), r'text-danger">\s*<span>[^<]*</span><span>: 3')

    def test_what_has_begun_is_not_changed_any_more_by_hand(self):
        self.permits(stage="working")
        passage = self.migrated(self.published(), "keep")
        for record, values in ((passage, {"policy": "keep"}), (passage, {"state": "draft"}), (passage, {"moved": 0})):
            with self.assertRaisesRegex(NotPossible, "begun with its buttons"):
                self.rpc("administrator", record, "write", values)
        with self.assertRaisesRegex(NotPossible, "it tells what was done"):
            self.rpc("administrator", passage.map_ids, "write", {"to_stage_id": False})
        with self.assertRaisesRegex(NotPossible, "kept as evidence"):
            self.rpc("administrator", passage, "unlink")
        with self.assertRaisesRegex(NotPossible, "has begun already"):
            self.rpc("administrator", passage, "action_run")

    def test_only_administrators_move_records(self):
        self.permits(stage="working")
        passage = self.passage(self.published())
        for role in set(self.users) - {"administrator", "approver"}:
            for method in ("action_refresh", "action_preview", "action_run", "write"):
                with self.assertRaises(AccessError):
                    self.rpc(role, passage, method, *([{"policy": "keep"}] if method == "write" else []))

    def test_the_sweep_is_due_while_a_passage_runs_and_only_then(self):
        sweep = self.env["jn.flow.migration.sweep"]
        self.assertIsNone(sweep._sweep_next())
        self.permits(stage="working")
        passage = self.passage(self.published())
        self.rpc("administrator", passage, "action_run")
        self.assertEqual(sweep._sweep_next(), self.at("2026-11-23 10:00"))
        sweep._cron_sweep()
        self.assertEqual((passage.state, sweep._sweep_next()), ("done", None))

    @mute_logger("odoo.addons.jn_flow.models.jn_flow_migration_sweep")
    def test_who_reaches_an_unmapped_stage_meanwhile_is_told_apart(self):
        permits = self.permits(2, stage="working")
        new = self.renamed()
        passage = self.passage(new)
        passage.map_ids.with_user(self.author).to_stage_id = self.stage(new, "handling")
        self.rpc("administrator", passage, "action_run")
        permits[1]._flow_fire("parked")
        self.env.flush_all()
        while self.env["jn.flow.migration.sweep"]._sweep_batch():
            pass
        self.env.invalidate_all()
        self.assertEqual((permits[0].stage_code, permits[1].stage_code), ("handling", "parked"))
        self.assertEqual(passage.line_ids.res_id, permits[1].id)
        self.assertEqual(passage.state, "done")
