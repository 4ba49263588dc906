"""“Let the supervisors call me, not the window”: the call, its 24 hours and the number are theirs (decision D13)."""

from ast import literal_eval

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .common import RevisitCase, latest


class TestSupervisorCalls(RevisitCase):
    def wished(self, **values):
        """A case whose citizen wants the supervisors."""
        case = self.asked(**values)
        self.citizen(case, 1, wants_supervisor=True)
        return case

    def supervisor_calls(self, case, reached=True):
        self.by("supervisor", case.rectification_ids).log_call(reached=reached, note="talked")

    def test_the_call_stands_with_the_supervisors_and_keeps_its_limits(self):
        case, other = self.asked(), self.asked(phone="13805370002")
        self.citizen(case, 1, wants_supervisor=True)
        self.citizen(other, 1)
        work, usual = case.rectification_ids, other.rectification_ids
        self.assertEqual((work.stage_code, usual.stage_code), ("supervisor_calling", "calling"))
        self.assertEqual(work.call_due_at, usual.call_due_at)
        self.assertEqual(work.report_due_at, usual.report_due_at)

    def test_it_is_in_the_supervisors_list_and_not_among_the_objections(self):
        work = self.wished().rectification_ids
        env = self.as_user("supervisor")
        lists = {}
        for name in ("call", "objection"):
            action = env["ir.actions.act_window"]._for_xml_id(f"jn_revisit.jn_rectification_{name}_action")
            lists[name] = env["jn.rectification"].search(literal_eval(action["domain"]))
        self.assertIn(work, lists["call"])
        self.assertNotIn(work, lists["objection"])

    def test_the_window_may_neither_call_nor_see_the_number(self):
        case = self.wished()
        for role in ("liaison", "chief_representative"):
            with self.assertRaises(NotAllowed):
                self.by(role, case.rectification_ids).log_call(reached=True)
            with self.assertRaises(NotAllowed):
                self.by(role, case).reveal_phone("to call")
            with self.assertRaises(NotAllowed):
                self.by(role, case).action_repair_phone("13805370009")
        self.assertFalse(case.rectification_ids.call_ids)

    def test_the_supervisors_see_the_number_and_call_and_the_window_reports(self):
        case = self.wished()
        self.assertEqual(self.by("supervisor", case).reveal_phone("to call"), "13805370001")
        with self.assertRaises(NotPossible):
            self.report(case)
        self.supervisor_calls(case)
        self.report(case)
        self.confirm(case)
        self.assertStage(case, "revisiting_again")

    def test_after_a_failed_attempt_the_next_one_is_theirs_too(self):
        case = self.wished()
        self.supervisor_calls(case, reached=False)
        with self.assertRaises(NotAllowed):
            self.call(case)
        self.supervisor_calls(case)
        self.assertEqual(len(case.rectification_ids.call_ids), 2)

    def test_a_supervisor_of_the_window_itself_does_not_call(self):
        case = self.wished()
        self.users["supervisor"].unit_ids |= self.window_a
        with self.assertRaisesRegex(NotAllowed, "not by the window"):
            self.supervisor_calls(case)

    def test_a_wish_that_comes_later_moves_the_call_over(self):
        case = self.asked()
        self.citizen(case, 2)
        self.wait(2)
        self.citizen(case, 1, wants_supervisor=True)
        self.assertEqual(case.rectification_ids.stage_code, "supervisor_calling")

    def test_who_was_called_by_the_window_and_then_wishes_is_called_once_more(self):
        case = self.asked()
        self.citizen(case, 2)
        self.call(case)
        self.wait(2)
        self.citizen(case, 1, wants_supervisor=True)
        work = case.rectification_ids
        self.assertEqual(work.stage_code, "supervisor_calling")
        self.assertGreater(work.call_due_at, self.env["jn.clock"]._now())
        self.supervisor_calls(case, reached=False)
        with self.assertRaises(NotPossible):
            self.report(case)

    def test_the_window_may_still_say_that_it_is_not_responsible(self):
        case = self.wished()
        self.by("liaison", case.rectification_ids).object_assignment("another window's")
        self.by("supervisor", case.rectification_ids).decide_objection(False, "it is yours")
        self.assertEqual(case.rectification_ids.stage_code, "supervisor_calling")
        self.by("liaison", case.rectification_ids).object_assignment("indeed another window's")
        self.by("supervisor", case.rectification_ids).decide_objection(True, "right", unit=self.window_b.code)
        self.assertEqual(latest(case.rectification_ids).stage_code, "supervisor_calling")
        self.assertEqual(latest(case.rectification_ids).unit_id, self.window_b)

    def test_where_the_city_does_not_offer_it_the_window_calls(self):
        setting = self.env["jn.setting"].search([("code", "=", "call.supervisor_on_request")])
        setting.default_value = "false"
        self.env.registry.clear_all_caches()
        case = self.wished()
        self.assertEqual(case.rectification_ids.stage_code, "calling")
        self.call(case)
