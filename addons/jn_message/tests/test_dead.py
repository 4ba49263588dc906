"""What no channel could deliver waits for a person, and what the person does is logged."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.jn_message.const import Result

from .common import LI, MORNING, WANG, MessageCase


@tagged("post_install", "-at_install")
class TestDead(MessageCase):
    def user(self, role, unit=None):
        user = new_test_user(self.env, f"t_{role}", groups=f"jn_org.group_{role}")
        user.unit_ids = unit or self.window
        return user

    def dead(self):
        """A message that both channels refused."""
        for channel in self.channels:
            channel.answers[WANG] = Result("failed", error="refused")
        message = self.ask(self.subject())
        self.run_sweeps()
        for channel in self.channels:
            channel.answers.clear()
        return message.next_id

    def test_it_is_sent_again_from_the_first_rung_on_and_leaves_the_list(self):
        message, supervisor = self.dead(), self.user("supervisor")
        message.with_user(supervisor).send_again()
        self.run_sweeps()
        copies = self.env["jn.message"].search([("res_id", "=", message.res_id), ("state", "=", "delivered")])
        self.assertEqual((len(copies), copies.channel), (1, "first"))
        log = message.repair_ids
        self.assertEqual((log.kind, log.user_id, log.at), ("again", supervisor, MORNING))
        self.assertTrue(message.mended)

    def test_it_goes_to_the_number_that_the_record_has_by_now(self):
        message = self.dead()
        self.env["jn.test.subject"].browse(message.res_id).number = LI
        message.with_user(self.user("liaison")).send_again()
        self.run_sweeps()
        self.assertEqual(self.given[-1][1], LI)

    def test_marking_unreachable_needs_a_reason_which_is_kept(self):
        message, liaison = self.dead(), self.user("liaison")
        for note in ("", "  ", None, 7):
            with self.assertRaisesRegex(UserError, "why"):
                message.with_user(liaison).mark_unreachable(note)
        form = (
            self.env["jn.message.dead.wizard"]
            .with_user(liaison)
            .with_context(active_model="jn.message", active_ids=message.ids)
        )
        form.create({"note": "moved abroad"}).action_mark()
        self.assertEqual((message.repair_ids.kind, message.repair_ids.note), ("unreachable", "moved abroad"))
        self.assertEqual(message.state, "failed", "undelivered it stays")

    def test_what_was_dealt_with_is_not_dealt_with_again(self):
        message = self.dead().with_user(self.user("supervisor"))
        message.send_again()
        for act in (message.send_again, lambda: message.mark_unreachable("x")):
            with self.assertRaisesRegex(UserError, "dealt with already"):
                act()

    def test_what_is_under_way_is_not_sent_again(self):
        message = self.ask(self.subject())
        with self.assertRaisesRegex(UserError, "under way"):
            message.with_user(self.user("supervisor")).send_again()

    def test_only_those_who_may_mend_and_see_it_do(self):
        message = self.dead()
        for role in ("leader", "business_office", "window_clerk"):
            with self.assertRaises(AccessError):
                message.with_user(self.user(role)).send_again()
        with self.assertRaises(AccessError):
            message.with_user(self.user("supervisor", unit=self.other)).send_again()

    def test_the_log_is_read_by_the_unit_and_written_by_nobody(self):
        message, supervisor = self.dead(), self.user("supervisor")
        message.with_user(supervisor).send_again()
        log = message.repair_ids.with_user(supervisor)
        self.assertEqual(log.kind, "again")
        with self.assertRaises(AccessError):
            log.write({"kind": "unreachable"})
        foreign = self.env["jn.message.repair"].with_user(self.user("liaison", unit=self.other))
        self.assertFalse(foreign.search([]))
