from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import config

from odoo.addons.jn_message import signed
from odoo.addons.jn_message.const import Result
from odoo.addons.jn_message.tests.common import LI, LINK, WANG, MessageCase

from ..const import CODES

KEY = "a key that both sides know"


class AppCase(MessageCase):
    """The app alone on the ladder; what would leave the house is recorded at its door."""

    def setUp(self):
        super().setUp()
        (self.first + self.second).active = False
        self._set("message.ladder", "list", ["app"])
        self.addCleanup(config.options.__setitem__, "jn_app", config.options.get("jn_app"))
        config["jn_app"] = KEY
        self.account = self.env["jn.message.account"].create(
            {"name": "App", "channel": "app", "endpoint": "https://app.example.org"}
        )
        self.codes, self.rows = {}, []
        self.enterContext(patch.object(signed, "hand_over", self.hand_over))

    def hand_over(self, _url, _key, rows, _now):
        self.rows += rows
        return {row["id"]: (self.codes.get(row["number"], "accepted"), f"x-{row['id']}") for row in rows}

    def sent_to(self, number=WANG):
        message = self.ask(self.subject(number))
        self.run_sweeps()
        return message


@tagged("post_install", "-at_install")
class TestApp(AppCase):
    def test_the_app_gets_a_title_the_text_and_the_link_to_open(self):
        message = self.sent_to()
        [row] = self.rows
        link = LINK % message.res_id
        self.assertEqual(row["text"], f"王女士，请评价 {link}")
        self.assertEqual((row["title"], row["url"], row["number"]), ("Ask", link, WANG))

    def test_words_become_states_by_the_table(self):
        for word, (state, _error) in CODES.items():
            self.codes[WANG] = word
            self.assertEqual(self.sent_to().state, "queued" if state == "retry" else state, word)

    def test_who_does_not_use_the_app_is_tried_on_the_next_rung(self):
        self.first.active = True
        self._set("message.ladder", "list", ["app", "first"])
        self.codes[WANG] = "no_account"
        message = self.sent_to()
        self.assertEqual((message.state, message.next_id.channel), ("failed", "first"))

    def test_after_a_crash_the_same_id_goes_again(self):
        message = self.ask(self.subject())
        self.env["jn.message.outbox"]._claim(500)
        message.sudo().claimant = "a process that died"
        self.run_sweeps(after=timedelta(minutes=10))
        self.run_sweeps(after=timedelta(minutes=15))
        self.assertEqual((message.state, [row["id"] for row in self.rows]), ("sent", [message.key]))

    def test_an_account_needs_the_address_of_the_server(self):
        with self.assertRaisesRegex(ValidationError, "endpoint"):
            self.account.endpoint = False

    def test_the_screen_shows_where_the_server_calls_us(self):
        path = f"/jn/app/{self.account.id}"
        self.assertTrue(self.account.callback_url.endswith(path))
        form = Form(self.account)
        form.name = "Another name"
        self.assertTrue(form.callback_url.endswith(path))
        new = Form(self.env["jn.message.account"])
        new.channel = "app"
        self.assertFalse(new.callback_url)


@tagged("post_install", "-at_install")
class TestCallback(HttpCase, AppCase):
    def call(self, body):
        headers = signed.headers(KEY, body, self.now())
        response = self.url_open(self.account._callback_path(), data=body, headers=headers, method="POST")
        self.env.invalidate_all()
        return response.status_code

    def now(self):
        """The real moment, which is what the server's threads know."""
        return fields.Datetime.now()

    def inbound(self):
        return self.env["jn.message"].sudo().search([("account_id", "=", self.account.id), ("direction", "=", "in")])

    def test_an_answer_is_taken_and_knows_its_question(self):
        message = self.sent_to()
        body = f'{{"texts": [{{"id": "a1", "number": "{WANG}", "text": "5", "message": "{message.key}"}}]}}'
        self.assertEqual(self.call(body.encode()), 204)
        self.assertEqual((self.inbound().text, self.inbound().res_id), ("5", message.res_id))

    def test_an_answer_from_another_number_does_not_know_the_question(self):
        message = self.sent_to()
        body = f'{{"texts": [{{"id": "a1", "number": "{LI}", "text": "5", "message": "{message.key}"}}]}}'
        self.assertEqual(self.call(body.encode()), 204)
        self.assertFalse(self.inbound().res_id)

    def test_a_receipt_settles_its_message(self):
        message = self.sent_to()
        body = f'{{"receipts": [{{"id": "{message.external_id}", "code": "delivered"}}]}}'
        self.assertEqual(self.call(body.encode()), 204)
        self.assertEqual(message.state, "delivered")

    def test_an_unsigned_call_is_refused_and_changes_nothing(self):
        message = self.sent_to()
        path = self.account._callback_path()
        response = self.url_open(path, data=b'{"receipts": []}', method="POST")
        self.assertEqual((response.status_code, response.text, message.state), (403, "", "sent"))

    def test_a_receipt_of_another_channel_is_not_taken_from_the_app(self):
        message = self.sent_to()
        message.sudo().channel = "first"
        self.call(f'{{"receipts": [{{"id": "{message.external_id}", "code": "delivered"}}]}}'.encode())
        self.assertEqual(message.state, "sent")
        self.env["jn.message"]._take_receipts("first", {message.external_id: Result("delivered")})
        self.assertEqual(message.state, "delivered")
