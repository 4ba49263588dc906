from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import FlowCase
from .flows import EXTENSIBLE


@tagged("post_install", "-at_install")
class TestExtensions(FlowCase):
    def setUp(self):
        super().setUp()
        self.apply(EXTENSIBLE)
        self.permit = self.permits(stage="working")

    def by(self, role):
        return self.permit.with_user(self.users[role])

    def ask(self, amount=2, reason="the witness is away", timer="report", role="liaison"):
        return self.by(role).ask_extension(timer, amount, reason)

    def granted(self, amount=2):
        self.ask(amount)
        self.by("supervisor").decide_extension(True)
        return self.deadline(self.permit, "report")

    def buttons(self, role):
        self.permit.invalidate_recordset(["flow_buttons"])
        return [button["event"] for button in self.by(role).flow_buttons or ()]

    # What an extension does

    def test_a_granted_extension_ends_the_old_limit_and_another_goes_on(self):
        old = self.deadline(self.permit, "report")
        self.assertEqual(old.due_at, self.at("2026-11-27 00:00"))
        new = self.granted(1)
        self.assertEqual((old.state, old.ended_at), ("extended", self.at("2026-11-23 10:00")))
        self.assertEqual((new.state, new.due_at, new.original_due_at), ("running", self.at("2026-11-28 00:00"), old.due_at))
        self.assertEqual(new.started_at, old.started_at)
        self.assertEqual(self.permit.report_due_at, new.due_at)

    def test_days_are_added_to_the_last_day_and_roll_like_the_limit(self):
        # Thursday and two days are Saturday, which rolls to Monday 24:00
        self.assertEqual(self.granted(2).due_at, self.at("2026-12-01 00:00"))

    def test_a_limit_that_counts_from_it_goes_along(self):
        self.assertEqual(self.deadline(self.permit, "lapse").due_at, self.at("2026-12-02 00:00"))
        self.granted(2)
        row = self.deadline(self.permit, "lapse")
        self.assertEqual((row.state, row.due_at), ("running", self.at("2026-12-04 00:00")))

    def test_a_request_alone_changes_no_limit(self):
        self.ask()
        self.assertEqual(self.deadline(self.permit, "report").due_at, self.at("2026-11-27 00:00"))
        self.assertEqual(self.permit.next_due_at, self.at("2026-11-24 10:00"))

    def test_the_original_flag_is_kept_beside_the_extended_one(self):
        new = self.granted(2)
        self.freeze("2026-11-30 10:00")
        self.permit._flow_fire("finished")
        self.assertEqual((new.state, new.original_state), ("met", "missed"))

    def test_what_is_ready_by_its_original_end_was_on_time_both_ways(self):
        new = self.granted(2)
        self.freeze("2026-11-26 23:59")
        self.permit._flow_fire("finished")
        self.assertEqual((new.state, new.original_state), ("met", "met"))

    def test_without_an_extension_there_is_no_second_flag(self):
        self.permit._flow_fire("finished")
        self.assertFalse(self.deadline(self.permit, "report").original_state)

    def test_a_limit_that_ran_out_while_the_request_waited_runs_again(self):
        self.ask(3)
        self.freeze("2026-11-28 10:00")
        self.sweep()
        self.assertEqual(self.deadline(self.permit, "report").state, "missed")
        self.by("supervisor").decide_extension(True)
        row = self.deadline(self.permit, "report")
        self.assertEqual((row.state, row.due_at), ("running", self.at("2026-12-01 00:00")))

    def test_pausing_after_an_extension_keeps_what_is_left(self):
        self.granted(1)
        self.permit._flow_fire("parked")
        self.freeze("2026-11-24 10:00")
        self.permit._flow_fire("unparked")
        row = self.deadline(self.permit, "report")
        # Friday 24:00 and a day is Saturday, which rolls
        self.assertEqual((row.due_at, row.original_due_at), (self.at("2026-12-01 00:00"), self.at("2026-11-27 00:00")))

    # The passport

    def test_the_passport_says_who_extended_and_why(self):
        row = self.granted(2).with_context(lang="en_US")
        self.assertIn("+ 3 natural days", row.sum_text)
        self.assertNotIn("+ 2 natural days", row.sum_text)
        for words in ("Supervisor", "Liaison", "the witness is away", "+ 2 natural days"):
            self.assertIn(words, row.changes_text)
            self.assertIn(words, row.explanation)

    def test_a_refusal_leaves_the_limit_and_its_passport_alone(self):
        self.ask()
        self.by("supervisor").decide_extension(False, "no reason at all")
        row = self.deadline(self.permit, "report")
        self.assertEqual((row.state, row.changes_text), ("running", ""))
        [request] = self.env["jn.flow.extension"].search([("res_id", "=", self.permit.id)])
        self.assertEqual((request.state, request.note), ("refused", "no reason at all"))

    # Who may

    def test_only_whose_turn_it_is_asks(self):
        for role in ("window_clerk", "chief_representative", "supervisor"):
            with self.assertRaises(NotAllowed, msg=role):
                self.ask(role=role)

    def test_a_colleague_of_another_window_cannot_ask(self):
        other = self._make_user("liaison", self.window_b, "test_other_liaison")
        with self.assertRaises(AccessError):
            self.permit.with_user(other).ask_extension("report", 1, "why")

    def test_only_the_named_roles_decide_and_never_who_asked(self):
        self.ask()
        for role in ("liaison", "chief_representative", "window_clerk"):
            with self.assertRaises(NotAllowed, msg=role):
                self.by(role).decide_extension(True)
        self.users["supervisor"].group_ids += self.env.ref("jn_org.group_liaison")
        self.env["jn.flow.extension"].search([]).asked_by_id = self.users["supervisor"]
        with self.assertRaises(NotAllowed):
            self.by("supervisor").decide_extension(True)

    def test_the_checked_unit_does_not_decide_for_itself(self):
        own = self._make_user("supervisor", self.window_a, "test_own_supervisor")
        self.ask()
        with self.assertRaises(NotAllowed):
            self.permit.with_user(own).decide_extension(True)

    def test_over_rpc_the_same_is_refused(self):
        with self.assertRaises(NotAllowed):
            self.rpc("window_clerk", self.permit, "ask_extension", "report", 1, "why")
        self.rpc("liaison", self.permit, "ask_extension", "report", 1, "why")
        with self.assertRaises(NotAllowed):
            self.rpc("liaison", self.permit, "decide_extension", True)
        with self.assertRaises(AccessError):
            self.rpc("administrator", self.env["jn.flow.extension"].search([]), "write", {"state": "granted"})

    # What is refused

    def test_a_second_extension_is_refused(self):
        self.granted(1)
        with self.assertRaisesRegex(NotPossible, "cannot be extended now"):
            self.ask(1)

    def test_a_second_request_waits_for_the_first(self):
        self.ask(1)
        with self.assertRaises(NotPossible):
            self.ask(1)

    def test_after_a_refusal_one_may_ask_again(self):
        self.ask(1)
        self.by("supervisor").decide_extension(False, "say more")
        self.ask(1, "the witness returns on Friday")
        self.by("supervisor").decide_extension(True)
        self.assertEqual(self.deadline(self.permit, "report").due_at, self.at("2026-11-28 00:00"))

    def test_a_limit_that_is_over_or_allows_none_is_not_extended(self):
        with self.assertRaises(NotPossible):
            self.ask(timer="work")
        with self.assertRaises(NotPossible):
            self.ask(timer="no such limit")
        self.freeze("2026-11-27 00:00")
        with self.assertRaises(NotPossible):
            self.ask()

    def test_amounts_and_reasons_that_are_none_are_refused(self):
        for amount in (0, -1, 4, 1.5, "2", None, True, float("nan")):
            with self.assertRaises(BadInput, msg=amount):
                self.ask(amount)
        for reason in ("", "  ", None, 5):
            with self.assertRaises(BadInput, msg=reason):
                self.ask(1, reason)

    def test_a_refusal_says_why(self):
        self.ask()
        with self.assertRaises(BadInput):
            self.by("supervisor").decide_extension(False, " ")

    def test_a_request_whose_limit_has_ended_is_not_granted_any_more(self):
        self.ask()
        self.permit._flow_fire("finished")
        with self.assertRaises(NotPossible):
            self.by("supervisor").decide_extension(True)

    def test_a_limit_that_stands_still_is_not_extended(self):
        self.ask()
        self.permit._flow_fire("parked")
        with self.assertRaisesRegex(NotPossible, "not running now"):
            self.by("supervisor").decide_extension(True)

    # The screens

    def test_the_buttons_are_there_for_who_may_use_them_now(self):
        self.assertIn("extension_asked", self.buttons("liaison"))
        self.assertNotIn("extension_asked", self.buttons("supervisor"))
        self.ask()
        self.assertNotIn("extension_asked", self.buttons("liaison"))
        self.assertIn("extension_decided", self.buttons("supervisor"))
        self.assertNotIn("extension_decided", self.buttons("liaison"))

    def test_the_forms_ask_and_grant(self):
        context = {"active_model": self.permit._name, "active_id": self.permit.id}
        asking = Form(self.env["jn.flow.extension.ask"].with_user(self.users["liaison"]).with_context(**context))
        self.assertEqual(asking.deadline_id, self.deadline(self.permit, "report"))
        asking.amount = 1
        asking.reason = "the witness is away"
        self.assertEqual(asking.new_due_at, self.at("2026-11-28 00:00"))
        asking.save().action_ask()
        deciding = Form(self.env["jn.flow.extension.decide"].with_user(self.users["supervisor"]).with_context(**context))
        self.assertEqual((deciding.reason, deciding.new_due_at), ("the witness is away", self.at("2026-11-28 00:00")))
        deciding.save().action_grant()
        self.assertEqual(self.deadline(self.permit, "report").due_at, self.at("2026-11-28 00:00"))

    def test_an_extension_is_called_after_its_record_and_limit(self):
        self.ask(2)
        request = self.env["jn.flow.extension"].search([("res_id", "=", self.permit.id)])
        self.assertEqual(request.with_context(lang="en_US").display_name, f"{self.permit.display_name}, Report: + 2 natural days")

    def test_the_forms_open_nothing_for_a_model_without_a_process(self):
        context = {"active_model": "res.partner", "active_id": self.env.user.partner_id.id}
        self.assertFalse(self.env["jn.flow.extension.ask"].with_context(**context).create({"amount": 1}).allowed_ids)
