from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import config

from .common import ALIYUN, SmsCase


@tagged("post_install", "-at_install")
class TestAccount(SmsCase):
    def without(self, name):
        return {key: value for key, value in ALIYUN.items() if key != name}

    def test_an_account_names_its_provider(self):
        for settings in ({}, {"provider": "pigeon"}, {"provider": ["aliyun"]}):
            with self.assertRaisesRegex(ValidationError, "aliyun, gateway"):
                self.account(settings)

    def test_aliyun_needs_a_signature_and_a_template(self):
        for name in ("sign_name", "template_code"):
            with self.assertRaisesRegex(ValidationError, name):
                self.account(self.without(name))

    def test_every_provider_needs_an_address(self):
        for settings in (ALIYUN, {"provider": "gateway"}):
            with self.assertRaisesRegex(ValidationError, "endpoint"):
                self.account(settings, endpoint=False)

    def test_what_was_right_may_not_become_wrong(self):
        account = self.account()
        for values in ({"settings": "{}"}, {"endpoint": False}):
            with self.assertRaises(ValidationError):
                account.write(values)

    def test_accounts_of_other_channels_are_left_alone(self):
        self.first.settings = "{}"
        self.assertEqual(self.first._channel()._channel_example, {})

    def test_the_screen_shows_what_an_account_must_say(self):
        form = Form(self.env["jn.message.account"])
        form.channel = "sms"
        self.assertIn('"sign_name"', form.settings)
        self.assertIn('"template_code"', form.settings)

    def test_the_screen_keeps_what_has_been_entered(self):
        form = Form(self.account())
        before = form.settings
        form.channel = "first"
        form.channel = "sms"
        self.assertEqual(form.settings, before)

    def test_aliyun_is_given_an_address_to_call_only_where_there_is_a_word_to_know_it_by(self):
        account = self.account(secret_name="city")
        config["jn_city"] = "x"
        self.addCleanup(config.options.pop, "jn_city")
        self.assertEqual(account.secrets_state, "jn_city_id: missing\njn_city: set\njn_city_replies: missing")
        self.assertFalse(account.callback_url)
        config["jn_city_replies"] = "a secret word"
        self.addCleanup(config.options.pop, "jn_city_replies")
        self.env.invalidate_all()
        self.assertTrue(account.callback_url.endswith(f"/jn/sms/{account.id}?key=<jn_city_replies>"))

    def test_a_gateway_reads_one_secret_and_calls_us_at_its_own_address(self):
        account = self.account({"provider": "gateway"})
        self.assertEqual(account.secrets_state, "jn_sms: set")
        self.assertTrue(account.callback_url.endswith(f"/jn/sms/{account.id}"))
