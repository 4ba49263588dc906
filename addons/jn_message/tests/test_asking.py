from ast import literal_eval
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.jn_message.const import Result

from .common import LI, MORNING, WANG, MessageCase

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestAsking(MessageCase):
    def setUp(self):
        super().setUp()
        self.channels[0].asked.clear()
        self.channels[0].told.clear()

    def cut_off(self, *numbers):
        """Messages that were claimed by a process that then died."""
        messages = self.ask(self.env["jn.test.subject"].union(*(self.subject(number) for number in numbers or (WANG,))))
        self.env["jn.message.outbox"]._claim(500)
        messages.sudo().claimant = "a process that died"
        return messages

    def tell(self, result, number=WANG):
        self.channels[0].told[number] = result

    def admin(self):
        return new_test_user(self.env, "t_admin", "jn_org.group_administrator")

    def test_all_that_is_claimed_at_once_has_one_number_and_a_moment_to_ask(self):
        messages = self.cut_off(WANG, LI)
        self.assertEqual(len(set(messages.mapped("claim"))), 1)
        self.assertEqual(set(messages.mapped("claimed_at")), {MORNING})
        self.assertEqual(set(messages.mapped("ask_at")), {MORNING + 10 * MINUTE})
        self.assertNotEqual(self.cut_off(WANG).claim, messages[0].claim)

    def test_the_channel_is_asked_in_time_and_not_before(self):
        self.cut_off()
        self.run_sweeps(after=9 * MINUTE)
        self.assertFalse(self.channels[0].asked)
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual(self.channels[0].asked, [WANG])
        self.assertFalse(self.given)

    def test_what_the_provider_says_settles_the_message(self):
        fates = {
            Result("sent", "x-1"): "sent",
            Result("delivered"): "delivered",
            Result("failed", error="refused"): "failed",
            Result("retry"): "queued",
            Result("stuck"): "sending",
        }
        self.second.active = False
        for result, state in fates.items():
            self.tell(result)
            message = self.cut_off()
            self.run_sweeps(after=10 * MINUTE)
            self.assertEqual((message.state, message.ask_at), (state, False), result)

    def test_who_cannot_say_yet_is_asked_at_growing_intervals_for_a_day(self):
        self.tell(Result("unknown", detail="busy"))
        message = self.cut_off()
        for minutes in (10, 20, 40, 80):
            self.run_sweeps(after=minutes * MINUTE)
            self.assertEqual(message.ask_at, MORNING + 2 * minutes * MINUTE)
        self.assertEqual(message.error_detail, "busy")
        self.run_sweeps(after=23 * HOUR)
        self.assertEqual(message.ask_at, MORNING + 24 * HOUR)
        self.run_sweeps(after=24 * HOUR)
        self.assertEqual((message.state, message.ask_at), ("sending", False))

    @mute_logger("odoo.addons.jn_message.models.jn_channel")
    def test_a_channel_that_breaks_down_is_asked_again(self):
        self.tell("crash")
        message = self.cut_off()
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual((message.state, message.ask_at), ("sending", MORNING + 20 * MINUTE))

    def test_a_channel_that_can_never_say_leaves_it_to_a_person(self):
        message = self.cut_off()
        message.sudo().channel = "second"
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual((message.state, message.ask_at), ("sending", False))

    def test_an_unclear_hand_over_is_not_repeated_by_the_same_process(self):
        self.channels[0].answers[WANG] = Result("unknown", detail="unclear")
        message = self.ask(self.subject())
        self.run_sweeps()
        self.run_sweeps()
        self.assertEqual((message.state, message.claimant, len(self.given)), ("sending", False, 1))
        self.assertEqual(message.ask_at, MORNING + 10 * MINUTE)

    def test_a_receipt_that_comes_first_makes_the_question_needless(self):
        message = self.cut_off()
        message.sudo().external_id = "x-1"
        self.env["jn.message"]._take_receipts("first", {"x-1": Result("delivered")})
        self.assertEqual((message.state, message.ask_at), ("delivered", False))
        self.run_sweeps(after=10 * MINUTE)
        self.assertFalse(self.channels[0].asked)

    def test_only_what_nobody_else_can_decide_may_be_decided_by_a_person(self):
        message = self.cut_off()
        admin = self.admin()
        message.with_user(admin).action_send_again()
        message.with_user(admin).action_note_sent()
        self.assertEqual(message.state, "sending")
        self.tell(Result("stuck"))
        self.run_sweeps(after=10 * MINUTE)
        message.with_user(admin).action_note_sent()
        self.assertEqual(message.state, "sent")

    def test_the_list_for_people_holds_exactly_what_is_stuck(self):
        self.tell(Result("stuck"))
        stuck, waiting = self.cut_off(), self.cut_off(LI)
        stuck.sudo()._settle({stuck.id: Result("stuck")})
        domain = self.env["ir.actions.act_window"]._for_xml_id("jn_message.action_message_cut_off")["domain"]
        found = self.env["jn.message"].search([*literal_eval(domain), ("id", "in", (stuck + waiting).ids)])
        self.assertEqual(found, stuck)

    def test_nobody_but_an_administrator_notes_that_a_message_went_out(self):
        message = self.cut_off()
        with self.assertRaises(AccessError):
            message.with_user(new_test_user(self.env, "t_super", "jn_org.group_supervisor")).action_note_sent()

    def test_the_sweep_knows_when_it_is_wanted(self):
        self.assertIsNone(self.env["jn.message.asking"]._sweep_next())
        self.cut_off()
        self.assertEqual(self.env["jn.message.asking"]._sweep_next(), MORNING + 10 * MINUTE)
