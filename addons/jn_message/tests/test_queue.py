from datetime import datetime

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LI, MORNING, WANG, MessageCase

EVENING = datetime(2019, 5, 22, 14, 30)
NEXT_MORNING = datetime(2019, 5, 23, 0, 0)


@tagged("post_install", "-at_install")
class TestQueue(MessageCase):
    def test_a_message_is_queued_in_the_transaction_of_the_fact(self):
        messages = self.ask(self.subject() + self.subject(LI, name="李先生"))
        self.assertEqual(messages.mapped("state"), ["queued", "queued"])
        self.assertEqual(messages.mapped("not_before"), [MORNING, MORNING])
        self.assertEqual(messages.sudo().mapped("recipient"), [WANG, LI])
        self.assertEqual(self.given, [])

    def test_what_is_rolled_back_queues_nothing(self):
        subject = self.subject()
        savepoint = self.env.cr.savepoint(flush=True)
        self.ask(subject)
        savepoint.rollback()
        self.env.invalidate_all(flush=False)
        self.assertFalse(self.env["jn.message"].search([("res_model", "=", "jn.test.subject")]))

    def test_the_same_message_is_queued_once(self):
        subject = self.subject()
        first = self.ask(subject)
        again = self.ask(subject)
        self.assertEqual(first, again)

    def test_the_same_key_twice_in_one_call_is_queued_once(self):
        subject = self.subject()
        values = {"key": "k", "res_model": subject._name, "res_id": subject.id, "recipient": WANG, "text": "你好"}
        self.assertEqual(len(self.env["jn.message"]._send([values, dict(values)])), 1)

    @mute_logger("odoo.sql_db")
    def test_the_database_itself_refuses_a_key_twice(self):
        message = self.ask(self.subject())
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            message.copy({"key": message.key})

    def test_quiet_hours_delay_sending(self):
        with self.env["jn.clock"]._frozen(EVENING):
            message = self.ask(self.subject())
        self.assertEqual(message.queued_at, EVENING)
        self.assertEqual(message.not_before, NEXT_MORNING)

    def test_quiet_hours_are_a_setting(self):
        self._set("message.quiet_from", "time", "23:00")
        with self.env["jn.clock"]._frozen(EVENING):
            self.assertEqual(self.ask(self.subject()).not_before, EVENING)

    def test_without_a_number_a_message_fails_at_once_and_the_record_is_told(self):
        subject = self.subject(number=False)
        message = self.ask(subject)
        self.assertEqual((message.state, message.error), ("failed", "no_number"))
        self.run_sweeps()
        self.assertEqual(subject.heard, "failed no_number;")

    def test_without_a_channel_a_message_fails_at_once(self):
        (self.first + self.second).active = False
        subject = self.subject()
        message = self.ask(subject)
        self.assertEqual((message.state, message.error), ("failed", "no_channel"))
        self.run_sweeps()
        self.assertEqual(subject.heard, "failed no_channel;")

    def test_no_stored_text_holds_a_link(self):
        message = self.ask(self.subject())
        self.run_sweeps()
        self.assertEqual(message.text, "{applicant}，请评价 {url}")
        self.env.flush_all()
        self.env.cr.execute("SELECT m::text FROM jn_message m WHERE id = %s", [message.id])
        self.assertNotIn("secret-of", self.env.cr.fetchone()[0])

    def test_queueing_wakes_the_outbox(self):
        self.ask(self.subject())
        trigger = self.env["ir.cron.trigger"].search([("cron_id", "=", self.env.ref("jn_message.cron_outbox").id)])
        self.assertTrue(trigger)
        self.assertEqual(self.env["jn.message.outbox"]._sweep_next(), MORNING)
