"""Nobody goes while open work hangs on them."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_revisit.tests.common import RevisitCase, latest

from ..duties import Duties


@tagged("post_install", "-at_install")
class TestHandover(RevisitCase):
    def setUp(self):
        super().setUp()
        self.admin = self.as_user("administrator")
        self.liaison = self.users["liaison"].with_env(self.admin)
        self.successor = self._make_user("liaison", self.window_b, login="test_successor").with_env(self.admin)

    def term(self, **values):
        given = {"unit_id": self.window_a.id, "role": "liaison", "user_id": self.liaison.id, "start_on": "2026-01-01"}
        return self.env["jn.role.holder"].create({**given, **values})

    def hand_over(self):
        action = self.liaison.action_archive()
        self.assertEqual(action["res_model"], "jn.handover")
        window = self.admin["jn.handover"].with_context(**action["context"]).create({"successor_id": self.successor.id})
        window.action_hand_over()
        return window

    def test_who_has_nothing_open_is_archived_at_once(self):
        self.successor.action_archive()
        self.assertFalse(self.successor.active)

    def test_open_work_that_nobody_else_holds_is_asked_about(self):
        self.dissatisfied()
        with self.assertRaisesRegex(NotPossible, "open"):
            self.liaison.active = False
        self.hand_over()
        self.assertFalse(self.liaison.active)
        self.assertIn(self.window_a, self.successor.unit_ids)

    def test_a_colleague_with_the_same_role_makes_a_handover_needless(self):
        self.dissatisfied()
        self._make_user("liaison", self.window_a, login="test_colleague")
        self.liaison.active = False
        self.assertFalse(self.liaison.active)

    def test_two_who_hold_a_role_between_them_do_not_leave_together(self):
        self.dissatisfied()
        colleague = self._make_user("liaison", self.window_a, login="test_colleague").with_env(self.admin)
        both = self.liaison | colleague
        with self.assertRaisesRegex(NotPossible, "open"):
            both.active = False
        self.assertEqual(both.action_archive()["res_model"], "jn.handover")
        self.assertTrue(all(both.mapped("active")))

    def test_what_the_process_planned_for_several_keeps_nobody_and_stays_with_the_others(self):
        case = self.verifying()
        self.conclude(case, "violation")
        planned = case.accountability_ids.activity_ids
        self.assertEqual(planned.user_id, self.users["supervisor"] | self.users["second"])
        self.users["second"].with_env(self.admin).active = False
        self.assertEqual(planned.exists().user_id, self.users["supervisor"])
        self.assertEqual(Duties(self.users["supervisor"]).activities(), planned.exists())

    def alone(self, role):
        """The person with this role, now the only one of their unit."""
        for other in ("second",) if role == "supervisor" else ():
            self.users[other].active = False
        return self.users[role].with_env(self.admin)

    def waits_for(self, role, case):
        """Whether the case hangs on the person alone with this role, who cannot go unless it is handed over."""
        person = self.alone(role)
        if ("jn.case", case.id) not in Duties(person).orphaned().get(role.removeprefix("city_"), ()):
            return False
        with self.assertRaises(NotPossible), self.env.cr.savepoint():
            person.active = False
        return True

    def test_a_case_on_the_leader_s_desk_waits_for_the_city_s_leader(self):
        case = self.verifying()
        self.conclude(case, "untrue")
        self.assertFalse(self.waits_for("city_leader", case))
        for _turn in range(2):
            self.repair(case)
            self.conclude(case, "untrue")
        self.assertStage(case, "leader_desk")
        self.assertTrue(self.waits_for("city_leader", case))
        self._make_user("leader", self.city, "test_second_leader")
        self.assertFalse(self.waits_for("city_leader", case))

    def test_an_objection_waits_for_the_supervisor(self):
        case = self.dissatisfied()
        self.assertFalse(self.waits_for("supervisor", case))
        self.by("liaison", case.rectification_ids).object_assignment("not ours")
        self.assertTrue(self.waits_for("supervisor", case))

    def test_a_call_that_the_citizen_wants_from_the_supervisors_waits_for_them(self):
        case = self.asked()
        self.citizen(case, 1, wants_supervisor=True)
        self.assertTrue(self.waits_for("supervisor", case))

    def test_an_accountability_waits_for_the_supervisor(self):
        case = self.verifying()
        self.conclude(case, "violation")
        self.assertTrue(self.waits_for("supervisor", case))

    def test_who_takes_over_gets_the_role_in_which_the_work_waits(self):
        case = self.dissatisfied()
        self.by("liaison", case.rectification_ids).object_assignment("not ours")
        self.liaison = self.alone("supervisor")
        self.hand_over()
        self.assertIn(self.county, self.successor.unit_ids)
        case.rectification_ids.with_user(self.successor).decide_objection(False, "it is theirs")
        self.assertEqual(case.rectification_ids.stage_code, "calling")

    def test_terms_pass_to_the_successor_from_today_on(self):
        term = self.term()
        self.hand_over()
        today = self.env["jn.role.holder"]._today()
        self.assertLess(term.end_on, today)
        now = self.env["jn.role.holder"]._in_force(self.window_a, "jn_org.group_liaison")
        self.assertEqual((now.user_id, now.start_on), (self.successor, today))

    def test_a_deputy_is_replaced_as_deputy(self):
        self.term(user_id=self.users["chief_representative"].id, deputy_id=self.liaison.id)
        self.hand_over()
        now = self.env["jn.role.holder"]._in_force(self.window_a, "jn_org.group_liaison")
        self.assertEqual((now.user_id, now.deputy_id), (self.users["chief_representative"], self.successor))

    def test_a_term_of_today_changes_hands_itself(self):
        today = self.env["jn.role.holder"]._today()
        term = self.term(start_on=today)
        self.hand_over()
        self.assertEqual(term.user_id, self.successor)

    def test_activities_pass_on(self):
        partner = self.env.ref("base.main_partner")
        activity = partner.activity_schedule("mail.mail_activity_data_todo", user_id=self.liaison.id)
        self.hand_over()
        self.assertEqual(activity.user_id, self.successor)

    def test_a_successor_must_be_another_active_person(self):
        self.term()
        window = self.admin["jn.handover"].create({"user_id": self.liaison.id})
        for nobody in (self.admin["res.users"], self.liaison):
            window.successor_id = nobody
            with self.assertRaises(BadInput):
                window.action_hand_over()
        self.assertTrue(self.liaison.active)

    def test_only_administrators_hand_over(self):
        self.term()
        window = self.admin["jn.handover"].create({"user_id": self.liaison.id, "successor_id": self.successor.id})
        for role in ("leader", "supervisor", "liaison"):
            with self.subTest(role=role), self.assertRaises(NotAllowed):
                window.sudo().with_user(self.users[role]).sudo(False)._check()

    def test_a_unit_with_open_cases_stays(self):
        case = self.dissatisfied()
        with self.assertRaisesRegex(NotPossible, case.ref):
            self.window_a.with_env(self.admin).active = False

    def hand_unit_over(self, unit=None, **values):
        unit = (unit or self.window_a).with_env(self.admin)
        action = unit.action_archive()
        self.assertEqual(action["res_model"], "jn.unit.handover")
        given = {"successor_id": self.window_b.id, "note": "the window closes", **values}
        window = self.admin["jn.unit.handover"].with_context(**action["context"]).create(given)
        window.action_hand_over()
        return window

    def test_a_unit_s_open_work_is_assigned_to_the_window_that_takes_over(self):
        case, fine = self.dissatisfied(), self.asked(phone="13805370002")
        work = case.rectification_ids
        self.hand_unit_over()
        self.assertFalse(self.window_a.active)
        self.assertEqual((work.stage_code, work.new_unit_id), ("transferred", self.window_b))
        fresh = case.rectification_ids - work
        self.assertEqual((fresh.unit_id, fresh.stage_code, case.unit_id), (self.window_b, "calling", self.window_b))
        self.assertIn("the window closes", work._flow_passages().mapped("note"))
        self.assertEqual((fine.unit_id, fine.revisit_ids.unit_id, fine.stage_code), (self.window_b, self.window_b, "revisiting"))

    def test_all_that_counts_of_an_open_case_goes_to_the_window_that_takes_over_and_why_stands_on_it(self):
        cases = self.dissatisfied() | self.verifying(phone="13805370002") | self.asked(phone="13805370003")
        first = cases[1].rectification_ids
        self.hand_unit_over()
        for parts in (cases, cases.revisit_ids, cases[1].verification_ids, first, latest(cases[0].rectification_ids)):
            self.assertEqual(parts.unit_id, self.window_b, parts)
        for case in cases:
            self.assertIn("the window closes", case.moved_text)
        moves = cases.move_ids
        self.assertEqual((len(moves), moves.unit_id, moves.new_unit_id), (3, self.window_a, self.window_b))
        self.assertEqual(moves.user_id, self.users["administrator"])

    def test_an_accountability_that_is_open_goes_on_at_the_window_that_takes_over(self):
        case = self.verifying()
        self.conclude(case, "violation")
        self.hand_unit_over()
        self.assertEqual(case.accountability_ids.unit_id, self.window_b)
        self.by("supervisor", case.accountability_ids).conclude("warned", "admonished", "Li")
        self.assertEqual(case.accountability_ids.stage_code, "concluded")

    def test_what_the_city_checks_of_a_closed_unit_comes_back_to_the_one_that_took_over(self):
        case = self.verifying()
        self.hand_unit_over()
        self.conclude(case, "untrue", points=["Call again"])
        self.assertEqual((case.stage_code, latest(case.rectification_ids).unit_id), ("re_rectifying", self.window_b))

    def test_people_of_a_closed_unit_go_with_its_work(self):
        window = self.hand_unit_over()
        self.assertEqual(self.liaison.unit_ids, self.window_b)
        self.assertFalse(window.work and "Liaison" in window.work)

    def test_closed_cases_stay_with_the_unit_that_closes(self):
        case = self.dissatisfied()
        done = self.asked(phone="13805370002")
        self.citizen(done, 5)
        self.hand_unit_over()
        self.assertEqual((case.unit_id, done.unit_id), (self.window_b, self.window_a))

    def test_a_unit_is_handed_over_to_another_active_window_for_a_reason(self):
        self.dissatisfied()
        for wrong in ({"successor_id": self.hall.id}, {"successor_id": self.window_a.id}, {"successor_id": False}, {"note": " "}):
            with self.subTest(**wrong), self.assertRaises(BadInput):
                self.hand_unit_over(**wrong)
        self.assertTrue(self.window_a.active)

    def test_only_administrators_hand_units_over(self):
        values = {"unit_id": self.window_a.id, "successor_id": self.window_b.id, "note": "why"}
        window = self.admin["jn.unit.handover"].create(values)
        for role in ("leader", "supervisor", "liaison"):
            with self.subTest(role=role), self.assertRaises(NotAllowed):
                window.sudo().with_user(self.users[role]).sudo(False)._check()

    def test_a_unit_with_units_below_or_people_of_its_own_stays(self):
        with self.assertRaisesRegex(NotPossible, "Window"):
            self.hall.with_env(self.admin).active = False
        with self.assertRaisesRegex(NotPossible, "work nowhere else"):
            self.window_b.with_env(self.admin).active = False

    def test_an_empty_unit_goes_and_its_cases_stay_readable(self):
        office = self._make_unit("office", "Empty", parent_id=self.hall.id)
        office.with_env(self.admin).active = False
        self.assertFalse(office.active)
