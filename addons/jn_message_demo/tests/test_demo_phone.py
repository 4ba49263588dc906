from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_message.tests.common import LI, LINK, MORNING, WANG, MessageCase
from odoo.addons.jn_org.exceptions import BadInput, NotPossible
from odoo.addons.jn_org.tests.common import OrgCase


@tagged("post_install", "-at_install")
class TestDemoPhone(MessageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["jn.clock"]._make_rehearsal()
        cls.env.ref("jn_message_demo.account_demo").active = True
        cls.env["jn.demo.phone"].search([("number", "in", [WANG, LI])]).unlink()  # whoever played with them

    def phone(self, number=WANG, **values):
        found = self.env["jn.demo.phone"].search([("number", "=", number)])
        if values and not found:
            return self.env["jn.demo.phone"].create({"number": number, **values})
        return found

    def test_every_message_of_a_rehearsal_goes_to_a_phone_on_the_screen(self):
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        self.assertEqual((message.channel, message.state), ("demo", "delivered"))
        self.assertEqual(self.phone().text_ids.text, f"王女士，请评价 {LINK % subject.id}")
        self.assertEqual(self.given, [])

    def test_delivery_and_receipt_come_in_the_same_sweep(self):
        subject = self.subject()
        self.ask(subject)
        self.run_sweeps()
        self.assertEqual(subject.heard, "handed over;delivered;")

    def test_a_phone_appears_once_however_many_messages_come(self):
        self.ask(self.subject() + self.subject() + self.subject(LI))
        self.run_sweeps()
        self.assertEqual(len(self.phone()), 1)
        self.assertEqual(len(self.phone().text_ids), 2)

    def test_a_silent_phone_gives_no_receipt_and_the_message_fails_after_24_hours(self):
        phone = self.phone(behaviour="silent")
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        self.assertEqual((message.state, phone.text_ids), ("sent", self.env["jn.demo.text"]))
        self.run_sweeps(after=timedelta(hours=24))
        self.assertEqual((message.state, message.error), ("failed", "no_receipt"))
        self.assertEqual(subject.heard, "handed over;failed no_receipt;")

    def test_a_number_that_does_not_exist_is_refused(self):
        self.phone(behaviour="unknown")
        message = self.ask(self.subject())
        self.run_sweeps()
        self.assertEqual((message.state, message.error), ("failed", "no_number"))

    def test_the_screen_shows_bubbles_with_a_link_to_click(self):
        subject = self.subject(name="<b>王</b>")
        self.ask(subject)
        self.run_sweeps()
        shown = self.phone().conversation
        self.assertIn(f'href="{LINK % subject.id}"', shown)
        self.assertIn("o_jn_bubble_in", shown)
        self.assertNotIn("<b>", shown)

    def test_a_reply_arrives_in_the_inbox(self):
        phone = self.phone(behaviour="delivered")
        phone.reply = " 5 "
        phone.action_reply()
        message = self.env["jn.message"].search([("direction", "=", "in"), ("channel", "=", "demo")], limit=1)
        self.assertEqual((message.text, message.recipient, message.received_at), ("5", WANG, MORNING))
        self.assertFalse(phone.reply)
        self.assertEqual(phone.last_text, "5")

    def test_an_empty_reply_is_refused(self):
        with self.assertRaises(BadInput):
            self.phone(behaviour="delivered").action_reply()

    def test_outside_rehearsal_a_phone_sends_nothing_and_gets_nothing(self):
        phone = self.phone(behaviour="delivered")
        self.env.cr.execute("DELETE FROM jn_clock")
        self.env.registry.clear_cache()
        self.assertEqual(self.ask(self.subject()).channel, "first")
        with self.assertRaises(NotPossible):
            phone._reply("5")

    def test_the_menu_is_there_in_rehearsal_only(self):
        menu = self.env.ref("jn_message_demo.menu_demo_phones").id
        self.assertNotIn(menu, self.env["ir.ui.menu"]._load_menus_blacklist())
        self.env.cr.execute("DELETE FROM jn_clock")
        self.env.registry.clear_cache()
        self.assertIn(menu, self.env["ir.ui.menu"]._load_menus_blacklist())


@tagged("post_install", "-at_install")
class TestAccess(OrgCase):
    def test_only_administrators_see_phones_and_nobody_edits_their_texts(self):
        phone = self.env["jn.demo.phone"].create({"number": "+8610000000000"})
        text = self.env["jn.demo.text"].create({"phone_id": phone.id, "direction": "in", "text": "你好"})
        for role, user in self.users.items():
            if role == "administrator":
                self.assertEqual(text.with_user(user).text, "你好")
            else:
                with self.assertRaises(AccessError):
                    text.with_user(user).read(["text"])
            with self.assertRaises(AccessError):
                text.with_user(user).write({"text": "…"})
