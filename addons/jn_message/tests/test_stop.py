from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_org.exceptions import BadInput

from .common import LI, MORNING, WANG, MessageCase

OTHERS = ("window_clerk", "liaison", "chief_representative", "business_office", "leader")


@tagged("post_install", "-at_install")
class TestStop(MessageCase):
    def user(self, role, unit=None):
        user = new_test_user(self.env, f"t_{role}", groups=f"jn_org.group_{role}")
        user.unit_ids = unit or self.city
        return user

    def stops(self):
        return self.env["jn.message.stop"].search([("number", "=", WANG)])

    def stopped(self):
        """The number's owner has been asked once and has replied that it was enough."""
        self.ask(self.subject())
        self.run_sweeps()
        self.receive("TD")
        self.run_sweeps()
        return self.stops()

    def test_a_stop_word_is_understood_and_kept_with_its_message(self):
        stop = self.stopped()
        reply = self.env["jn.message"].search([("direction", "=", "in"), ("recipient", "=", WANG)])
        self.assertEqual((stop.message_id, stop.since, reply.state), (reply, MORNING, "read"))
        self.assertEqual(stop.unit_id, self.window, "the unit that wrote last")

    def test_case_width_and_a_full_stop_do_not_matter(self):
        for number, text in enumerate(("td", "ＴＤ。", "退订", " t ")):
            self.receive(text, f"in-{number}", sender=f"1380537100{number}")
        self.run_sweeps()
        self.assertEqual(self.env["jn.message.stop"].search_count([("number", "=like", "+861380537100_")]), 4)

    def test_a_stop_word_in_a_sentence_is_for_people(self):
        message = self.receive("退订短信怎么办")
        self.run_sweeps()
        self.assertEqual(message.state, "unmatched")
        self.assertFalse(self.stops())

    def test_the_city_says_which_words_stop(self):
        self._set("message.stop_words", "list", ["够了"])
        self.receive("TD")
        self.receive("够了", "in-2", sender="13805370002")
        self.run_sweeps()
        self.assertFalse(self.stops())
        self.assertTrue(self.env["jn.message.stop"].search([("number", "=", LI)]))

    def test_the_next_message_fails_at_once_and_its_record_hears_why(self):
        self.stopped()
        self.given.clear()
        subject = self.subject()
        message = self.ask(subject)
        self.assertEqual((message.state, message.error), ("failed", "opted_out"))
        self.run_sweeps()
        self.assertEqual((self.given, subject.heard), ([], "failed opted_out;"))

    def test_other_numbers_are_messaged_as_before(self):
        self.stopped()
        message = self.ask(self.subject(number=LI))
        self.run_sweeps()
        self.assertEqual(message.state, "delivered")

    def test_what_waits_in_the_queue_does_not_leave(self):
        message = self.ask(self.subject())
        message.sudo().not_before = MORNING + timedelta(hours=1)
        self.receive("TD")
        self.run_sweeps()
        self.run_sweeps(after=timedelta(hours=2))
        self.assertEqual((message.state, message.error, self.given), ("failed", "opted_out", []))

    def test_no_other_channel_is_tried_after_the_wish(self):
        self.channels[0].answers[WANG] = Result("sent")
        message = self.ask(self.subject())
        self.run_sweeps()
        self.receive("TD")
        self.run_sweeps()
        message.sudo()._settle({message.id: Result("failed", error="no_receipt")})
        self.run_sweeps()
        self.assertEqual((message.next_id.state, message.next_id.error), ("failed", "opted_out"))
        self.assertEqual(len(self.given), 1)

    def test_saying_it_twice_leaves_one_row(self):
        self.stopped()
        self.receive("退订", "in-2")
        self.receive("T", "in-3")
        self.run_sweeps()
        self.assertEqual(len(self.stops()), 1)

    def test_supervisors_and_administrators_lift_it_with_a_reason(self):
        for role in ("supervisor", "administrator"):
            stop, user = self.stopped() or self.stops(), self.user(role)
            stop = stop.filtered(lambda each: not each.lifted_at)
            stop.with_user(user).lift("  asked for it on the phone ")
            self.assertEqual((stop.lifted_by_id, stop.lift_reason), (user, "asked for it on the phone"))
            self.assertEqual(self.ask(self.subject()).state, "queued")
            self.receive("TD", f"again-{role}")
            self.run_sweeps()
        self.assertEqual(len(self.stops()), 3, "each wish is a row of its own")

    def test_no_reason_no_lifting(self):
        stop = self.stopped().with_user(self.user("supervisor"))
        for reason in (None, "", "  ", 5):
            with self.assertRaises(BadInput):
                stop.lift(reason)
        self.assertFalse(stop.lifted_at)

    def test_the_form_lifts_through_the_same_verb(self):
        stop = self.stopped()
        wizard = self.env["jn.message.stop.wizard"].with_user(self.user("supervisor"))
        wizard.with_context(active_id=stop.id).create({"reason": "asked for it"}).action_lift()
        self.assertEqual(stop.lift_reason, "asked for it")

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_nobody_else_sees_or_lifts_it(self):
        stop = self.stopped()
        for role in OTHERS:
            theirs = stop.with_user(self.user(role))
            with self.assertRaises(AccessError):
                theirs.read(["since"])
            with self.assertRaises(AccessError):
                theirs.lift("let me")

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_a_supervisor_of_another_unit_neither_sees_nor_lifts_it(self):
        theirs = self.stopped().with_user(self.user("supervisor", self.other))
        self.assertFalse(theirs.search([("id", "in", theirs.ids)]))
        with self.assertRaises(AccessError):
            theirs.lift("let me")

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_nobody_writes_it_and_the_number_is_masked(self):
        stop = self.stopped()
        for role in ("supervisor", "administrator"):
            theirs = stop.with_user(self.user(role))
            self.assertEqual(theirs.number_masked, "138****0001")
            for wrong in (
                lambda theirs=theirs: theirs.read(["number"]),
                lambda theirs=theirs: theirs.search([("number", "=", WANG)]),
                lambda theirs=theirs: theirs.write({"lifted_at": MORNING}),
                lambda theirs=theirs: theirs.unlink(),
            ):
                with self.assertRaises(AccessError):
                    wrong()
