"""A number is tried out while the citizen stands at the counter (Art. 13)."""

import re
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools.safe_eval import safe_eval

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.tests.common import MONDAY, RevisitCase


@tagged("post_install", "-at_install")
class TestNumberTest(RevisitCase):
    def begin(self, phone="13805370009", role="window_clerk"):
        return self.env["jn.number.test"].browse(self.as_user(role)["jn.number.test"].begin(phone))

    def phone(self, behaviour):
        self.env["jn.demo.phone"].create({"number": "+8613805370009", "behaviour": behaviour})

    def test_a_message_that_arrives_is_shown_as_arrived(self):
        test = self.begin()
        self.assertEqual(test.state, "sent")
        self.wait(0.1)
        self.assertEqual(test.state, "delivered")
        [message] = self.env["jn.message"].search([("res_model", "=", test._name), ("res_id", "=", test.id)])
        self.assertIn("号码测试", message.text)

    def test_a_message_that_does_not_arrive_is_shown_too(self):
        self.phone("unknown")
        test = self.begin()
        self.wait(0.1)
        self.assertEqual(test.state, "failed")

    def test_what_cannot_be_a_mobile_number_is_refused_with_the_reason(self):
        for phone, words in (("", "enter the number"), ("12345", "no complete number"), ("0537-2967600", "no Chinese mobile"), (None, "enter")):
            with self.assertRaisesRegex(BadInput, words):
                self.begin(phone)

    def test_the_number_is_masked_and_cannot_be_read_by_staff(self):
        test = self.begin()
        self.assertEqual(self.by("window_clerk", test).phone, "138****0009")
        for name in ("phone_e164", "token"):
            with self.assertRaises(AccessError):
                self.by("window_clerk", test).read([name])

    def test_who_tests(self):
        for role in ("supervisor", "leader", "business_office", "intake"):
            with self.assertRaises(NotAllowed, msg=role):
                self.begin(role=role)
        stranger = self._make_user("window_clerk", self.window_b, "test_number_stranger")
        test = self.begin()
        with self.assertRaises(AccessError):
            test.with_user(stranger).read(["state"])
        with self.assertRaises(NotAllowed):
            self.by("window_clerk", test).write({"state": "delivered"})

    def test_nobody_sends_them_by_the_dozen(self):
        setting = self.env["jn.setting"].search([("code", "=", "number_test.most_per_hour")])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": "2", "why": "a test"})
        self.begin()
        self.begin()
        with self.assertRaisesRegex(NotPossible, "2 test messages within an hour"):
            self.begin()
        self.wait(1.1)
        self.begin()

    def test_tested_numbers_are_not_kept(self):
        test = self.begin()
        self.wait(24 * 8)
        test._gc_tests()
        self.assertFalse(test.exists())

    def test_the_form_leads_to_what_became_of_it(self):
        form = self.as_user("window_clerk")["jn.number.wizard"].create({"phone": "13805370009"})
        action = form.action_begin()
        self.assertEqual(action["res_model"], "jn.number.test")
        self.assertNotIn("13805370009", form.phone)

    def test_my_wrong_numbers_and_late_entries(self):
        wrong, right = self.ingest(phone="12345"), self.ingest()
        late = self.ingest(completed_at=self.iso(-60), accepted_at=self.iso(-61))
        other = self.ingest(phone="12345", handler="test_liaison")
        action = self.env.ref("jn_papers.jn_case_mine_action")
        clerk = self.users["window_clerk"]
        found = self.as_user("window_clerk")["jn.case"].search(safe_eval(action.domain, {"uid": clerk.id}))
        self.assertEqual(found & (wrong | right | late | other), wrong | late)


@tagged("post_install", "-at_install")
class TestNumberPage(RevisitCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.env["jn.clock"]._stand_at(at(MONDAY))  # the server's threads know nothing of a frozen clock
        self.test = self.env["jn.number.test"].browse(self.as_user("window_clerk")["jn.number.test"].begin("13805370009"))
        self.path = f"/jn/n/{self.test.sudo().token}"

    def post(self, answer):
        self.url_open(self.path, data={"answer": answer})
        self.env.invalidate_all()

    def test_looking_changes_nothing_and_a_click_does(self):
        page = self.url_open(self.path)
        self.assertIn("138****0009", page.text)
        self.assertNotIn("13805370009", page.text)
        self.assertFalse(self.test.answer)
        self.url_open(f"{self.path}?answer=wrong")
        self.assertFalse(self.test.answer, "a link scanner changes nothing")
        self.post("right")
        self.assertEqual(self.test.answer, "right")
        self.post("wrong")
        self.assertEqual(self.test.answer, "right", "the first click counts")

    def test_rubbish_is_no_answer(self):
        self.post("perhaps")
        self.assertFalse(self.test.answer)

    def test_an_old_or_unknown_slip_says_so(self):
        self.assertEqual(self.url_open("/jn/n/nothing").status_code, 404)
        self.env["jn.clock"]._stand_at(at(MONDAY) + timedelta(hours=3))
        answer = self.url_open(self.path)
        self.assertEqual(answer.status_code, 404)
        self.assertNotIn("138", answer.text)

    def test_the_slip_carries_the_code_for_who_may_see_the_test(self):
        self.assertNotEqual(self.url_open(f"/jn/number/{self.test.id}/slip", allow_redirects=False).status_code, 200)
        self.users["window_clerk"].password = "walk the walk 2019"
        self.authenticate(self.users["window_clerk"].login, "walk the walk 2019")
        slip = self.url_open(f"/jn/number/{self.test.id}/slip").text
        self.assertTrue(re.search(r"data:image/png;base64,[A-Za-z0-9+/=]{100,}", slip))
