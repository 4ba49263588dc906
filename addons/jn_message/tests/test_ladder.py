from odoo.tests import tagged

from odoo.addons.jn_message.const import Result

from .common import WANG, MessageCase


@tagged("post_install", "-at_install")
class TestLadder(MessageCase):
    def channels_given(self):
        return [code for code, _number, _text in self.given]

    def test_the_next_rung_is_tried_when_the_first_fails(self):
        self.channels[0].answers[WANG] = Result("failed", error="refused")
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        self.assertEqual(message.next_id.state, "delivered")
        self.assertEqual(message.next_id.text, message.text)
        self.assertEqual(self.channels_given(), ["first", "second"])
        self.assertEqual(subject.heard, "handed over;delivered;")

    def test_the_record_hears_of_failure_when_the_last_rung_fails(self):
        for channel in self.channels:
            channel.answers[WANG] = Result("failed", error="refused")
        subject = self.subject()
        self.ask(subject)
        self.run_sweeps()
        self.assertEqual(subject.heard, "failed refused;")

    def test_the_ladder_is_a_setting(self):
        self._set("message.ladder", "list", ["second", "first", "never installed"])
        self.ask(self.subject())
        self.run_sweeps()
        self.assertEqual(self.channels_given(), ["second"])

    def test_the_nearest_units_account_serves(self):
        own = self.first.copy({"name": "Own", "unit_id": self.window.id})
        self.assertEqual(self.ask(self.subject()).account_id, own)
        self.assertEqual(self.ask(self.subject(unit=self.other)).account_id, self.first)

    def test_a_channel_without_an_account_is_left_out(self):
        self.first.active = False
        self.assertEqual(self.ask(self.subject()).channel, "second")

    def test_a_rehearsal_database_uses_no_real_channel(self):
        self.env["jn.clock"]._make_rehearsal()
        self.addCleanup(self.env.registry.clear_cache)
        codes = self.env["jn.channel"]._codes_for(self.window)
        self.assertFalse({"first", "second"} & set(codes))

    def test_an_accounts_settings_must_be_an_object(self):
        for text in ("[]", "{", "7"):
            with self.assertRaisesRegex(Exception, "JSON object"):
                self.first.settings = text
