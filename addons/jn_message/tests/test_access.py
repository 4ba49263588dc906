from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import MORNING, WANG, MessageCase

ROLES = (
    "liaison",
    "chief_representative",
    "supervisor",
    "business_office",
    "leader",
    "administrator",
)


@tagged("post_install", "-at_install")
class TestAccess(MessageCase):
    def user(self, role, unit=None):
        user = new_test_user(self.env, f"t_{role}", groups=f"jn_org.group_{role}")
        user.unit_ids = unit or self.window
        return user

    def test_every_role_reads_the_messages_of_its_units_and_no_others(self):
        mine, foreign = self.ask(self.subject()), self.ask(self.subject(unit=self.other))
        for role in ROLES:
            seen = self.env["jn.message"].with_user(self.user(role)).search([("id", "in", (mine + foreign).ids)])
            expected = mine + foreign if role == "administrator" else mine
            self.assertEqual(seen, expected, role)
            self.assertTrue(seen.mapped("text"))

    def test_a_clerk_who_may_be_the_one_criticised_does_not_read_who_was_asked(self):
        message = self.ask(self.subject())
        with self.assertRaises(AccessError):
            message.with_user(self.user("window_clerk")).read(["text"])

    def test_nobody_writes_creates_or_deletes_messages(self):
        message = self.ask(self.subject())
        for role in ROLES:
            theirs = message.with_user(self.user(role))
            with self.assertRaises(AccessError):
                theirs.write({"state": "delivered"})
            with self.assertRaises(AccessError):
                theirs.unlink()
            with self.assertRaises(AccessError):
                theirs.create({"direction": "in", "state": "received"})

    def test_numbers_are_masked_for_all_but_administrators_of_a_rehearsal(self):
        message = self.ask(self.subject()).with_user(self.user("liaison"))
        theirs = message.with_user(self.user("administrator"))
        self.assertEqual(message.recipient_masked, "138****0001")
        with self.assertRaises(AccessError):
            message.read(["recipient"])
        with self.assertRaises(AccessError):
            message.search([("recipient", "=", WANG)])
        with self.assertRaises(AccessError):
            theirs.read(["recipient"])
        self.patch(type(self.env["jn.clock"]), "_is_rehearsal", lambda clock: True)
        self.assertEqual(theirs.recipient, WANG)

    def test_unmatched_replies_are_for_supervisors_and_administrators(self):
        message = self.receive("谢谢")
        self.run_sweeps()
        for role in ROLES:
            theirs = self.env["jn.message"].with_user(self.user(role))
            expected = message if role in ("supervisor", "administrator") else self.env["jn.message"]
            self.assertEqual(theirs.search([("id", "=", message.id)]), expected, role)

    def test_a_supervisor_takes_a_reply_off_the_list(self):
        message = self.receive("谢谢")
        self.run_sweeps()
        supervisor = self.user("supervisor")
        message.with_user(supervisor).mark_no_answer("says thanks")
        sorted_how = (message.state, message.sorted_by_id, message.sorted_at, message.sort_note)
        self.assertEqual(sorted_how, ("read", supervisor, MORNING, "says thanks"))

    def test_a_reply_is_not_taken_off_the_list_without_a_word(self):
        message = self.receive("谢谢")
        self.run_sweeps()
        supervisor = self.user("supervisor")
        for note in ("", "  ", None, ["a"]):
            with self.assertRaisesRegex(UserError, "few words"):
                message.with_user(supervisor).mark_no_answer(note)
        self.assertEqual(message.state, "unmatched")

    def test_a_clerk_takes_nothing_off_the_list(self):
        message = self.receive("谢谢")
        message._about_record(self.subject())
        self.run_sweeps()
        with self.assertRaises(AccessError):
            message.with_user(self.user("liaison")).mark_no_answer("not mine")

    def test_only_administrators_send_again_what_was_cut_off(self):
        message = self.ask(self.subject())
        message.sudo().write({"state": "sending", "claimant": "a process that died"})
        with self.assertRaises(AccessError):
            message.with_user(self.user("liaison")).action_send_again()
        message.with_user(self.user("administrator")).action_send_again()
        self.run_sweeps()
        self.assertEqual(message.state, "delivered")

    def test_accounts_are_for_administrators_only(self):
        with self.assertRaises(AccessError):
            self.first.with_user(self.user("supervisor")).read(["endpoint"])

    def test_the_city_s_business_offices_maintain_the_words_and_clerks_read_them(self):
        county = self.env["jn.unit"].create({"code": "t-county", "name": "任城区", "kind": "county", "parent_id": self.city.id})
        person = self.user("business_office", county)
        office = self.template.with_user(person)
        with self.assertRaises(AccessError):  # they hold in every county
            office.draft = "…"
        person.unit_ids = self.city
        office.draft = "{applicant}：{url}"
        office.action_publish()
        self.assertEqual(self.template.with_context(lang="zh_CN").text, "{applicant}：{url}")
        clerk = self.user("liaison")
        self.assertTrue(self.template.with_user(clerk).text)
        with self.assertRaises(AccessError):
            self.template.with_user(clerk).draft = "…"
        with self.assertRaises(AccessError):
            self.template.with_user(clerk).action_publish()
