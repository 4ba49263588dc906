from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import config

from .common import LI, MORNING, WANG, MessageCase


@tagged("post_install", "-at_install")
class TestAccount(MessageCase):
    def test_settings_are_a_json_object(self):
        for settings in ("", "5", "[]", "{", "none"):
            with self.assertRaises(ValidationError):
                self.first.settings = settings or " "

    def test_what_stands_for_what_is_an_object_too(self):
        for name in ("data", "params", "templates"):
            with self.assertRaisesRegex(ValidationError, name):
                self.first.settings = f'{{"{name}": "SMS_1"}}'

    def test_the_screen_says_which_secrets_are_set_and_never_what_they_are(self):
        self.addCleanup(config.options.__setitem__, "jn_t_secret", config.options.get("jn_t_secret"))
        self.first.secret_name = "t_secret"
        self.assertEqual(self.first.secrets_state, "jn_t_secret: missing")
        config["jn_t_secret"] = "abc"
        self.first.invalidate_recordset(["secrets_state"])
        self.assertEqual(self.first.secrets_state, "jn_t_secret: set")

    def test_an_account_without_calls_has_no_address_for_them(self):
        self.assertFalse(self.first.callback_url)

    def test_an_account_is_made_on_the_screen(self):
        form = Form(self.env["jn.message.account"])
        form.name, form.channel = "Third", "first"
        self.assertFalse(form.callback_url)
        self.assertEqual(form.save().settings, "{}")

    # Addresses at platforms

    def bind(self, number, address, account=None):
        return self.env["jn.message.address"]._bind(account or self.first, number, address)

    def test_an_address_stands_for_one_number_and_a_number_has_one_address(self):
        addresses = self.env["jn.message.address"]
        self.bind(WANG, "a")
        self.bind(WANG, "b")
        self.bind(LI, "b")
        self.assertEqual(addresses._addresses(self.first, [WANG, LI]), {LI: "b"})
        self.assertEqual(addresses._number_of(self.first, "b"), LI)

    def test_binding_again_keeps_the_row(self):
        self.assertEqual(self.bind(WANG, "a"), self.bind(WANG, "a"))

    def test_each_account_has_addresses_of_its_own(self):
        self.bind(WANG, "a")
        self.bind(WANG, "z", self.second)
        self.assertEqual(self.env["jn.message.address"]._addresses(self.second, [WANG]), {WANG: "z"})

    def test_who_leaves_is_forgotten(self):
        self.bind(WANG, "a")
        self.env["jn.message.address"]._leave(self.first, "a")
        self.assertEqual(self.env["jn.message.address"]._number_of(self.first, "a"), "a")

    # Nonces

    def test_a_nonce_is_good_once_for_each_account(self):
        nonces = self.env["jn.message.nonce"]
        self.assertTrue(nonces._spend(self.first, "n"))
        self.assertFalse(nonces._spend(self.first, "n"))
        self.assertTrue(nonces._spend(self.second, "n"))

    def test_nonces_are_forgotten_when_their_moment_no_longer_passes(self):
        nonces = self.env["jn.message.nonce"]
        nonces._spend(self.first, "n")
        with self.env["jn.clock"]._frozen(MORNING + timedelta(minutes=9)):
            nonces._gc_old()
            self.assertFalse(nonces._spend(self.first, "n"))
        with self.env["jn.clock"]._frozen(MORNING + timedelta(minutes=11)):
            nonces._gc_old()
            self.assertTrue(nonces._spend(self.first, "n"))
