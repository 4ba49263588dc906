"""From the outbox to the carrier's gateway, the app's server and WeChat: what each of their answers does to a message."""

from unittest.mock import patch

from odoo.tests import new_test_user, tagged
from odoo.tools import config, mute_logger

from odoo.addons.jn_message import signed
from odoo.addons.jn_message.models import jn_channel
from odoo.addons.jn_message.tests.common import LI, LINK, MORNING, WANG

from .carrier_server import Carrier
from .common import CHANNEL_LOG, MINUTE, OutboxCase, numbers
from .server import CUT_AFTER, CUT_BEFORE, HOLD, Answer


@tagged("post_install", "-at_install")
class TestCarrier(OutboxCase):
    def test_a_batch_goes_out_with_the_words_and_the_link(self):
        server, _account = self.serve_carrier()
        messages = self.sent_to(WANG, LI)
        self.assertEqual(messages.mapped("state"), ["sent", "sent"])
        self.assertEqual(len(server.calls), 1)
        first = messages.filtered(lambda message: message.sudo().recipient == WANG)
        self.assertEqual(server.rows[first.key]["text"], f"王女士，请评价 {LINK % first.res_id}")

    def test_each_number_has_the_fate_that_the_gateway_names(self):
        server, _account = self.serve_carrier()
        server.codes = {WANG: "no_number", LI: "busy"}
        messages = self.sent_to(WANG, LI)
        fates = {message.sudo().recipient: (message.state, message.error) for message in messages}
        self.assertEqual(fates, {WANG: ("failed", "no_number"), LI: ("queued", False)})

    @mute_logger(CHANNEL_LOG)
    def test_a_line_cut_after_sending_is_repeated_under_the_same_id_and_reaches_the_phone_once(self):
        server, _account = self.serve_carrier()
        server.script.append(CUT_AFTER)
        message = self.sent_to(WANG)
        self.assertEqual(message.state, "queued")
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual(message.state, "sent")
        self.assertEqual(set(server.sent.values()), {1})

    @mute_logger(CHANNEL_LOG)
    def test_a_gateway_that_throttles_is_left_alone_for_a_while(self):
        server, _account = self.serve_carrier()
        server.script.extend(Answer({"error": "slow down"}, status) for status in (429, 503))
        message = self.sent_to(WANG)
        waits = []
        for minutes in (5, 15):
            waits.append((message.state, message.not_before))
            self.run_sweeps(after=minutes * MINUTE)
        self.assertEqual(waits, [("queued", MORNING + 5 * MINUTE), ("queued", MORNING + 15 * MINUTE)])
        self.assertEqual((message.state, set(server.sent.values())), ("sent", {1}))

    def test_a_receipt_that_never_comes_ends_as_no_receipt(self):
        self.serve_carrier()
        message = self.sent_to(WANG)
        self.run_sweeps(after=24 * 60 * MINUTE)
        self.assertEqual((message.state, message.error), ("failed", "no_receipt"))

    def test_after_a_crash_the_gateway_gets_the_same_id_again(self):
        server, _account = self.serve_carrier()
        messages = self.queue(WANG, LI)
        self.cut_off(messages)
        self.run_sweeps(after=10 * MINUTE)
        self.run_sweeps(after=15 * MINUTE)
        self.assertEqual(messages.mapped("state"), ["sent", "sent"])
        self.assertEqual(set(server.sent.values()), {1})

    def test_a_gateway_that_can_be_asked_is_asked_first(self):
        server, account = self.serve_carrier()
        account.settings = f'{{"provider": "gateway", "status_endpoint": "{server.url}/status"}}'
        messages = self.queue(WANG, LI)
        self.cut_off(messages)
        lost = messages[1].key
        del server.rows[lost], server.sent[lost]
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual(messages.mapped("state"), ["sent", "queued"])

    @mute_logger(CHANNEL_LOG)
    def test_one_accounts_trouble_holds_up_no_other(self):
        server, _account = self.serve_carrier()
        dead = self.env["jn.message.account"].create(
            {
                "name": "dead",
                "channel": "sms",
                "endpoint": "http://127.0.0.1:9/",
                "secret_name": "carrier",
                "settings": '{"provider": "gateway"}',
                "unit_id": self.other.id,
            }
        )
        messages = self.ask(self.subject() + self.subject(LI, unit=self.other))
        self.run_sweeps()
        self.assertEqual({m.account_id: m.state for m in messages.sudo()}, {dead: "queued", _account: "sent"})

    def test_the_log_names_neither_number_nor_key(self):
        server, _account = self.serve_carrier()
        server.script.append(CUT_BEFORE)
        with self.assertLogs(jn_channel._logger, "WARNING") as logged:
            self.sent_to(WANG)
        self.assertNotIn("13805370001", str(logged.output))
        self.assertNotIn(Carrier.key, str(logged.output))


@tagged("post_install", "-at_install")
class TestApp(OutboxCase):
    def test_the_app_gets_title_text_and_link(self):
        server, _account = self.serve_app()
        message = self.sent_to(WANG)
        row = server.rows[message.key]
        self.assertEqual((row["title"], row["url"]), ("Ask", LINK % message.res_id))
        self.assertEqual(message.state, "sent")

    def test_who_does_not_use_the_app_goes_down_the_ladder(self):
        server, _account = self.serve_app()
        server.codes[WANG] = "no_account"
        message = self.sent_to(WANG)
        self.assertEqual((message.state, message.error), ("failed", "no_channel"))

    @mute_logger(CHANNEL_LOG)
    def test_a_line_cut_after_sending_is_repeated_under_the_same_id(self):
        server, _account = self.serve_app()
        server.script.append(CUT_AFTER)
        message = self.sent_to(WANG)
        self.assertEqual(message.state, "queued")
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual((message.state, set(server.sent.values())), ("sent", {1}))

    @mute_logger(CHANNEL_LOG)
    def test_a_server_that_throttles_is_left_alone_for_a_while(self):
        server, _account = self.serve_app()
        server.script.extend(Answer({"error": "slow down"}, status) for status in (429, 503))
        message = self.sent_to(WANG)
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual((message.state, message.not_before), ("queued", MORNING + 15 * MINUTE))
        self.run_sweeps(after=15 * MINUTE)
        self.assertEqual((message.state, set(server.sent.values())), ("sent", {1}))

    @mute_logger(CHANNEL_LOG)
    def test_a_server_that_does_not_answer_in_time_is_tried_again_and_delivers_once(self):
        server, _account = self.serve_app()
        server.script.append(HOLD)
        with patch.object(signed, "TIMEOUT", (1, 0.2)):
            message = self.sent_to(WANG)
        self.assertEqual(message.state, "queued")
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual((message.state, set(server.sent.values())), ("sent", {1}))

    def test_a_receipt_that_never_comes_ends_as_no_receipt(self):
        self.serve_app()
        message = self.sent_to(WANG)
        self.run_sweeps(after=24 * 60 * MINUTE)
        self.assertEqual((message.state, message.error), ("failed", "no_receipt"))

    def test_after_a_crash_the_app_gets_the_same_id_again(self):
        server, _account = self.serve_app()
        message = self.queue(WANG)
        self.cut_off(message)
        self.run_sweeps(after=10 * MINUTE)
        self.run_sweeps(after=15 * MINUTE)
        self.assertEqual((message.state, set(server.sent.values())), ("sent", {1}))


@tagged("post_install", "-at_install")
class TestWechat(OutboxCase):
    def test_followers_get_a_template_message_and_strangers_the_next_rung(self):
        server, _account = self.serve_wechat([WANG])
        messages = self.sent_to(WANG, LI)
        fates = {message.sudo().recipient: (message.state, message.error) for message in messages}
        self.assertEqual(fates, {WANG: ("sent", False), LI: ("failed", "no_channel")})
        self.assertEqual(server.sent[0]["data"], {"thing1": {"value": "王女士"}})
        self.assertEqual(server.sent[0]["url"], LINK % messages[0].res_id)

    def test_without_followers_wechat_is_not_called(self):
        server, _account = self.serve_wechat()
        self.sent_to(WANG)
        self.assertEqual(server.calls, [])

    def test_words_that_are_too_long_are_cut_rather_than_refused(self):
        server, _account = self.serve_wechat([WANG])
        message = self.ask(self.subject(name="长" * 50))
        self.run_sweeps()
        self.assertEqual((message.state, server.sent[0]["data"]["thing1"]["value"]), ("sent", "长" * 20))

    def test_a_code_of_wechats_ends_or_delays_a_message(self):
        fates = {
            43004: ("failed", "no_channel"),
            43101: ("failed", "refused"),
            45009: ("queued", False),
            -1: ("queued", False),
            99999: ("queued", False),
        }
        server, _account = self.serve_wechat(numbers(len(fates)))
        for place, (code, fate) in enumerate(fates.items()):
            server.codes[f"openid-{place}"] = code
            message = self.sent_to(numbers(len(fates))[place])
            self.assertEqual((message.state, message.error, message.error_detail), (*fate, str(code)))

    def test_soon_after_a_crash_wechat_gets_the_same_key_again_and_delivers_once(self):
        server, _account = self.serve_wechat([WANG])
        message = self.queue(WANG)
        self.cut_off(message)
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual((message.state, message.attempts, len(server.sent)), ("sent", 1, 1))

    def test_long_after_a_crash_a_person_decides_since_wechat_no_longer_knows_the_key(self):
        server, _account = self.serve_wechat([WANG])
        message = self.queue(WANG)
        self.cut_off(message)
        self.run_sweeps(after=20 * MINUTE)
        self.assertEqual((message.state, message.ask_at, len(server.sent)), ("sending", False, 1))
        message.with_user(new_test_user(self.env, "t_admin", "jn_org.group_administrator")).action_note_sent()
        self.assertEqual(message.state, "sent")

    def test_a_receipt_that_never_comes_ends_as_no_receipt(self):
        self.serve_wechat([WANG])
        message = self.sent_to(WANG)
        self.run_sweeps(after=24 * 60 * MINUTE)
        self.assertEqual((message.state, message.error), ("failed", "no_receipt"))

    def test_a_line_cut_leaves_it_open_until_asked(self):
        server, account = self.serve_wechat([WANG])
        self.env["jn.channel.wechat"]._client(account).fetch_access_token()
        server.script.append(CUT_AFTER)
        message = self.sent_to(WANG)
        self.assertEqual((message.state, message.claimant), ("sending", False))

    @mute_logger(CHANNEL_LOG)
    def test_a_missing_key_delays_messages_and_calls_nobody(self):
        server, _account = self.serve_wechat([WANG])
        config["jn_wechat"] = ""
        message = self.sent_to(WANG)
        self.assertEqual((message.state, message.error_detail, server.calls), ("queued", "KeyMissing", []))
