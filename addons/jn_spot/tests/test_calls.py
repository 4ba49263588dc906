"""The list worked off by phone: reserves, results, what a false one does (Art. 6, 15; decision D10)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import SpotCase


@tagged("post_install", "-at_install")
class TestCalls(SpotCase):
    def test_after_three_attempts_the_next_reserve_steps_in(self):
        self.reported(25)
        draw = self.draw()
        first = self.open_checks(draw)[0]
        self.look(first, "unreachable", times=2)
        self.assertEqual((first.state, first.result, len(first.call_ids)), ("open", False, 2))
        self.look(first, "unreachable")
        self.assertEqual((first.state, first.result), ("done", "unreachable"))
        self.assertEqual(self.open_checks(draw)[-1].place, 21)
        self.assertEqual(len(self.open_checks(draw)), 20)

    def test_when_no_reserve_is_left_the_list_goes_on_without(self):
        self.reported(1)
        draw = self.draw()
        self.look(self.open_checks(draw), "unreachable", times=3)
        self.assertEqual(draw.state, "concluded")

    def test_the_attempts_are_a_setting(self):
        self.interpret("spot_check.attempts", "1")
        self.reported(1)
        check = self.open_checks(self.draw())
        self.look(check, "unreachable")
        self.assertEqual(check.result, "unreachable")

    def test_a_reserve_is_not_called_before_its_turn(self):
        self.reported(25)
        reserve = self.draw().sudo().check_ids.filtered("is_reserve")[0]
        with self.assertRaisesRegex(NotPossible, "reserve"):
            self.look(reserve)

    def test_every_call_is_a_fact_and_the_whole_a_revisit_of_kind_spot(self):
        case = self.closed()
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        self.look(check, "unreachable", note="no answer")
        self.look(check, "true")
        self.assertEqual(check.sudo().call_ids.sorted("id").mapped("reached"), [False, True])
        revisit = case.revisit_ids.filtered(lambda each: each.kind == "spot")
        self.assertEqual((revisit.stage_code, revisit.round, revisit.method), ("answered", 0, "phone"))
        self.assertFalse(self.env["jn.message"].search([("res_model", "=", "jn.revisit"), ("res_id", "=", revisit.id)]))

    def test_a_false_one_sends_a_closed_case_back_and_its_check_counts_in_no_score(self):
        case = self.closed()
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        with self.assertRaisesRegex(BadInput, "not true"):
            self.look(check, "false", note=" ")
        self.look(check, "false", note="nobody ever called")
        self.assertStage(case, "re_rectifying")
        self.repair(case)
        self.assertStage(case, "verifying_again")
        self.assertTrue(case.verification_ids.after_spot)

    def test_an_open_one_keeps_its_stage_and_its_supervisors_are_told(self):
        case = self.verifying()
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        self.look(check, "false", note="nobody ever called")
        self.assertStage(case, "verifying")
        told = case.verification_ids.activity_ids.filtered(lambda each: "untrue" in each.summary)
        self.assertEqual(told.user_id, self.users["supervisor"] | self.users["second"])
        self.assertIn("nobody ever called", told[0].note)

    def test_a_result_is_recorded_once_and_in_known_words(self):
        case = self.closed()
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        with self.assertRaises(BadInput):
            self.look(check, "perhaps")
        self.look(check)
        with self.assertRaisesRegex(NotAllowed, "already"):
            self.look(check)

    def test_a_chosen_case_is_nothing_but_a_case(self):
        case = self.closed()
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id, "result": "true", "state": "done"})
        self.assertEqual((check.state, check.result), ("open", False))

    def test_the_form_shows_whom_to_call_what_to_say_and_the_number_for_a_reason(self):
        case = self.closed()
        check = self.as_user("city_supervisor")["jn.spot.check"].create({"case_id": case.id})
        context = {"active_model": "jn.spot.check", "active_id": check.id}
        form = self.as_user("city_supervisor")["jn.spot.wizard"].with_context(**context).create({})
        self.assertIn("王小明", form.script)
        self.assertEqual(form.applicant_name, "王小明")
        self.assertNotIn("0537", form.phone)
        again = form.action_reveal()
        self.assertEqual((form.shown_phone, again["res_model"]), ("13805370001", "jn.spot.wizard"))
        self.assertEqual(self.env["jn.unmasking"].search([("case_id", "=", case.id)]).user_id, self.users["city_supervisor"])
        with self.assertRaisesRegex(UserError, "what the call brought"):
            form.action_record()
        form.write({"result": "false", "note": "never called"})
        form.action_record()
        self.assertEqual(case.stage_code, "re_rectifying")
