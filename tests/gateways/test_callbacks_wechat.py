"""What WeChat brings us over real HTTP: receipts, scans and answers are taken, all else is refused alike and leaves nothing."""

from odoo.tests import tagged

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_message.tests.common import LI, WANG

from .callbacks import HTML, Callback, ForgedCallback


@tagged("post_install", "-at_install")
class TestWechatCallback(ForgedCallback, Callback):
    def make_account(self):
        self.server, account = self.serve_wechat([WANG])
        return account

    def bring(self, xml, query=(), body=None, **values):
        made, sealed = self.server.call(xml, **values)
        return self.post((body or sealed).encode(), params=dict(query) or made)

    def forged(self):
        return self.bring(self.server.text("openid-0", "5"), token="wrong")

    def genuine(self):
        return self.bring(self.server.text("openid-0", "5"))

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

    def test_a_receipt_that_wechat_brings_twice_counts_once(self):
        message = self.asked("7")
        self.bring(self.server.receipt({"openid": "openid-0", "msgid": 7}, "success"))
        first = message.write_date
        for status in ("success", "failed:user block"):
            self.assertEqual(self.bring(self.server.receipt({"openid": "openid-0", "msgid": 7}, status)), 200)
        self.assertEqual((message.state, message.error, message.write_date), ("delivered", False, first))

    def test_a_receipt_that_comes_after_it_was_given_up_still_counts(self):
        message = self.asked("8")
        message.sudo()._settle({message.id: Result("failed", error="no_receipt")})
        self.bring(self.server.receipt({"openid": "openid-0", "msgid": 8}, "success"))
        self.assertEqual((message.state, message.error), ("delivered", False))

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
        with self.leaves_nothing():  # but a line in the log
            self.assertEqual(self.post(body.encode(), params=query), 200)
        self.assertEqual(self.env["jn.message.address"]._number_of(self.account, "openid-5"), "openid-5")

    def test_a_call_that_is_replayed_later_is_refused_like_any_forged_one(self):
        query, body = self.server.call(self.server.text("openid-0", "5"))
        self.assertEqual(self.post(body.encode(), params=query), 200)
        self.env.cr.execute("UPDATE jn_message_nonce SET at = at - interval '16 seconds'")
        with self.leaves_nothing():
            self.assertEqual(self.post(body.encode(), params=query), 403)

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
        with self.leaves_nothing():
            self.assertEqual(self.bring(self.server.text("openid-0", "5" * 70_000)), 413)

    def test_sql_and_html_are_a_citizens_words_and_nothing_else(self):
        self.assertEqual(self.bring(self.server.text("openid-0", HTML)), 200)
        self.assertEqual(self.inbound().text, HTML)
