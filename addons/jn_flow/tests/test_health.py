from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import NotPossible

from .common import FlowCase


@tagged("post_install", "-at_install")
class TestHealth(FlowCase):
    def rows(self, role="administrator"):
        return {row.code: row for row in self.env["jn.health.flow"].with_user(self.users[role])._health_rows()}

    def mine(self, row, model):
        """Those records behind a row that this test has made."""
        return self.env[model].search([*row.action["domain"], ("unit_id", "=", self.window_a.id)])

    def lapse_badly(self):
        permit = self.permits(stage="working", name="bad")
        self.freeze("2026-12-02 00:00")
        with mute_logger("odoo.addons.jn_flow.models.jn_flow_sweep"):
            self.sweep()
        return permit, self.env["jn.flow.failure"].search([("res_model", "=", permit._name)])

    # Rows

    def test_a_late_limit_is_counted_with_its_age_and_opened(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 12:00")
        self.sweep()
        row = self.rows()["flow.late"]
        self.assertEqual((row.colour, self.mine(row, "jn.flow.deadline")), ("yellow", self.deadline(permit, "work")))
        self.assertLessEqual(row.oldest, self.at("2026-11-24 10:00"))

    def test_a_late_limit_whose_work_is_done_is_history(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 12:00")
        self.sweep()
        permit._flow_fire("finished")
        self.assertFalse(self.mine(self.rows()["flow.late"], "jn.flow.deadline"))

    def test_a_supervisor_counts_within_their_sight(self):
        self.permits(stage="working", unit=self._make_unit("window", "Far away", parent_id=self.city.id))
        before = self.rows("supervisor")["flow.late"].count
        self.permits(stage="working")
        self.freeze("2026-11-24 12:00")
        self.sweep()
        self.assertEqual(self.rows("supervisor")["flow.late"].count, before + 1)

    def test_a_provisional_limit_in_use_is_red(self):
        self.calendar.year_ids.unlink()
        permit = self.permits(stage="working")
        row = self.rows()["flow.provisional"]
        self.assertEqual(row.colour, "red")
        self.assertIn(self.deadline(permit, "report"), self.mine(row, "jn.flow.deadline"))

    def test_what_waits_without_a_limit_is_stuck(self):
        self.permits(stage="working")
        self.assertNotIn("flow.stuck.jn.flow.test.permit", self.rows())
        stuck = self.permits(stage="parked")
        row = self.rows()["flow.stuck.jn.flow.test.permit"]
        self.assertEqual((row.colour, row.count, row.oldest), ("red", 1, self.at("2026-11-23 10:00")))
        self.assertEqual(stuck.search(row.action["domain"]), stuck)

    def test_where_nothing_is_stuck_one_green_row_says_so(self):
        rows = [code for code in self.rows() if code.startswith("flow.stuck")]
        self.assertTrue(rows)
        self.permits(stage="parked")
        self.assertNotIn("flow.stuck", self.rows())

    def test_the_late_sweep_opens_the_limits_that_wait_for_it(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 10:10")
        [row] = [row for row in self.env["jn.health.org"]._health_machine() if row.code == "sweep.jn.flow.sweep"]
        self.assertEqual(row.colour, "red")
        self.assertIn(self.deadline(permit, "work"), self.mine(row, "jn.flow.deadline"))

    def test_counting_costs_the_same_for_many_records(self):
        self.rows()
        few = self._queries()
        self.permits(30, stage="parked")
        self.assertLessEqual(self._queries(), few + 3)  # the one row that is there now: ids, oldest, name

    def _queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.rows()
        return self.env.cr.sql_log_count - before

    # Failures

    def test_a_failure_is_red_until_it_is_solved(self):
        _permit, failure = self.lapse_badly()
        self.assertEqual(self.rows()["flow.failures"].colour, "red")
        before = self.rows()["flow.failures"].count
        failure.with_user(self.users["administrator"]).action_solve()
        self.assertEqual(self.rows()["flow.failures"].count, before - 1)

    def test_a_failed_event_is_tried_again_once_its_cause_is_mended(self):
        permit, failure = self.lapse_badly()
        with self.assertRaisesRegex(NotPossible, "cannot be lapsed"):
            failure.with_user(self.users["administrator"]).action_retry()
        self.assertFalse(failure.solved)
        permit.name = "good"
        failure.with_user(self.users["administrator"]).action_retry()
        self.assertTrue(failure.solved)
        self.assertEqual((permit.stage_code, permit.outcome), ("done", "lapsed"))

    def test_a_failed_effect_is_tried_again(self):
        permit = self.permits(stage="working")
        action = self.version.move_ids.effect_ids.filtered(lambda effect: effect.state == "jn_set")
        self.env["jn.flow.engine"]._fail(permit, "Mark", ValueError("no"), action_id=action.id)
        failure = self.env["jn.flow.failure"].search([("what", "=", "Mark")])
        self.rpc("administrator", failure, "action_retry")
        self.assertEqual((permit.mark, failure.solved), ("handed in", True))

    def test_what_cannot_be_repeated_says_so(self):
        self.env["jn.flow.engine"]._fail(self.permits(), "Tell", ValueError("no"))
        failure = self.env["jn.flow.failure"].search([("what", "=", "Tell")])
        with self.assertRaisesRegex(NotPossible, "by hand"):
            failure.action_retry()

    def test_staff_neither_see_nor_solve_failures(self):
        _permit, failure = self.lapse_badly()
        for role in ("supervisor", "liaison"):
            for method in ("action_retry", "action_solve"):
                with self.assertRaises(AccessError, msg=(role, method)):
                    self.rpc(role, failure, method)
        self.assertFalse(failure.solved)

    def test_the_records_of_a_failure_can_be_opened(self):
        permit, failure = self.lapse_badly()
        self.assertEqual(failure.action_open_records()["domain"], [("id", "in", permit.ids)])
