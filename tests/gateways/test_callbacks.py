"""What providers bring us over real HTTP: receipts and answers are taken, all else is refused alike and leaves nothing."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_message.controllers import callback
from odoo.addons.jn_message.tests.common import LI, WANG

from .carrier_server import Carrier
from .common import GatewayCase
from .wechat_server import Wechat

FACTS = ("jn.message", "jn.message.address", "jn.message.nonce")
HTML = "不满意'; DROP TABLE jn_message; -- <script>alert(1)</script>"
SECRETS = (Carrier.key, Wechat.token, Wechat.aes_key, "13805370001")


class Callback(HttpCase, GatewayCase):
    """The server's threads know nothing of our frozen clock: providers sign with the real one."""

    def setUp(self):
        super().setUp()
        self.carrier.now = None
        self.account = self.make_account()

    def post(self, body, headers=None, account=None, **values):
        path = (account or self.account)._callback_path() or f"/jn/sms/{(account or self.account).id}"
        response = self.url_open(path, data=body, headers=headers, method="POST", **values)
        self.env.invalidate_all()
        return response.status_code

    def asked(self, external_id, number=WANG):
        """A message that has gone out under the provider's own number."""
        message = self.ask(self.subject(number)).sudo()
        self.env["jn.message.outbox"]._claim(500)
        message._settle({message.id: Result("sent", external_id)})
        return message

    def inbound(self):
        return self.env["jn.message"].sudo().search([("direction", "=", "in"), ("account_id", "=", self.account.id)])

    def facts(self):
        self.env.flush_all()
        return {name: self.env[name].sudo().search_count([]) for name in FACTS}

    @contextmanager
    def leaves_nothing(self):
        """Whatever happens inside is refused: nothing is stored, and the log holds neither secret nor number."""
        before = self.facts()
        said = []
        with patch.object(callback._logger, "info", lambda *words: said.append(words[0] % words[1:])):
            yield
        self.assertTrue(said)
        self.assertEqual(self.facts(), before)
        for secret in SECRETS:
            self.assertNotIn(secret, str(said))


class SignedCallback:
    """Receipts and answers in our signed protocol, for whatever channel speaks it."""

    def bring(self, body, account=None, **signature):
        return self.post(body, self.carrier.headers(body, **signature), account)

    def receipt(self, number, code):
        return f'{{"receipts": [{{"id": "{number}", "code": "{code}"}}]}}'.encode()

    def test_a_receipt_settles_its_message_and_comes_as_often_as_it_likes(self):
        message = self.asked("x-1")
        for _time in range(2):
            self.assertEqual(self.bring(self.receipt("x-1", "delivered")), 204)
        self.assertEqual(message.state, "delivered")

    def test_a_late_receipt_turns_a_missing_one_back(self):
        message = self.asked("x-1")
        message._settle({message.id: Result("failed", error="no_receipt")})
        self.bring(self.receipt("x-1", "delivered"))
        self.assertEqual((message.state, message.error), ("delivered", False))

    def test_a_receipt_for_nothing_and_one_without_meaning_change_nothing(self):
        message = self.asked("x-1")
        self.assertEqual(self.bring(self.receipt("x-9", "delivered")), 204)
        self.assertEqual(self.bring(self.receipt("x-1", "whatever")), 204)
        self.assertEqual(message.state, "sent")

    def test_an_answer_is_kept_once_and_at_once(self):
        for _time in range(2):
            self.assertEqual(self.bring(self.carrier.text("138 0537 0001", "5")), 204)
        message = self.inbound()
        self.assertEqual((message.state, message.text, message.recipient), ("received", "5", WANG))

    def test_an_answer_may_name_the_message_that_it_answers(self):
        message = self.asked("x-1")
        self.bring(self.carrier.text(WANG, "5", message=message.key))
        self.assertEqual((self.inbound().res_model, self.inbound().res_id), (message.res_model, message.res_id))
        self.assertEqual(self.inbound().unit_id, self.window)

    def test_nobody_answers_what_another_was_asked(self):
        message = self.asked("x-1")
        self.bring(self.carrier.text(LI, "5", message=message.key))
        self.assertFalse(self.inbound().res_id)

    def test_sql_and_html_are_a_citizens_words_and_nothing_else(self):
        self.assertEqual(self.bring(self.carrier.text(WANG, HTML)), 204)
        self.assertEqual(self.inbound().text, HTML)
        self.run_sweeps()
        self.assertEqual(self.inbound().state, "unmatched")

    def test_a_forged_signature_is_refused(self):
        with self.leaves_nothing():
            self.assertEqual(self.bring(self.carrier.text(WANG, "5"), key="guessed"), 403)

    def test_an_old_timestamp_is_refused(self):
        for age in (400, -400):
            with self.leaves_nothing():
                self.assertEqual(self.bring(self.carrier.text(WANG, "5"), age=age), 403)

    def test_a_replayed_nonce_is_refused_even_with_another_body(self):
        self.bring(self.carrier.text(WANG, "5"), nonce="n" * 20)
        for body in (self.carrier.text(WANG, "5"), self.carrier.text(WANG, "1", "in-2")):
            with self.leaves_nothing():
                self.assertEqual(self.bring(body, nonce="n" * 20), 403)

    def test_a_changed_body_is_refused(self):
        headers = self.carrier.headers(self.carrier.text(WANG, "5"))
        with self.leaves_nothing():
            self.assertEqual(self.post(self.carrier.text(WANG, "1"), headers), 403)

    def test_a_call_without_a_signature_is_refused(self):
        with self.leaves_nothing():
            self.assertEqual(self.post(b"{}"), 403)

    def test_an_account_that_is_not_there_or_of_another_channel_is_refused_alike(self):
        path, body = self.account._callback_path(), self.carrier.text(WANG, "5")
        for number in (self.first.id, 999999999):
            with self.leaves_nothing():
                address = path.replace(str(self.account.id), str(number))
                response = self.url_open(address, data=body, headers=self.carrier.headers(body))
                self.assertEqual((response.status_code, response.text), (403, ""))

    def test_an_archived_account_takes_nothing(self):
        self.account.active = False
        self.env.flush_all()
        with self.leaves_nothing():
            self.assertEqual(self.bring(self.carrier.text(WANG, "5")), 403)

    def test_an_oversized_body_is_refused_before_it_is_read(self):
        before = self.facts()
        self.assertEqual(self.bring(self.carrier.text(WANG, "5" * 1024 * 1024)), 413)
        self.assertEqual(self.facts(), before)

    def test_a_signed_body_without_sense_is_a_bad_request_and_stores_no_message(self):
        for body in (b"", b"[]", b'{"texts": [{}]}', b'{"texts": [{"id": "a\\u0000", "number": "1", "text": "5"}]}'):
            self.assertEqual(self.bring(body), 400, body)
        self.assertFalse(self.inbound())

    def test_a_get_is_not_for_this_address(self):
        self.assertEqual(self.url_open(self.account._callback_path()).status_code, 405)


@tagged("post_install", "-at_install")
class TestCarrierCallback(SignedCallback, Callback):
    def make_account(self):
        return self.serve_carrier()[1]

    def test_aliyuns_receipts_are_not_signed_and_not_believed(self):
        account = self.serve_aliyun()[1]
        message = self.asked("0^0")
        with self.leaves_nothing():
            body = b'[{"biz_id": "0^0", "success": true, "phone_number": "13805370001"}]'
            self.assertEqual(self.post(body, account=account), 403)
        self.assertEqual(message.state, "sent")


@tagged("post_install", "-at_install")
class TestAppCallback(SignedCallback, Callback):
    def make_account(self):
        return self.serve_app()[1]


@tagged("post_install", "-at_install")
class TestWechatCallback(Callback):
    def make_account(self):
        self.server, account = self.serve_wechat([WANG])
        return account

    def bring(self, xml, query=(), body=None, **values):
        made, sealed = self.server.call(xml, **values)
        return self.post((body or sealed).encode(), params=dict(query) or made)

    def test_wechats_test_of_the_address_is_answered_with_its_word(self):
        response = self.url_open(self.account._callback_path(), params={**self.server.query(), "echostr": "hello"})
        self.assertEqual((response.status_code, response.text), (200, "hello"))

    def test_a_test_of_the_address_with_a_wrong_token_is_refused(self):
        with self.leaves_nothing():
            query = {**self.server.query(token="wrong"), "echostr": "<script>"}
            response = self.url_open(self.account._callback_path(), params=query)
            self.assertEqual((response.status_code, response.text), (403, ""))

    def test_a_text_is_an_answer_of_the_number_that_is_bound(self):
        for _time in range(2):
            self.assertEqual(self.bring(self.server.text("openid-0", "不满意")), 200)
        message = self.inbound()
        self.assertEqual((message.text, message.recipient, message.state), ("不满意", WANG, "received"))

    def test_a_button_stands_for_its_key(self):
        self.bring(self.server.xml("openid-0", MsgType="event", Event="CLICK", EventKey="5"))
        self.assertEqual(self.inbound().text, "5")

    def test_a_stranger_is_kept_under_the_name_that_wechat_gives(self):
        self.bring(self.server.text("openid-9", "5"))
        self.assertEqual(self.inbound().recipient, "openid-9")

    def test_receipts_settle_their_messages(self):
        fates = {
            "success": ("delivered", False),
            "failed:user block": ("failed", "refused"),
            "failed: system failed": ("failed", "not_sent"),
        }
        for place, (status, fate) in enumerate(fates.items()):
            message = self.asked(str(place))
            self.bring(self.server.receipt({"openid": "openid-0", "msgid": place}, status))
            self.assertEqual((message.state, message.error), fate)

    def test_a_scan_binds_the_number_of_its_scene_and_a_farewell_frees_it(self):
        addresses = self.env["jn.message.address"]
        for event, key in (("subscribe", f"qrscene_bind:{LI}"), ("SCAN", f"bind:{LI}")):
            self.bring(self.server.xml("openid-5", MsgType="event", Event=event, EventKey=key, Ticket="t"))
            self.assertEqual(addresses._number_of(self.account, "openid-5"), LI)
            self.bring(self.server.xml("openid-5", MsgType="event", Event="unsubscribe"))
            self.assertEqual(addresses._number_of(self.account, "openid-5"), "openid-5")

    def test_a_scan_of_another_scene_binds_nothing(self):
        for key in ("bind:12345", "bind:", "poster-7", LI):
            self.bring(self.server.xml("openid-5", MsgType="event", Event="SCAN", EventKey=key, Ticket="t"))
        self.assertEqual(self.env["jn.message.address"]._number_of(self.account, "openid-5"), "openid-5")

    def test_a_repeated_call_is_thanked_for_and_changes_nothing(self):
        query, body = self.server.call(
            self.server.xml("openid-5", MsgType="event", Event="SCAN", EventKey=f"bind:{LI}", Ticket="t")
        )
        self.post(body.encode(), params=query)
        self.bring(self.server.xml("openid-5", MsgType="event", Event="unsubscribe"))
        self.assertEqual(self.post(body.encode(), params=query), 200)
        self.assertEqual(self.env["jn.message.address"]._number_of(self.account, "openid-5"), "openid-5")

    def test_what_is_none_of_our_business_is_thanked_for(self):
        self.assertEqual(self.bring(self.server.xml("openid-0", MsgType="event", Event="VIEW", EventKey="u")), 200)
        self.assertEqual(self.bring(self.server.xml("openid-0", MsgType="image", PicUrl="u", MsgId=1)), 200)
        self.assertFalse(self.inbound())

    def test_forged_old_foreign_and_plain_calls_are_refused_alike(self):
        text = self.server.text("openid-0", "5")
        for values in ({"token": "wrong"}, {"age": 400}, {"appid": "wx-another"}, {"body": text}, {"body": "<a>"}):
            with self.leaves_nothing():
                self.assertEqual(self.bring(text, **values), 403, values)

    def test_a_call_without_a_signature_is_refused(self):
        with self.leaves_nothing():
            self.assertEqual(self.post(self.server.text("openid-0", "5").encode()), 403)

    def test_an_oversized_body_is_refused(self):
        before = self.facts()
        self.assertEqual(self.bring(self.server.text("openid-0", "5" * 70_000)), 413)
        self.assertEqual(self.facts(), before)

    def test_sql_and_html_are_a_citizens_words_and_nothing_else(self):
        self.assertEqual(self.bring(self.server.text("openid-0", HTML)), 200)
        self.assertEqual(self.inbound().text, HTML)
