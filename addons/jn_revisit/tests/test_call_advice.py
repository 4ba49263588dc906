"""What is missing until a report may follow, when to try next, what to say, and the message to who cannot be reached (decision D6)."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed
from odoo.addons.jn_org.tests.common import at

from .common import RevisitCase


@tagged("post_install", "-at_install")
class TestCallAdvice(RevisitCase):
    def setUp(self):
        super().setUp()
        self.case = self.dissatisfied()
        self.work = self.case.rectification_ids

    def messages(self):
        self.wait(0.1)
        domain = [("res_model", "=", self.work._name), ("res_id", "=", self.work.id)]
        return self.env["jn.message"].search([*domain, ("template_id.code", "=", "call_back")])

    def try_often(self):
        self.call(self.case, reached=False)
        self.call(self.case, reached=False)
        self.wait(24)
        self.call(self.case, reached=False)

    def test_after_a_failed_attempt_the_page_says_what_is_missing_and_when_to_try(self):
        self.call(self.case, reached=False)
        self.assertIn("2 more attempts on 1 more days", self.work.call_advice)
        self.assertEqual(self.work.next_call_at, at("2026-11-16 13:12"), "three hours later, in working time")

    def test_the_last_attempt_is_suggested_for_another_day(self):
        self.call(self.case, reached=False)
        self.call(self.case, reached=False)
        self.assertEqual(self.work.next_call_at.date(), at("2026-11-17 10:00").date())

    def test_after_a_talk_nothing_is_missing(self):
        self.call(self.case)
        self.assertEqual((self.work.call_advice, self.work.next_call_at, self.work.unreachable), (False, False, False))

    def test_who_cannot_be_reached_is_asked_once_to_call_back(self):
        self.try_often()
        self.assertTrue(self.work.unreachable)
        [message] = self.messages()
        self.assertEqual((message.state, message.recipient), ("delivered", "+8613805370001"))
        self.assertIn("回电", message.text)
        self.assertNotIn("/jn/r/", message.text, "the link is filled only when it leaves the house")
        self.assertIn("/jn/r/", message._filled_texts()[message.id])
        self.assertTrue(self.work.call_back_at)
        self.call(self.case, reached=False)
        self.assertEqual(self.messages(), message)

    def test_nobody_is_asked_to_call_back_before_enough_attempts(self):
        self.call(self.case, reached=False)
        self.assertFalse(self.messages())

    def test_who_was_reached_is_not_asked_to_call_back(self):
        self.call(self.case)
        self.assertFalse(self.messages())

    def test_the_script_is_the_packs_and_forbids_asking_for_another_rating(self):
        form = self.as_user("liaison")["jn.call.wizard"].with_context(
            active_id=self.work.id, active_model=self.work._name, lang="zh_CN"
        ).create({})
        self.assertIn(self.matter.name, form.script)
        self.assertIn("严禁要求或诱导群众更改评价", form.script)

    def test_the_form_opens_from_the_page_for_who_may_call(self):
        action = self.by("liaison", self.work).action_log_call()
        self.assertEqual((action["res_model"], action["context"]["active_id"]), ("jn.call.wizard", self.work.id))
        with self.assertRaises(NotAllowed):
            self.by("window_clerk", self.work).action_log_call()
