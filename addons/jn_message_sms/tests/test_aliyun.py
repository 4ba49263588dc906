from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_message.tests.common import LI, MORNING, WANG

from .. import aliyun
from ..const import ALIYUN, ALIYUN_SINGLY
from .common import ALIYUN as SETTINGS
from .common import SmsCase

MINUTE = timedelta(minutes=1)
# 23:55 in Jining
NIGHT = datetime(2019, 5, 22, 15, 55)


@tagged("post_install", "-at_install")
class TestAliyun(SmsCase):
    """Aliyun's SDK is replaced at our side of it; tests/gateways speaks to it over the wire."""

    def setUp(self):
        super().setUp()
        self.codes, self.details, self.calls, self.questions = {}, [], [], []
        self.enterContext(patch.object(aliyun, "send", self.send))
        self.enterContext(patch.object(aliyun, "details", self.tell))

    def send(self, service, sign_name, texts, claim, singly):
        self.calls.append((sign_name, texts, claim, singly))
        return {text.id: (self.codes.get(text.number, "OK"), "biz-1") for text in texts}

    def tell(self, _service, *question):
        self.questions.append(question)
        return self.details

    def cut_off(self, moment=MORNING):
        message = self.ask(self.subject())
        with self.env["jn.clock"]._frozen(moment):
            self.env["jn.message.outbox"]._claim(500)
        message.sudo().claimant = "a process that died"
        return message

    def ask_provider(self, moment):
        with self.env["jn.clock"]._frozen(moment):
            self.env["jn.message.asking"]._sweep_batch(500)

    def test_a_text_names_number_template_and_placeholders_as_aliyun_knows_them(self):
        self.account()
        message = self.sent_to(WANG)
        [(sign_name, [text], claim, singly)] = self.calls
        self.assertEqual((sign_name, claim, singly), ("济宁政务", message.claim, ALIYUN_SINGLY))
        self.assertEqual(text, (message.id, message.key, "13805370001", "SMS_1", {"name": "王女士"}))

    def test_without_a_list_every_placeholder_goes_under_its_own_name(self):
        self.account({name: value for name, value in SETTINGS.items() if name != "params"})
        self.sent_to(WANG)
        self.assertEqual(set(self.calls[0][1][0].params), {"applicant", "date", "matter", "url"})

    def test_a_template_of_ours_may_have_its_own_at_aliyun(self):
        self.account({**SETTINGS, "templates": {"t_ask": "SMS_2"}})
        self.sent_to(WANG)
        self.assertEqual(self.calls[0][1][0].template, "SMS_2")

    def test_codes_become_states_by_the_table(self):
        self.account()
        for code, (state, error) in ALIYUN.items():
            self.codes["13805370001"] = code
            message = self.sent_to(WANG)
            expected = {"retry": "queued", "unknown": "sending"}.get(state, state)
            self.assertEqual(message.state, expected, code)
            self.assertEqual(message.error or None, error if state == "failed" else None, code)

    def test_a_code_that_is_new_is_tried_again(self):
        self.account()
        self.codes["13805370001"] = "isv.NEW"
        message = self.sent_to(WANG)
        self.assertEqual((message.state, message.error_detail), ("queued", "isv.NEW"))

    @mute_logger("odoo.addons.jn_message.models.jn_channel")
    def test_a_missing_key_is_trouble_of_one_account_only(self):
        self.account(secret_name="nobody", unit_id=self.other.id)
        self.account()
        messages = self.ask(self.subject() + self.subject(LI, unit=self.other))
        self.run_sweeps()
        self.assertEqual(sorted(messages.mapped("state")), ["queued", "sent"])

    def test_a_message_that_was_cut_off_is_looked_for_by_its_own_numbers(self):
        self.account()
        for found, state in (("claim", "sent"), ("key", "sent"), (None, "queued")):
            message = self.cut_off()
            self.details = [(message[found] if found else "another", 1, None)]
            self.ask_provider(MORNING + 10 * MINUTE)
            self.assertEqual(message.state, state, found)
        self.assertEqual(self.questions[0], ("13805370001", [date(2019, 5, 22)], None))

    def test_the_details_tell_a_receipt_too(self):
        self.account()
        for status, code, fate in ((3, "DELIVERED", "delivered"), (2, "MOBILE_NOT_ON_SERVICE", "failed")):
            message = self.cut_off()
            self.details = [(message.claim, status, code)]
            self.ask_provider(MORNING + 10 * MINUTE)
            self.assertEqual(message.state, fate)

    def test_a_status_that_is_new_settles_nothing(self):
        self.account()
        message = self.cut_off()
        self.details = [(message.claim, 9, None)]
        self.ask_provider(MORNING + 10 * MINUTE)
        self.assertEqual((message.state, message.ask_at), ("sending", MORNING + 20 * MINUTE))

    def test_without_an_answer_nothing_is_sent_again(self):
        self.account()
        message = self.cut_off()
        self.details = None
        self.ask_provider(MORNING + 10 * MINUTE)
        self.assertEqual(message.state, "sending")

    def test_at_midnight_both_days_are_asked_for_in_aliyuns_time(self):
        self._set("message.quiet_from", "time", "00:00")
        self._set("message.quiet_to", "time", "00:00")
        self.account()
        self.cut_off(NIGHT)
        self.ask_provider(NIGHT + 10 * MINUTE)
        self.assertEqual(self.questions[0][1], [date(2019, 5, 22), date(2019, 5, 23)])

    def test_a_receipt_is_asked_for_by_the_number_of_the_call(self):
        self.account()
        message = self.sent_to(WANG)
        self.details = [(None, 3, "DELIVERED")]
        self.ask_provider(MORNING + 2 * MINUTE)
        self.assertEqual(self.questions, [("13805370001", [date(2019, 5, 22)], "biz-1")])
        self.assertEqual(message.state, "delivered")

    def test_a_text_that_aliyun_has_taken_is_never_sent_again_for_want_of_details(self):
        self.account()
        message = self.sent_to(WANG)
        self.ask_provider(MORNING + 2 * MINUTE)
        self.assertEqual((message.state, message.ask_at), ("sent", MORNING + 4 * MINUTE))
