from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import config, mute_logger

from odoo.addons.jn_message.signed import Refused
from odoo.addons.jn_message.tests.common import LI, LINK, MORNING, WANG

from ..const import BASE, CODES
from .common import SETTINGS, WechatCase

MINUTE = timedelta(minutes=1)


@tagged("post_install", "-at_install")
class TestChannel(WechatCase):
    """The SDK is replaced at our side of it; tests/gateways speaks to it over the wire."""

    def cut_off(self):
        message = self.ask(self.subject())
        self.env["jn.message.outbox"]._claim(500)
        message.sudo().claimant = "a process that died"
        return message

    def test_a_follower_gets_template_data_and_link(self):
        message = self.sent_to(WANG)
        [parcel] = self.parcels
        self.assertEqual((parcel.openid, parcel.template, parcel.key), ("openid-w", "template-1", message.key))
        self.assertEqual(parcel.data, {"thing1": "王女士", "time2": "2019-05-22"})
        self.assertEqual(parcel.url, LINK % message.res_id)
        self.assertEqual((message.state, message.external_id), ("sent", f"m-{message.id}"))

    def test_who_does_not_follow_is_tried_on_the_next_rung(self):
        self.first.active = True
        self._set("message.ladder", "list", ["wechat", "first"])
        messages = self.sent_to(WANG, "+8613805370009")
        self.assertEqual(sorted(messages.mapped("state")), ["failed", "sent"])
        self.assertEqual(messages.next_id.channel, "first")
        self.assertEqual(len(self.parcels), 1)

    def test_a_template_of_ours_may_have_its_own_at_wechat(self):
        self.account.settings = self.account.settings.replace('"data"', '"templates": {"t_ask": "other"}, "data"')
        self.sent_to(WANG)
        self.assertEqual(self.parcels[0].template, "other")

    def test_words_are_cut_to_what_wechat_allows_in_a_field(self):
        self.account.settings = self.account.settings.replace("time2", "phrase2").replace("date", "applicant")
        self.ask(self.subject(name="长" * 30))
        self.run_sweeps()
        self.assertEqual(
            {name: len(words) for name, words in self.parcels[0].data.items()}, {"thing1": 20, "phrase2": 5}
        )

    def test_codes_become_states_by_the_table(self):
        for code, (state, error) in CODES.items():
            self.codes["openid-w"] = code
            message = self.sent_to(WANG)
            self.assertEqual(message.state, "sending" if state == "unknown" else state, code)
            self.assertEqual(message.error or None, error, code)

    def test_a_busy_platform_and_a_new_code_are_tried_again(self):
        for code in ("-1", "45009", "45011", "40001", "unreached", "12345"):
            self.codes["openid-w"] = code
            message = self.sent_to(WANG)
            self.assertEqual((message.state, message.error_detail), ("queued", code))

    @mute_logger("odoo.addons.jn_message.models.jn_channel")
    def test_a_missing_secret_delays_messages(self):
        config["jn_wechat"] = ""
        message = self.sent_to(WANG)
        self.assertEqual((message.state, message.error_detail, self.parcels), ("queued", "KeyMissing", []))

    def test_the_client_speaks_to_wechat_or_to_the_address_given(self):
        client = self.env["jn.channel.wechat"]._client
        self.assertEqual(client(self.account).API_BASE_URL, BASE)
        self.account.endpoint = "http://127.0.0.1:9/cgi-bin"
        self.assertEqual(client(self.account).API_BASE_URL, "http://127.0.0.1:9/cgi-bin/")

    # Cut off

    def test_soon_after_a_crash_the_same_key_goes_again(self):
        message = self.cut_off()
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual([parcel.key for parcel in self.parcels], [message.key])
        self.assertEqual((message.state, message.sent_at), ("sent", MORNING + 5 * MINUTE))

    def test_in_the_quiet_hours_nothing_is_repeated_that_wechat_would_take_twice_in_the_morning(self):
        self._set("message.quiet_from", "time", "10:03")
        message = self.cut_off()
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual((message.state, message.ask_at, self.parcels), ("sending", False, []))

    def test_ten_minutes_after_a_crash_only_a_person_can_decide(self):
        message = self.cut_off()
        self.run_sweeps(after=11 * MINUTE)
        self.assertEqual((message.state, message.ask_at, self.parcels), ("sending", False, []))

    def test_a_second_crash_is_for_a_person_too(self):
        message = self.cut_off()
        message.sudo().attempts = 1
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual((message.state, message.ask_at), ("sending", False))

    def test_receipts_come_by_themselves(self):
        self.assertFalse(self.sent_to(LI).ask_at)

    # The account

    def test_an_account_says_who_it_is_and_what_its_template_holds(self):
        for name in SETTINGS:
            with self.assertRaisesRegex(ValidationError, name):
                self.account.settings = self.account.settings.replace(f'"{name}"', '"x"')

    def test_the_screen_shows_what_an_account_must_say(self):
        form = Form(self.env["jn.message.account"])
        form.channel = "wechat"
        for name in SETTINGS:
            self.assertIn(f'"{name}"', form.settings)

    def test_the_screen_shows_address_and_secrets(self):
        self.assertTrue(self.account.callback_url.endswith(f"/jn/wechat/{self.account.id}"))
        self.assertEqual(self.account.secrets_state, "jn_wechat: set\njn_wechat_token: set\njn_wechat_aes: set")

    def test_without_token_or_aes_key_every_call_is_refused(self):
        for name in ("jn_wechat_token", "jn_wechat_aes"):
            value, config[name] = config[name], ""
            with self.assertRaisesRegex(Refused, "key"):
                self.env["jn.channel.wechat"]._take_call(self.account, None)
            config[name] = value
