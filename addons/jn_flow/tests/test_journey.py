from odoo.tests import tagged

from .common import FlowCase
from .flows import EXTENSIBLE


@tagged("post_install", "-at_install")
class TestJourney(FlowCase):
    def test_the_way_tells_who_when_by_which_rule(self):
        permit = self.permits()
        self.freeze("2026-11-23 11:00")
        permit.with_user(self.users["liaison"])._flow_fire("taken", note="mine")
        first, second = permit.flow_journey["passages"]
        self.assertEqual((first["stage"], first["who"], first["open"]), ("New", "System", False))
        self.assertEqual((second["at"], second["stage"], second["event"]), ("2026-11-23 03:00:00", "Working", "Take it"))
        self.assertEqual((second["who"], second["note"], second["open"]), ("Liaison", "mine", True))
        self.assertEqual(second["articles"], ["第六条", "第七条"])

    def test_a_time_limit_is_told_as_the_system_with_its_name(self):
        permit = self.permits(stage="working")
        self.freeze("2026-12-02 00:00")
        self.sweep()
        last = permit.flow_journey["passages"][-1]
        self.assertEqual((last["who"], last["stage"], last["open"]), ("System (Lapse)", "Done", False))

    def test_children_are_told_in_order_with_their_parent(self):
        permit = self.permits(stage="reviewing")
        told = permit.flow_journey
        self.assertEqual([row["stage"] for row in told["passages"]], ["New", "Working", "Reviewing", "Open"])
        self.assertTrue(told["passages"][-1]["what"].startswith("Check"))

    def test_what_comes_next_names_who_may(self):
        steps = {step["name"]: step["who"] for step in self.permits(stage="reviewing").flow_journey["next"]}
        self.assertEqual(steps["Refuse"], ["Supervisor"])
        self.assertEqual(steps["Review is slow"], ["System"])
        self.assertEqual(steps["Pass"], ["Supervisor"])

    def test_open_limits_come_with_their_light_and_their_sum(self):
        permit = self.permits(stage="working")
        self.freeze("2026-11-24 07:00")
        rows = permit.flow_journey["deadlines"]
        self.assertEqual([row["light"] for row in rows], ["yellow", "green", "green"])
        self.assertEqual(rows[0]["due"], "2026-11-24 02:00:00")
        self.assertEqual((rows[0]["name"], rows[0]["changes"]), ("Work", []))
        self.assertIn("+ 24 natural hours", rows[0]["sum"])
        self.assertIn("第七条", rows[0]["basis"])

    def test_an_end_has_no_next_step_and_no_limit(self):
        permit = self.permits(stage="working", is_urgent=True)
        permit._flow_fire("finished")
        told = permit.flow_journey
        self.assertEqual(told["next"], [])
        self.assertEqual([(row["ended"], row["light"]) for row in told["deadlines"]], [(True, False)] * 3)

    def test_what_stands_still_says_so_and_has_no_light(self):
        rows = self.permits(stage="parked").with_context(lang="en_US").flow_journey["deadlines"]
        self.assertEqual({(row["state_name"], row["light"], row["ended"]) for row in rows}, {("Paused", False, False)})

    def test_a_pause_stands_in_the_passport_with_both_its_ends(self):
        permit = self.permits(stage="parked")
        self.freeze("2026-11-23 16:00")
        permit._flow_fire("unparked")
        [row] = [row for row in permit.with_context(lang="en_US").flow_journey["deadlines"] if row["name"] == "Work"]
        [change] = row["changes"]
        self.assertIn("paused 2026/11/23 10:00 to 2026/11/23 16:00", change)
        self.assertNotIn("paused", row["sum"])

    def test_an_extended_limit_shows_its_original_end(self):
        self.apply(EXTENSIBLE)
        permit = self.permits(stage="working")
        permit.with_user(self.users["liaison"]).ask_extension("report", 1, "the witness is away")
        permit.with_user(self.users["supervisor"]).decide_extension(True)
        rows = [row for row in permit.flow_journey["deadlines"] if row["name"] == "Report"]
        self.assertEqual([(row["state"], row["original"]) for row in rows], [("running", "2026-11-26 16:00:00"), ("extended", False)])

    def test_the_way_speaks_the_users_language(self):
        told = self.permits(stage="working").with_context(lang="zh_CN").flow_journey
        self.assertEqual((told["passages"][0]["stage"], told["passages"][0]["who"]), ("新建", "系统"))

    def test_a_longer_way_costs_no_more_queries(self):
        permit = self.permits(stage="parked")
        permit._flow_fire("unparked")
        self._cost(permit)  # reads the configuration, once
        short = self._cost(permit)
        for _turn in range(5):
            permit._flow_fire("parked")
            permit._flow_fire("unparked")
        self.assertLessEqual(self._cost(permit), short)

    def _cost(self, permit):
        self.env.flush_all()
        permit.invalidate_recordset(["flow_journey"])
        self.env["jn.flow.passage"].invalidate_model()
        self.env["jn.flow.deadline"].invalidate_model()
        before = self.env.cr.sql_log_count
        permit.flow_journey  # noqa: B018  the reading is what is measured
        return self.env.cr.sql_log_count - before
