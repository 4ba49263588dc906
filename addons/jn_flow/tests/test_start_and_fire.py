import logging
from unittest.mock import patch

from odoo.tests import tagged

from ..models.jn_flow_mixin import JnFlowMixin
from .common import FlowCase


@tagged("post_install", "-at_install")
class TestStartAndFire(FlowCase):
    def test_a_record_starts_in_the_start_stage_when_no_way_in_holds(self):
        permit = self.permits()
        self.assertEqual(permit.stage_code, "new")
        self.assertEqual(permit.flow_version_id, self.version)
        self.assertFalse(permit.outcome)

    def test_a_way_in_whose_condition_holds_is_taken(self):
        permit = self.permits(is_blocked=True)
        self.assertEqual((permit.stage_code, permit.outcome), ("barred", "barred"))
        self.assertEqual(self.passages(permit).move_id.name, "Blocked")

    def test_one_batch_may_begin_in_different_places(self):
        permits = self.permits(2) | self.permits(is_blocked=True)
        self.assertEqual(permits.mapped("stage_code"), ["new", "new", "barred"])

    def test_starting_twice_changes_nothing(self):
        permit = self.permits(stage="working")
        permit._flow_start()
        self.assertEqual(permit.stage_code, "working")
        self.assertEqual(len(self.passages(permit)), 2)

    def test_without_a_process_a_record_stays_outside_and_the_log_says_so(self):
        self.flow.sudo().version_ids.write({"effective_from": self.at("2027-01-01 00:00")})
        with self.assertLogs("odoo.addons.jn_flow.models.jn_flow_engine", logging.WARNING):
            permit = self.permits()
        self.assertFalse(permit.stage_id)
        self.assertFalse(permit._flow_fire("taken"))

    def test_an_event_moves_and_says_whom_it_moved(self):
        permits = self.permits(2)
        self.assertEqual(permits._flow_fire("taken"), permits)
        self.assertEqual(permits.mapped("stage_code"), ["working", "working"])

    def test_the_first_condition_that_holds_wins(self):
        fast, slow = self.permits(stage="working", is_urgent=True), self.permits(stage="working")
        (fast | slow)._flow_fire("finished")
        self.assertEqual((fast.stage_code, fast.outcome), ("done", "fast"))
        self.assertEqual((slow.stage_code, slow.outcome), ("reviewing", False))

    def test_an_impossible_event_is_logged_and_changes_nothing(self):
        permit = self.permits()
        with self.assertLogs("odoo.addons.jn_flow.models.jn_flow_engine", logging.INFO) as log:
            self.assertFalse(permit._flow_fire("approved"))
        self.assertIn("approved does not apply", log.output[0])
        self.assertEqual((permit.stage_code, len(self.passages(permit))), ("new", 1))

    def test_a_repeated_event_is_a_no_op(self):
        permit = self.permits(stage="working")
        self.assertFalse(permit._flow_fire("taken"))

    def test_records_in_different_stages_take_their_own_ways(self):
        permits = self.permits() | self.permits(stage="parked")
        self.assertEqual(permits._flow_fire("unparked"), permits[1])
        self.assertEqual(permits.mapped("stage_code"), ["new", "working"])

    def test_an_end_shows_when_it_was_reached_and_reopening_forgets_it(self):
        permit = self.permits(stage="working", is_urgent=True)
        self.freeze("2026-11-23 11:00")
        permit._flow_fire("finished")
        self.assertEqual(permit.ended_at, self.at("2026-11-23 11:00"))

    def test_the_work_does_not_grow_with_the_number_of_records(self):
        self._cost(1)  # fills the caches
        one, fifty = self._cost(1), self._cost(50)
        self.assertLessEqual(fifty, one + 2)

    def _cost(self, count):
        """Return the number of statements that `count` records need from start to review."""
        permits = self.env["jn.flow.test.permit"].create([{"unit_id": self.window_a.id}] * count)
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        permits._flow_start()
        permits._flow_fire("taken")
        permits._flow_fire("finished")
        self.env.flush_all()
        self.assertEqual(set(permits.mapped("stage_code")), {"reviewing"})
        return self.env.cr.sql_log_count - before

    def test_times_that_differ_from_record_to_record_are_written_in_one_go(self):
        moments = [self.at(f"2026-11-23 0{hour}:00") for hour in (7, 8, 9)]
        permits = self.permits().concat(*(self.permits(applied_at=moment) for moment in moments))
        with patch.object(JnFlowMixin, "write", autospec=True, side_effect=JnFlowMixin.write) as write:
            permits._flow_fire("taken")
        self.assertEqual([call.args[0] for call in write.call_args_list], [permits])
        permits.flush_recordset()
        permits.invalidate_recordset()
        for permit in permits:
            limits = permit._flow_open_deadlines()
            self.assertEqual(permit.work_due_at, limits.filtered(lambda row: row.timer_id.code == "work").due_at)
            self.assertEqual(permit.next_due_at, min(limits.mapped("due_at")))
        self.assertEqual(len(set(permits.mapped("work_due_at"))), 4)

    def test_the_nearest_units_own_process_wins(self):
        own = {**self._tiny("permit", "Short way"), "unit": self.county.code}
        version = self.apply(own)
        self.assertEqual(self.permits().flow_version_id, version)
        self.assertEqual(self.permits(unit=self.city).flow_version_id, self.version)

    def test_a_units_process_that_is_only_a_draft_does_not_hold(self):
        self.apply({**self._tiny("permit", "Short way"), "unit": self.hall.code}, publish=False)
        self.assertEqual(self.permits().flow_version_id, self.version)

    def _tiny(self, code, name):
        return {
            "code": code, "model": "jn.flow.test.permit", "name": name,
            "stages": [{"code": "a", "kind": "start", "name": "A"}, {"code": "b", "kind": "end", "name": "B"}],
            "moves": [{"from": "a", "event": "go", "to": "b", "name": "Go"}],
        }

    def test_the_example_of_the_mixin_runs_as_printed(self):
        lines = [line.strip() for line in JnFlowMixin.__doc__.splitlines()]
        steps = [line for line in lines if line.startswith("permits")]
        self.apply({**self._tiny("permit", "Permit"), "unit": self.window_a.code, "moves": [
            {"from": "a", "event": "granted", "to": "b", "name": "Grant"},
        ]})
        values = f'[{{"unit_id": {self.window_a.id}}}]'
        code = "\n".join(steps).replace("city.permit", "jn.flow.test.permit").replace("[...]", values)
        names = {"env": self.env}
        exec(code, names)  # noqa: S102  the documentation's own words
        self.assertEqual(len(steps), 3)
        self.assertEqual(names["permits"].stage_code, "b")
