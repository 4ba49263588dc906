"""From the outbox to Aliyun and back: what each of its answers does to a message."""

from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import config, mute_logger

from odoo.addons.jn_message.tests.common import LI, MORNING, WANG
from odoo.addons.jn_message_sms import aliyun

from .aliyun_server import DELIVERED, FAILED, refusal, throttled
from .common import CHANNEL_LOG, MINUTE, OutboxCase, numbers
from .server import CUT_AFTER, CUT_BEFORE, HOLD


@tagged("post_install", "-at_install")
class TestAliyun(OutboxCase):
    def test_a_queue_goes_out_in_batches_and_waits_for_receipts(self):
        server, _account = self.serve_aliyun()
        messages = self.sent_to(*numbers(150))
        self.assertEqual(set(messages.mapped("state")), {"sent"})
        self.assertEqual(len(server.calls), 2)
        self.assertEqual({row["number"] for row in server.sent}, {number[3:] for number in numbers(150)})
        self.assertEqual(server.sent[0]["params"], {"name": "王女士"})

    def test_receipts_are_asked_for_at_growing_intervals(self):
        server, _account = self.serve_aliyun()
        message = self.sent_to(WANG)
        self.assertEqual(message.ask_at, MORNING + 2 * MINUTE)
        self.run_sweeps(after=2 * MINUTE)
        self.assertEqual((message.state, message.ask_at), ("sent", MORNING + 4 * MINUTE))
        server.settle("13805370001", DELIVERED, "DELIVERED")
        self.run_sweeps(after=4 * MINUTE)
        self.assertEqual((message.state, message.delivered_at), ("delivered", MORNING + 4 * MINUTE))
        self.assertFalse(message.ask_at)

    def test_a_number_out_of_service_is_undelivered_with_aliyuns_word(self):
        server, _account = self.serve_aliyun()
        message = self.sent_to(WANG)
        server.settle("13805370001", FAILED, "MOBILE_NOT_ON_SERVICE")
        self.run_sweeps(after=2 * MINUTE)
        self.assertEqual(
            (message.state, message.error, message.error_detail), ("failed", "refused", "MOBILE_NOT_ON_SERVICE")
        )

    def test_a_receipt_that_never_comes_ends_as_no_receipt(self):
        self.serve_aliyun()
        message = self.sent_to(WANG)
        for hours in range(25):
            self.run_sweeps(after=timedelta(hours=hours))
        self.assertEqual((message.state, message.error), ("failed", "no_receipt"))

    def test_a_receipt_that_comes_days_late_is_still_learnt_and_asked_for_ever_less_often(self):
        server, _account = self.serve_aliyun()
        message = self.sent_to(WANG)
        for hours in range(24, 73, 24):
            self.run_sweeps(after=timedelta(hours=hours))
        self.assertEqual((message.state, message.ask_at), ("failed", MORNING + timedelta(hours=96)))
        server.settle("13805370001", DELIVERED, "DELIVERED")
        self.run_sweeps(after=timedelta(hours=96))
        self.assertEqual((message.state, message.error, message.ask_at), ("delivered", False, False))

    def test_a_receipt_that_has_not_come_in_15_days_is_asked_for_no_more(self):
        server, _account = self.serve_aliyun()
        message = self.sent_to(WANG)
        for days in range(1, 17):
            self.run_sweeps(after=timedelta(days=days))
        self.assertEqual((message.state, message.error, message.ask_at), ("failed", "no_receipt", False))
        asked = len(server.calls)
        self.run_sweeps(after=timedelta(days=40))
        self.assertEqual(len(server.calls), asked)

    def test_an_account_without_receipts_is_not_asked(self):
        server, account = self.serve_aliyun()
        account.gives_receipts = False
        message = self.sent_to(WANG)
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual((message.state, len(server.calls)), ("delivered", 1))

    def test_a_code_of_aliyuns_ends_or_delays_a_message(self):
        fates = {
            "isv.MOBILE_NUMBER_ILLEGAL": ("failed", "no_number"),
            "isv.BLACK_KEY_CONTROL_LIMIT": ("failed", "refused"),
            "isv.AMOUNT_NOT_ENOUGH": ("queued", False),
            "isv.SOMETHING_NEW": ("queued", False),
        }
        server, _account = self.serve_aliyun()
        for (code, fate), number in zip(fates.items(), numbers(len(fates)), strict=True):
            server.script.append(refusal(code))
            message = self.sent_to(number)
            self.assertEqual((message.state, message.error), fate, code)
            self.assertEqual(message.error_detail, code)

    def test_throttled_messages_wait_their_turn(self):
        server, _account = self.serve_aliyun()
        server.script.append(throttled())
        messages = self.sent_to(WANG, LI)
        self.assertEqual(set(messages.mapped("not_before")), {MORNING + 5 * MINUTE})
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual(messages.mapped("state"), ["sent", "sent"])

    def test_a_line_cut_after_sending_is_cleared_up_by_asking_and_nothing_goes_twice(self):
        server, _account = self.serve_aliyun()
        server.script.append(CUT_AFTER)
        messages = self.sent_to(WANG, LI)
        self.assertEqual(messages.mapped("state"), ["sending", "sending"])
        self.run_sweeps()
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual(messages.mapped("state"), ["sent", "sent"])
        self.assertEqual(len(server.sent), 2)

    def test_a_line_cut_before_sending_is_cleared_up_by_asking_and_sending_again(self):
        server, _account = self.serve_aliyun()
        server.script.append(CUT_BEFORE)
        message = self.sent_to(WANG)
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual((message.state, message.attempts), ("queued", 1))
        self.run_sweeps(after=15 * MINUTE)
        self.assertEqual((message.state, len(server.sent)), ("sent", 1))

    def test_after_a_crash_each_message_of_a_batch_is_found_by_the_batchs_number(self):
        server, _account = self.serve_aliyun()
        messages = self.queue(*numbers(3))
        self.cut_off(messages)
        server.sent.pop()  # the last one never arrived
        self.run_sweeps(after=9 * MINUTE)
        self.assertEqual(set(messages.mapped("state")), {"sending"})
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual(messages.mapped("state"), ["sent", "sent", "queued"])

    def test_after_a_crash_two_messages_to_one_number_are_told_apart(self):
        server, _account = self.serve_aliyun()
        messages = self.queue(WANG, WANG)
        self.cut_off(messages)
        server.sent.pop()
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual(sorted(messages.mapped("state")), ["queued", "sent"])

    def test_a_text_of_yesterday_is_not_taken_for_todays(self):
        server, _account = self.serve_aliyun()
        self.sent_to(WANG)
        messages = self.queue(WANG)
        self.env["jn.message.outbox"]._claim(500)
        messages.sudo().claimant = "a process that died"
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual((messages.state, len(server.sent)), ("queued", 1))

    def test_aliyun_that_cannot_be_asked_is_asked_again_and_at_last_a_person(self):
        server, _account = self.serve_aliyun()
        messages = self.queue(WANG)
        self.cut_off(messages)
        server.__exit__()
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual((messages.state, messages.ask_at), ("sending", MORNING + 20 * MINUTE))
        for hours in range(30):
            self.run_sweeps(after=timedelta(hours=hours))
        self.assertEqual((messages.state, messages.ask_at), ("sending", False))

    def test_a_slow_aliyun_holds_up_no_longer_than_its_time(self):
        server, _account = self.serve_aliyun()
        server.script.append(HOLD)
        with patch.object(aliyun.RUNTIME, "read_timeout", 200):
            message = self.sent_to(WANG)
        self.assertEqual((message.state, message.claimant), ("sending", False))

    @mute_logger(CHANNEL_LOG)
    def test_a_missing_key_delays_messages_and_calls_nobody(self):
        server, _account = self.serve_aliyun()
        config["jn_sms"] = ""
        message = self.sent_to(WANG)
        self.assertEqual((message.state, message.error_detail, server.calls), ("queued", "KeyMissing", []))

    def test_templates_of_ours_may_have_one_of_their_own_at_aliyun(self):
        server, _account = self.serve_aliyun(templates={"t_ask": "SMS_2"})
        self.sent_to(WANG)
        self.assertEqual(dict(server.calls[0].query)["TemplateCode"], "SMS_2")
