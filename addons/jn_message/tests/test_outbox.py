from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_message.const import Result

from .common import LI, LINK, MORNING, WANG, MessageCase

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestOutbox(MessageCase):
    def answer(self, result, number=WANG, rung=0):
        self.channels[rung].answers[number] = result

    def only(self):
        """Leave one rung on the ladder."""
        self.second.active = False

    def test_what_is_due_goes_out_with_the_link_filled_in(self):
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        self.assertEqual(self.given, [("first", WANG, f"王女士，请评价 {LINK % subject.id}")])
        self.assertEqual((message.state, message.delivered_at), ("delivered", MORNING))

    def test_what_is_not_due_stays(self):
        message = self.ask(self.subject())
        message.sudo().not_before = MORNING + HOUR
        self.run_sweeps()
        self.assertEqual(message.state, "queued")
        self.run_sweeps(after=HOUR)
        self.assertEqual(message.state, "delivered")

    def test_a_claim_shows_as_being_sent_before_anything_leaves(self):
        message = self.ask(self.subject())
        self.assertEqual(self.env["jn.message.outbox"]._sweep_batch(500), 1)
        self.assertEqual((message.state, self.given), ("sending", []))

    def test_what_another_process_was_sending_is_not_sent_again(self):
        message = self.ask(self.subject())
        message.sudo().write({"state": "sending", "claimant": "a process that died"})
        self.run_sweeps()
        self.assertEqual((message.state, self.given), ("sending", []))

    def test_the_record_hears_of_it_once_and_in_order(self):
        subject = self.subject()
        self.ask(subject)
        self.run_sweeps()
        self.run_sweeps()
        self.assertEqual(subject.heard, "handed over;delivered;")

    def test_a_receipt_may_come_later(self):
        self.answer(Result("sent"))
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        self.assertEqual((message.state, subject.heard), ("sent", "handed over;"))
        self.env["jn.message"]._take_receipts("first", {f"x{message.id}": Result("delivered")})
        self.run_sweeps()
        self.assertEqual((message.state, subject.heard), ("delivered", "handed over;delivered;"))

    def test_a_repeated_receipt_changes_nothing(self):
        message = self.ask(self.subject())
        self.run_sweeps()
        with self.env["jn.clock"]._frozen(MORNING + HOUR):
            receipts = {message.external_id: Result("delivered"), "unknown": Result("delivered")}
            self.env["jn.message"]._take_receipts("first", receipts)
        self.assertEqual(message.delivered_at, MORNING)
        self.assertFalse(message.news)

    def test_a_receipt_of_another_channel_is_not_ours(self):
        self.answer(Result("sent"))
        message = self.ask(self.subject())
        self.run_sweeps()
        self.env["jn.message"]._take_receipts("second", {f"x{message.id}": Result("delivered")})
        self.assertEqual(message.state, "sent")

    def test_an_account_without_receipts_counts_handed_over_as_delivered(self):
        self.first.gives_receipts = False
        self.answer(Result("sent"))
        message = self.ask(self.subject())
        self.run_sweeps()
        self.assertEqual(message.state, "delivered")

    def test_without_a_receipt_for_24_hours_it_has_failed(self):
        self.only()
        self.answer(Result("sent"))
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        self.run_sweeps(after=24 * HOUR - MINUTE)
        self.assertEqual(message.state, "sent")
        self.run_sweeps(after=24 * HOUR)
        self.assertEqual((message.state, message.error), ("failed", "no_receipt"))
        self.assertEqual(subject.heard, "handed over;failed no_receipt;")

    def test_a_late_receipt_turns_a_missing_one_back(self):
        self.test_without_a_receipt_for_24_hours_it_has_failed()
        message = self.env["jn.message"].search([("res_model", "=", "jn.test.subject")])
        self.env["jn.message"]._take_receipts("first", {message.external_id: Result("delivered")})
        self.run_sweeps()
        self.assertEqual((message.state, message.error), ("delivered", False))

    def test_retries_come_with_a_growing_delay_and_end(self):
        self.only()
        self.answer(Result("retry", detail="busy"))
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        self.assertEqual((message.state, message.not_before), ("queued", MORNING + 5 * MINUTE))
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual(message.not_before, MORNING + 15 * MINUTE)
        self.run_sweeps(after=15 * MINUTE)
        self.assertEqual((message.state, message.error, message.error_detail), ("failed", "not_sent", "busy"))
        self.assertEqual(subject.heard, "failed not_sent;")

    def test_a_retry_keeps_the_quiet_hours(self):
        self.answer(Result("retry"))
        self.first.retry_minutes = 12 * 60
        message = self.ask(self.subject())
        self.run_sweeps()
        self.assertEqual(message.not_before, MORNING + 22 * HOUR)

    @mute_logger("odoo.addons.jn_message.models.jn_channel")
    def test_a_channel_that_breaks_down_is_tried_again(self):
        self.answer("crash")
        message = self.ask(self.subject())
        self.run_sweeps()
        self.assertEqual((message.state, message.attempts), ("queued", 1))

    @mute_logger("odoo.addons.jn_message.careful")
    def test_a_bad_record_does_not_hold_up_the_others(self):
        bad, good = self.subject(name="bad"), self.subject(LI, name="good")
        self.ask(bad + good)
        self.run_sweeps()
        self.assertEqual(good.heard, "handed over;delivered;")
        failure = self.env["jn.flow.failure"].search([("res_model", "=", "jn.message")])
        self.assertIn("bad subject", failure.error)

    def test_a_message_about_nothing_is_sent_all_the_same(self):
        values = {"key": "k", "recipient": WANG, "text": "你好", "unit_id": self.window.id}
        message = self.env["jn.message"]._send([values])
        self.run_sweeps()
        self.assertEqual(message.state, "delivered")

    def test_a_message_about_a_deleted_record_is_sent_without_link_and_name(self):
        subject = self.subject()
        self.ask(subject)
        subject.unlink()
        self.run_sweeps()
        self.assertEqual(self.given, [("first", WANG, "，请评价 ")])
