import time

from wechatpy.crypto import WeChatCrypto

from odoo.tests import HttpCase, tagged

from odoo.addons.jn_message.tests.common import LI, WANG

from .common import AES_KEY, WechatCase

XML = (
    "<xml><ToUserName>gh_1</ToUserName><FromUserName>{openid}</FromUserName>"
    "<CreateTime>1</CreateTime><MsgType>{kind}</MsgType>{more}</xml>"
)


@tagged("post_install", "-at_install")
class TestCallback(HttpCase, WechatCase):
    """WeChat's side is played by the SDK's own cryptography; tests/gateways plays it by another."""

    def call(self, kind, openid="openid-w", nonce="n1", **more):
        fields = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in more.items())
        moment = str(int(time.time()))
        crypto = WeChatCrypto("token", AES_KEY, "wx1")
        body = crypto.encrypt_message(XML.format(openid=openid, kind=kind, more=fields), nonce, moment)
        signature = body.partition("<MsgSignature><![CDATA[")[2].partition("]]>")[0]
        query = {"timestamp": moment, "nonce": nonce, "msg_signature": signature}
        return self.post(query, body)

    def post(self, query, body):
        path = self.account._callback_path()
        response = self.url_open(path, data=body.encode(), params=query, method="POST")
        self.env.invalidate_all()
        return response.status_code, response.text

    def event(self, name, **more):
        return self.call("event", Event=name, **more)

    def inbound(self):
        return self.env["jn.message"].sudo().search([("account_id", "=", self.account.id), ("direction", "=", "in")])

    def test_a_text_becomes_an_inbound_message_and_wechat_is_thanked(self):
        self.assertEqual(self.call("text", Content="满意", MsgId=1), (200, "success"))
        message = self.inbound()
        self.assertEqual((message.text, message.recipient, message.channel), ("满意", WANG, "wechat"))

    def test_a_text_that_comes_again_under_another_signature_is_kept_once(self):
        for nonce in ("n1", "n2"):
            self.call("text", nonce=nonce, Content="5", MsgId=1)
        self.assertEqual(len(self.inbound()), 1)

    def test_an_empty_text_is_kept_for_a_person(self):
        self.call("text", Content="", MsgId=1)
        self.assertEqual((self.inbound().state, self.inbound().text or ""), ("received", ""))

    def test_a_button_of_the_menu_is_the_answer_in_its_key(self):
        self.event("CLICK", EventKey="不满意")
        self.assertEqual(self.inbound().text, "不满意")

    def test_a_receipt_finds_its_message(self):
        message = self.sent_to(WANG)
        message.sudo().external_id = "4711"
        self.event("TEMPLATESENDJOBFINISH", MsgID=4711, Status="success")
        self.assertEqual(message.state, "delivered")

    def test_a_blocked_message_tries_the_next_rung(self):
        self.first.active = True
        self._set("message.ladder", "list", ["wechat", "first"])
        message = self.sent_to(WANG)
        message.sudo().external_id = "4711"
        self.event("TEMPLATESENDJOBFINISH", MsgID=4711, Status="failed:user block")
        self.assertEqual((message.state, message.error, message.next_id.channel), ("failed", "refused", "first"))

    def test_a_status_without_words_changes_nothing(self):
        message = self.sent_to(WANG)
        message.sudo().external_id = "4711"
        self.assertEqual(self.event("TEMPLATESENDJOBFINISH", MsgID=4711)[0], 200)
        self.assertEqual(message.state, "sent")

    def test_a_scan_moves_a_number_to_whoever_scanned_last(self):
        self.event("SCAN", openid="openid-new", EventKey=f"bind:{LI}", Ticket="t")
        self.assertEqual(self.addresses._addresses(self.account, [LI]), {LI: "openid-new"})

    def test_a_subscription_without_a_scene_binds_nobody(self):
        self.event("subscribe", openid="openid-new")
        self.assertEqual(self.addresses._number_of(self.account, "openid-new"), "openid-new")

    def test_who_leaves_is_no_longer_reached(self):
        self.event("unsubscribe")
        self.assertEqual(self.sent_to(WANG).state, "failed")

    def test_without_an_address_to_tell_wechats_greeting_is_refused(self):
        response = self.url_open(self.account._callback_path(), params={"echostr": "x"})
        self.assertEqual((response.status_code, response.text), (403, ""))

    def test_an_unsigned_body_is_refused_and_stores_nothing(self):
        plain = XML.format(openid="openid-w", kind="text", more="<Content>5</Content><MsgId>1</MsgId>")
        self.assertEqual(self.post({}, plain), (403, ""))
        self.assertFalse(self.inbound())
