"""What providers bring us in our signed protocol: receipts and answers are taken, all else is refused alike and leaves nothing."""

from odoo.tests import tagged
from odoo.tools import config

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_message.tests.common import LI, WANG

from .aliyun_server import Aliyun
from .callbacks import HTML, Callback, ForgedCallback


class SignedCallback(ForgedCallback):
    """Receipts and answers in our signed protocol, for whatever channel speaks it."""

    def bring(self, body, account=None, **signature):
        return self.post(body, self.carrier.headers(body, **signature), account)

    def forged(self):
        return self.bring(self.carrier.text(WANG, "5"), key="guessed")

    def genuine(self):
        return self.bring(self.carrier.text(WANG, "5"))

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
        with self.leaves_nothing():
            self.assertEqual(self.bring(self.carrier.text(WANG, "5" * 1024 * 1024)), 413)

    def test_who_goes_on_bringing_oversized_bodies_is_told_to_wait_and_what_is_signed_still_passes(self):
        self._set("refusals.most", "integer", 3)
        with self.listening() as said:
            answers = [self.bring(self.carrier.text(WANG, "5" * 1024 * 1024)) for _turn in range(5)]
        self.assertEqual(answers, [413, 413, 413, 429, 429])
        self.assertEqual(len(said), 3)
        self.assertEqual(self.bring(self.carrier.text(WANG, "5")), 204)

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


@tagged("post_install", "-at_install")
class TestAliyunReplies(ForgedCallback, Callback):
    """Aliyun signs nothing: its replies are known by the secret word in the address that only it was given."""

    def make_account(self):
        return self.serve_aliyun()[1]

    def push(self, body, word=Aliyun.word):
        account = self.account
        response = self.url_open(f"/jn/sms/{account.id}?key={word}", data=body, method="POST")
        self.env.invalidate_all()
        return response

    def genuine(self):
        return self.push(Aliyun.reply("138 0537 0001", "1")).status_code

    def forged(self):
        return self.push(Aliyun.reply("138 0537 0001", "5"), "guess").status_code

    def test_a_reply_is_kept_once_and_aliyun_hears_so(self):
        body = Aliyun.reply("13805370001", "不满意", 42)
        for _turn in range(2):
            response = self.push(body)
            self.assertEqual((response.status_code, response.json()["code"]), (200, 0))
        [message] = self.inbound()
        self.assertEqual((message.text, message.recipient, message.external_id, message.repeats), ("不满意", WANG, "42", 1))

    def test_receipts_are_not_believed_whoever_brings_them(self):
        message = self.asked("0^0")
        body = b'[{"biz_id": "0^0", "success": true, "phone_number": "13805370001"}]'
        self.assertEqual(self.push(body).status_code, 200)
        with self.leaves_nothing():
            self.assertEqual(self.post(body), 403)
        self.assertEqual((message.state, len(self.inbound())), ("sent", 0))

    def test_without_a_word_nothing_is_taken(self):
        config["jn_sms_replies"] = ""
        with self.leaves_nothing():
            self.assertEqual((self.genuine(), self.push(Aliyun.reply("13805370001", "5"), "").status_code), (403, 403))

    def test_a_body_without_sense_is_a_bad_request(self):
        for body in (b"no json", b"[[", b"3", b'[{"content": "1"}]', b'["content"]'):
            self.assertEqual(self.push(body).status_code, 400, body)
        self.assertFalse(self.inbound())


@tagged("post_install", "-at_install")
class TestAppCallback(SignedCallback, Callback):
    def make_account(self):
        return self.serve_app()[1]
