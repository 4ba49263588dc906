from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .common import FlowCase


@tagged("post_install", "-at_install")
class TestCheck(FlowCase):
    def test_the_right_person_in_the_right_stage_may(self):
        permit = self.permits()
        self.assertTrue(self.rpc("liaison", permit, "action_flow_press", "taken"))
        self.assertEqual((permit.stage_code, self.passages(permit)[-1].user_id), ("working", self.users["liaison"]))

    def test_a_step_that_does_not_lead_from_here_is_refused_with_the_stage(self):
        permit = self.permits()
        with self.assertRaisesRegex(NotPossible, "is in stage New"):
            self.rpc("liaison", permit, "action_flow_press", "finished")

    def test_a_wrong_role_is_told_whose_step_it_is(self):
        permit = self.permits()
        with self.assertRaisesRegex(NotAllowed, "permit 0: the step Take it is for .*Liaison.* of the responsible unit. Ask one of them"):
            self.rpc("window_clerk", permit, "action_flow_press", "taken")

    def test_a_step_of_the_system_is_nobodys(self):
        permit = self.permits(stage="reviewing")
        for role in self.users:
            with self.assertRaisesRegex(NotAllowed, "the system alone"):
                self.rpc(role, permit, "action_flow_press", "review_slow")

    def test_a_wrong_unit_is_refused(self):
        permit = self.permits(unit=self.window_b)
        with self.assertRaises(NotAllowed):
            self.rpc("liaison", permit, "action_flow_press", "taken")
        permit = self.env["jn.flow.test.permit"].browse(self.permits(stage="reviewing").id)
        stranger = self._make_user("supervisor", self.window_b, login="test_stranger")
        with self.assertRaises(NotAllowed):
            permit.with_user(stranger).action_flow_press("refused", "no")

    def test_at_county_level_people_of_the_window_do_not_act_even_with_the_role(self):
        permit = self.permits(stage="reviewing")
        insider = self._make_user("supervisor", self.window_a, login="test_insider")
        with self.assertRaises(NotAllowed):
            permit.with_user(insider)._flow_check("approved")
        permit.with_user(self.users["supervisor"])._flow_check("approved")

    def test_a_record_without_a_unit_is_nobodys(self):
        permit = self.permits()
        permit.unit_id = False
        with self.assertRaises(NotAllowed):
            permit.with_user(self.users["liaison"])._flow_check("taken")

    def test_a_second_person_is_someone_else(self):
        permit = self.permits(stage="working").with_user(self.users["supervisor"])
        permit._flow_fire("finished")
        with self.assertRaisesRegex(NotAllowed, "second person"):
            permit._flow_check("approved")
        self.assertNotIn("approved", permit._flow_open_moves().mapped("event"), "nor is it offered")
        other = self._make_user("supervisor", self.county, login="test_other")
        permit.with_user(other)._flow_check("approved")
        self.assertIn("approved", permit.with_user(other)._flow_open_moves().mapped("event"))

    def test_a_time_limit_in_between_makes_nobody_a_second_person(self):
        permit = self.permits(stage="working").with_user(self.users["supervisor"])
        permit._flow_fire("finished")
        self.freeze("2026-11-26 00:00")
        self.sweep()
        self.assertEqual(self.passages(permit)[-1].event, "review_slow")
        with self.assertRaisesRegex(NotAllowed, "second person"):
            permit._flow_check("approved")

    def test_a_step_that_needs_a_reason_takes_no_blanks(self):
        permit = self.permits(stage="reviewing")
        for note in (None, "", "  "):
            with self.assertRaisesRegex(NotPossible, "needs a reason"):
                self.rpc("supervisor", permit, "action_flow_press", "refused", note)
        self.rpc("supervisor", permit, "action_flow_press", "refused", "unreadable")
        self.assertEqual(self.passages(permit)[-1].note, "unreadable")

    def test_a_step_with_a_form_is_not_taken_by_a_bare_press(self):
        permit = self.permits(stage="reviewing")
        for _turn in range(2):
            permit._flow_fire("refused")
            permit._flow_fire("finished")
        permit._flow_fire("refused")
        leader = self._make_user("leader", self.city, login="test_city_leader")
        with self.assertRaisesRegex(NotPossible, "more than a click"):
            permit.with_user(leader).action_flow_press("decided")
        permit.with_user(leader)._flow_press("decided")
        self.assertEqual(permit.outcome, "decided")

    def test_one_record_that_may_not_stops_the_whole_press(self):
        permits = self.permits() | self.permits(unit=self.window_b)
        with self.assertRaises(NotAllowed):
            self.rpc("liaison", permits, "action_flow_press", "taken")
        self.assertEqual(permits.mapped("stage_code"), ["new", "new"])

    def test_buttons_are_the_steps_of_this_person_now(self):
        permit = self.permits(stage="working")
        names = [button["name"] for button in permit.with_user(self.users["liaison"]).flow_buttons]
        self.assertEqual(names, ["Park", "Hand in"])
        permit.is_urgent = True
        permit.invalidate_recordset(["flow_buttons"])
        names = [button["name"] for button in permit.with_user(self.users["liaison"]).flow_buttons]
        self.assertEqual(names, ["Park", "Finish at once"])
        self.assertFalse(permit.with_user(self.users["leader"]).flow_buttons)

    def test_buttons_speak_the_users_language(self):
        button = self.permits().with_user(self.users["liaison"]).with_context(lang="zh_CN").flow_buttons[0]
        self.assertEqual(button, {"event": "taken", "name": "受理", "form": False, "note": False})

    def test_staff_have_no_write_access_anywhere(self):
        permit = self.permits(stage="working")
        parts = (self.flow, self.version, self.version.stage_ids[0], self.version.move_ids[0], self.version.timer_ids[0], permit)
        for role in set(self.users) - {"administrator"}:
            for record in parts:
                with self.assertRaises(UserError):
                    self.rpc(role, record, "write", {"name": "x"} if "name" in record._fields else {"reason": "x"})
                with self.assertRaises(AccessError):
                    record.with_user(self.users[role]).create({})
