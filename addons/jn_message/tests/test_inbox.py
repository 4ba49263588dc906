from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import ConcurrencyError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MORNING, WANG, MessageCase


@tagged("post_install", "-at_install")
class TestInbox(MessageCase):
    def test_what_comes_in_is_stored_with_the_number_in_one_form(self):
        message = self.receive("5")
        self.assertEqual((message.state, message.received_at), ("received", MORNING))
        self.assertEqual(message.sudo().recipient, WANG)

    def test_the_same_message_is_kept_once(self):
        first = self.receive("5")
        self.assertFalse(self.receive("5"))
        self.assertFalse(self.receive("5"))
        self.assertEqual(self.env["jn.message"].search([("external_id", "=", "in-1")]), first)
        self.assertEqual(first.repeats, 2, "staff see that it came again")

    def test_two_channels_may_use_the_same_number(self):
        self.receive("5")
        self.assertTrue(self.receive("5", channel="second"))

    @mute_logger("odoo.sql_db")
    def test_the_database_itself_refuses_a_message_twice(self):
        message = self.receive("5")
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            message.copy()

    @mute_logger("odoo.sql_db")
    def test_the_second_of_two_deliveries_at_one_moment_begins_again_and_then_sees_the_first(self):
        self.receive("5")
        blind = patch.object(type(self.env["jn.message"]), "_received", lambda self, *_args: self)  # its snapshot is older
        with blind, self.assertRaises(ConcurrencyError), self.env.cr.savepoint():
            self.receive("5")
        self.assertFalse(self.receive("5"))

    def test_a_reader_takes_what_it_understands_and_people_get_the_rest(self):
        clear, unclear = self.receive("5"), self.receive("谢谢", "in-2")
        self.run_sweeps()
        self.assertEqual((clear.state, unclear.state), ("read", "unmatched"))
        self.assertFalse(clear.puzzle)
        self.assertTrue(unclear.puzzle, "people see why")

    @mute_logger("odoo.addons.jn_message.careful")
    def test_a_message_that_breaks_a_reader_goes_to_people_and_holds_up_nobody(self):
        good, bad = self.receive("5"), self.receive("explode", "in-2")
        self.run_sweeps()
        self.assertEqual((good.state, bad.state), ("read", "unmatched"))

    def test_a_number_that_is_none_is_kept_as_it_came(self):
        self.assertEqual(self.receive("5", sender="openid-1").sudo().recipient, "openid-1")

    def test_a_reader_notes_what_a_message_is_about(self):
        subject, message = self.subject(), self.receive("5")
        message._about_record(subject)
        self.assertEqual((message.res_model, message.res_id), ("jn.test.subject", subject.id))
        self.assertEqual(message.unit_id, self.window)

    def test_receiving_wakes_the_inbox(self):
        self.receive("5")
        self.assertEqual(self.env["jn.message.inbox"]._sweep_next(), MORNING)
        self.run_sweeps()
        self.assertIsNone(self.env["jn.message.inbox"]._sweep_next())
