from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotPossible

from .common import FlowCase


@tagged("post_install", "-at_install")
class TestMap(FlowCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.rule"].create({
            "name": "Permits: your unit and below",
            "model_id": cls.env["ir.model"]._get_id("jn.flow.test.permit"),
            "domain_force": "[('unit_id', 'in', user.sight_unit_ids.ids)]",
        })

    def told(self, role="supervisor", record=None):
        """The map as a person sees it: ({stage code: node}, {(move name, is overflow): arrow}, all)."""
        version = self.version.with_user(self.users[role]).with_context(lang="en_US")
        told = version.flow_map(*((record._name, record.id) if record else ()))
        arrows = {(arrow["name"], arrow["is_overflow"]): arrow for arrow in told["arrows"]}
        return {node["code"]: node for node in told["nodes"]}, arrows, told

    def test_every_stage_is_a_box_and_every_move_an_arrow(self):
        nodes, arrows, told = self.told()
        self.assertEqual(list(nodes), self.version.stage_ids.mapped("code"))
        self.assertEqual({arrow["id"] for arrow in told["arrows"]}, set(self.version.move_ids.ids))
        self.assertEqual(
            (arrows["Take it", False]["from"], arrows["Take it", False]["to"]), (nodes["new"]["id"], nodes["working"]["id"])
        )

    def test_a_way_into_the_process_begins_nowhere(self):
        nodes, arrows, _told = self.told()
        self.assertEqual((arrows["Blocked", False]["from"], arrows["Blocked", False]["to"]), (False, nodes["barred"]["id"]))

    def test_a_move_with_a_limit_leads_to_its_overflow_as_well(self):
        nodes, arrows, _told = self.told()
        self.assertEqual((arrows["Refuse", False]["to"], arrows["Refuse", False]["loop_limit"]), (nodes["working"]["id"], 2))
        self.assertEqual(arrows["Refuse", True]["to"], nodes["desk"]["id"])

    def test_a_stage_names_owners_level_articles_and_limits(self):
        nodes, _arrows, _told = self.told()
        self.assertEqual((nodes["reviewing"]["owners"], nodes["reviewing"]["level"]), (["Supervisor"], "Its county"))
        self.assertEqual(nodes["working"]["articles"], ["第七条"])
        self.assertEqual(
            [(row["name"], row["limit"]) for row in nodes["working"]["limits"]],
            [("Work", "24 natural hours"), ("Report", "3 natural days"), ("Lapse", "3 working days")],
        )

    def test_an_arrow_names_who_may_and_the_limit_that_takes_it(self):
        _nodes, arrows, _told = self.told()
        self.assertEqual(arrows["Hand in", False]["who"], ["Liaison"])
        self.assertEqual(arrows["Lapse", False]["timers"], [{"name": "Lapse", "limit": "3 working days"}])
        self.assertEqual(arrows["Approve", False]["timers"], [])

    def test_the_map_speaks_the_users_language(self):
        version = self.version.with_user(self.users["supervisor"]).with_context(lang="zh_CN")
        told = version.flow_map()
        self.assertIn("办理中", [node["name"] for node in told["nodes"]])
        self.assertIn("24 自然小时", [row["limit"] for node in told["nodes"] for row in node["limits"]])

    def test_what_stands_in_a_stage_is_counted_with_its_lights(self):
        self.permits(2, stage="working")
        self.freeze("2026-11-24 07:00")
        self.permits(3, stage="working")
        self.permits(1)
        nodes, _arrows, _told = self.told()
        self.assertEqual((nodes["new"]["open"], nodes["working"]["open"]), (1, 5))
        self.assertEqual((nodes["working"]["red"], nodes["working"]["yellow"]), (0, 2))
        self.freeze("2026-11-24 10:00")
        nodes, _arrows, _told = self.told()
        self.assertEqual((nodes["working"]["red"], nodes["working"]["yellow"]), (2, 0))

    def test_each_counts_only_what_lies_in_sight(self):
        self.permits(3, stage="working", unit=self.window_a)
        self.permits(2, stage="working", unit=self.window_b)
        windows = {"liaison": 3, "supervisor": 5}
        for role, count in windows.items():
            nodes, arrows, _told = self.told(role)
            self.assertEqual(nodes["working"]["open"], count, role)
            self.assertEqual(arrows["Take it", False]["passed"], count, role)

    def test_the_median_of_stays_is_the_middle_one(self):
        for hours in (1, 5, 9):
            self.freeze("2026-11-23 10:00")
            permit = self.permits()
            self.freeze(f"2026-11-23 {10 + hours}:00")
            permit._flow_fire("taken")
        node = self.told()[0]["new"]
        self.assertEqual((node["median_hours"], node["ended"]), (5.0, 3))

    def test_the_median_of_two_stays_lies_between_them(self):
        for hours in (2, 5):
            self.freeze("2026-11-23 10:00")
            permit = self.permits()
            self.freeze(f"2026-11-23 {10 + hours}:00")
            permit._flow_fire("taken")
        self.assertEqual(self.told()[0]["new"]["median_hours"], 3.5)

    def test_a_stage_that_nobody_left_has_no_median(self):
        self.permits()
        node = self.told()[0]["new"]
        self.assertEqual((node["median_hours"], node["ended"]), (False, 0))

    def test_what_is_long_ago_no_longer_shapes_the_figures(self):
        permit = self.permits()
        self.freeze("2026-11-23 12:00")
        permit._flow_fire("taken")
        self.freeze("2027-03-23 12:00")
        nodes, arrows, _told = self.told()
        self.assertEqual((nodes["new"]["ended"], arrows["Take it", False]["passed"]), (0, 0))
        self.assertEqual(nodes["working"]["open"], 1)

    def test_passages_to_the_overflow_are_counted_apart(self):
        permit = self.permits(stage="reviewing")
        for _turn in range(2):
            permit._flow_fire("refused")
            permit._flow_fire("finished")
        permit._flow_fire("refused")
        _nodes, arrows, _told = self.told()
        self.assertEqual((arrows["Refuse", False]["passed"], arrows["Refuse", True]["passed"]), (2, 1))

    def test_more_records_stages_and_moves_cost_no_more_queries(self):
        self.permits(1, stage="working")
        draft = self.env["jn.flow.version"].create({"flow_id": self.flow.id, "number": 7})
        few = self._cost()
        self.permits(20, stage="reviewing")
        stages = self.env["jn.flow.stage"].create(
            [{"version_id": draft.id, "code": f"s{n}", "name": f"Stage {n}"} for n in range(40)]
        )
        self.env["jn.flow.move"].create([
            {"version_id": draft.id, "name": "on", "event": "on", "from_stage_id": one.id, "to_stage_id": other.id}
            for one, other in zip(stages, stages[1:], strict=False)
        ])
        self.assertEqual(self._cost(), few)
        self.assertLessEqual(self._cost(draft), few)

    def _cost(self, version=None):
        version = (version or self.version).with_user(self.users["supervisor"])
        self.env.flush_all()
        self.env.invalidate_all()
        version.flow_map()  # caches of the registry: units in sight, groups, access
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        version.flow_map()
        return self.env.cr.sql_log_count - before

    def test_a_record_shows_its_way(self):
        permit = self.permits()
        self.freeze("2026-11-23 12:00")
        permit._flow_fire("taken")
        permit._flow_fire("parked")
        self.freeze("2026-11-23 15:00")
        permit._flow_fire("unparked")
        nodes, arrows, told = self.told("liaison", permit)
        self.assertEqual(told["record"], {"id": permit.id, "name": permit.display_name})
        self.assertEqual([visit["number"] for visit in nodes["working"]["visits"]], [2, 4])
        self.assertEqual(
            nodes["new"]["visits"], [{"number": 1, "at": "2026-11-23 02:00:00", "left_at": "2026-11-23 04:00:00"}]
        )
        self.assertFalse(nodes["working"]["visits"][-1]["left_at"])
        self.assertEqual([code for code, node in nodes.items() if node["is_current"]], ["working"])
        self.assertTrue(arrows["Park", False]["walked"])
        self.assertFalse(arrows["Hand in", False]["walked"])

    def test_a_record_out_of_sight_shows_nothing(self):
        with self.assertRaises(AccessError):
            self.told("liaison", self.permits(unit=self.window_b))

    def test_a_record_of_another_version_is_refused(self):
        permit = self.permits()
        newer = self.env["jn.flow.version"].create({"number": 8, "flow_id": self.flow.id})
        with self.assertRaises(NotPossible):
            newer.flow_map(permit._name, permit.id)

    def test_what_has_no_process_has_no_map(self):
        for model in ("res.users", "no.such.model"):
            with self.assertRaises(NotPossible):
                self.version.flow_map(model, 1)

    def test_the_action_of_a_record_knows_version_and_record(self):
        permit = self.permits()
        action = self.rpc("liaison", permit, "action_flow_map")
        self.assertEqual(action["tag"], "jn_flow.map")
        self.assertEqual(
            action["params"], {"version_id": self.version.id, "record_model": permit._name, "record_id": permit.id}
        )

    def test_a_record_that_has_not_begun_says_so(self):
        with self.assertRaises(NotPossible):
            self.env["jn.flow.test.permit"].create({"unit_id": self.window_a.id}).action_flow_map()

    def test_the_action_of_a_process_opens_the_version_in_force(self):
        draft = self.env["jn.flow.version"].create({"number": 9, "flow_id": self.flow.id})
        self.assertEqual(self.flow.action_flow_map()["params"], {"version_id": self.version.id})
        alone = self.env["jn.flow"].create({"code": "alone", "name": "Alone", "model": "jn.flow.test.permit"})
        with self.assertRaises(NotPossible):
            alone.action_flow_map()
        draft.flow_id = alone
        self.assertEqual(alone.action_flow_map()["params"], {"version_id": draft.id})

    def test_only_administrators_get_a_draft_to_change(self):
        draft = self.env["jn.flow.version"].create({"flow_id": self.flow.id, "number": 5})
        seen = {
            role: draft.with_user(self.users[role]).flow_map()["version"]["is_draft"] for role in ("administrator", "liaison")
        }
        self.assertEqual(seen, {"administrator": True, "liaison": False})
        self.assertFalse(self.version.with_user(self.users["administrator"]).flow_map()["version"]["is_draft"])

    def test_a_process_over_a_model_that_is_not_there_still_has_its_picture(self):
        flow = self.env["jn.flow"].create({"code": "odd", "name": "Odd", "model": "no.such.model"})
        draft = self.env["jn.flow.version"].create({"flow_id": flow.id})
        self.env["jn.flow.stage"].create({"version_id": draft.id, "code": "one", "name": "One", "kind": "start"})
        told = draft.flow_map()
        self.assertEqual(([node["open"] for node in told["nodes"]], told["can_open"]), ([0], False))

    def test_strangers_get_no_map(self):
        portal = self.env["res.users"].create(
            {"name": "P", "login": "portal.p", "group_ids": [(6, 0, [self.env.ref("base.group_portal").id])]}
        )
        with self.assertRaises(AccessError):
            self.version.with_user(portal).flow_map()
