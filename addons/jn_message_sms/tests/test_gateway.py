from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.jn_message import signed
from odoo.addons.jn_message.tests.common import LI, MORNING, WANG

from ..const import GATEWAY
from .common import SmsCase

ADDRESS = "https://sms.example.org"


@tagged("post_install", "-at_install")
class TestGateway(SmsCase):
    """The wire is replaced at our side of it; tests/gateways speaks the protocol to a server."""

    def setUp(self):
        super().setUp()
        self.codes, self.calls = {}, []
        self.enterContext(patch.object(signed, "hand_over", self.hand_over))
        self.enterContext(patch.object(signed, "ask", self.answer))

    def hand_over(self, url, key, rows, now):
        self.calls.append((url, key, rows, now))
        return {row["id"]: (self.codes[row["number"]], "x-1") for row in rows if row["number"] in self.codes}

    def answer(self, url, key, ids, now):
        self.calls.append((url, key, ids, now))
        return {number: ("accepted", "x-1") for number in ids}

    def cut_off(self):
        message = self.ask(self.subject())
        self.env["jn.message.outbox"]._claim(500)
        message.sudo().claimant = "a process that died"
        self.run_sweeps(after=timedelta(minutes=10))
        return message

    def test_a_batch_names_address_key_and_rows(self):
        self.account({"provider": "gateway"})
        self.codes = {WANG: "accepted", LI: "accepted"}
        messages = self.sent_to(WANG, LI)
        [(url, key, rows, now)] = self.calls
        self.assertEqual((url, key, now), (ADDRESS, "secret", MORNING))
        self.assertEqual([row["id"] for row in rows], messages.sorted("id").mapped("key"))
        self.assertEqual(set(rows[0]), {"id", "number", "text"})
        self.assertEqual(set(messages.mapped("state")), {"sent"})

    def test_words_become_states_by_the_table(self):
        self.account({"provider": "gateway"})
        for word, (state, _error) in GATEWAY.items():
            self.codes[WANG] = word
            self.assertEqual(self.sent_to(WANG).state, "queued" if state == "retry" else state, word)

    def test_what_the_gateway_does_not_mention_is_tried_again(self):
        self.account({"provider": "gateway"})
        message = self.sent_to(WANG)
        self.assertEqual((message.state, message.error_detail), ("queued", "unanswered"))

    def test_a_gateway_that_cannot_be_asked_gets_the_same_id_again(self):
        self.account({"provider": "gateway"})
        message = self.cut_off()
        [(_url, _key, [row], _now)] = self.calls
        self.assertEqual((row["id"], message.attempts), (message.key, 2))  # the gateway answered neither time

    def test_a_gateway_that_can_be_asked_is_asked_under_our_id(self):
        self.account({"provider": "gateway", "status_endpoint": "https://sms.example.org/status"})
        message = self.cut_off()
        self.assertEqual(message.state, "sent")
        [(url, key, ids, _now)] = self.calls
        self.assertEqual((url, key, ids), ("https://sms.example.org/status", "secret", [message.key]))

    def test_a_gateway_brings_its_receipts_itself(self):
        account = self.account({"provider": "gateway"})
        self.assertFalse(self.env["jn.channel.sms"]._fetches_receipts(account))
        self.codes[WANG] = "accepted"
        self.assertFalse(self.sent_to(WANG).ask_at)
