"""Messages about what ended years ago lie in tables of past years; none is sent, stored or repaired twice for that."""

from datetime import datetime

from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from odoo.addons.jn_flow.models.jn_flow_ledger import Stay
from odoo.addons.jn_message.const import Result

from .common import LI, MORNING, WANG
from .test_bundle import BundleCase

LATER = datetime(2021, 3, 1, 2)


@tagged("post_install", "-at_install")
class TestArchive(BundleCase):
    def setUp(self):
        super().setUp()
        self._set("archive.years", "integer", 1)
        flow = self.env["jn.flow"].create({"code": "t_archive", "name": "Test", "model": "jn.test.subject", "pack_id": self.pack.id})
        version = self.env["jn.flow.version"].create({"flow_id": flow.id})
        self.done = self.env["jn.flow.stage"].create({"version_id": version.id, "code": "done", "name": "Done", "kind": "end"})

    def end(self, subjects):
        """Let these have reached the end of their process."""
        stay = Stay(self.done.version_id.id, self.done.id, None, "done", None, None, None)
        self.env["jn.flow.ledger"]._pass(subjects, {one.id: one.unit_id.id for one in subjects}, stay, MORNING)

    def sent(self, *subjects):
        """The messages that asked these, whose process has ended since."""
        subjects = self.env["jn.test.subject"].concat(*(subjects or [self.subject()]))
        messages = self.ask(subjects)
        self.run_sweeps()
        self.end(subjects)
        return messages

    def archive(self, limit=1000):
        with self.env["jn.clock"]._frozen(LATER):
            while self.env["jn.flow.archivist"]._sweep_batch(limit):
                pass
        self.env.invalidate_all()

    def years(self, messages):
        """The table in which each of these lies."""
        rows = self.env.execute_query(SQL("SELECT id, tableoid::regclass::text FROM jn_message WHERE id = ANY(%s)", messages.ids))
        return [dict(rows)[message.id].removeprefix("jn_message") for message in messages]

    def user(self, role, unit):
        user = new_test_user(self.env, f"t_{role}_{unit.code}", groups=f"jn_org.group_{role}")
        user.unit_ids = unit
        return user

    def test_what_was_delivered_about_what_has_ended_moves(self):
        message = self.sent()
        running = self.ask(self.subject(LI))
        self.run_sweeps()
        self.archive()
        self.assertEqual(self.years(message + running), ["_y2019", ""])
        self.assertEqual(running.state, "delivered")

    def test_the_people_of_its_unit_read_it_as_before_and_no_others(self):
        message = self.sent()
        liaison, stranger = self.user("liaison", self.window), self.user("liaison", self.other)
        before = message.with_user(liaison).read(["text", "state", "sent_at", "recipient_masked", "channel"])
        self.archive()
        self.assertEqual(message.with_user(liaison).read(["text", "state", "sent_at", "recipient_masked", "channel"]), before)
        self.assertFalse(message.with_user(stranger).search([("id", "=", message.id)]))

    def test_the_same_message_is_still_queued_once(self):
        message = self.sent()
        self.archive()
        again = {"key": message.key, "res_model": message.res_model, "res_id": message.res_id, "recipient": WANG, "text": "你好"}
        self.assertEqual(self.env["jn.message"]._send([again]), message)
        self.assertEqual(self.env["jn.message"].search_count([("key", "=", message.key)]), 1)

    def replied(self, words):
        """A text that answers a message, after the rules have read it."""
        subject = self.subject()
        self.sent(subject)
        text = self.receive(words)
        text._about_record(subject)
        self.run_sweeps()
        return text

    def test_a_text_that_the_provider_brings_again_is_still_kept_once(self):
        text = self.replied("5")
        self.archive()
        self.assertEqual((text.state, self.years(text)), ("read", ["_y2019"]))
        self.assertFalse(self.receive("5"))
        self.assertEqual((text.repeats, self.years(text)), (1, ["_y2019"]))

    def test_a_receipt_that_comes_again_changes_nothing(self):
        message = self.sent()
        self.archive()
        self.assertEqual(self.env["jn.message"]._take_receipts("first", {message.external_id: Result("failed")}), message)
        self.assertEqual((message.state, self.years(message)), ("delivered", ["_y2019"]))

    def test_what_failed_on_one_rung_moves_with_what_was_tried_next(self):
        self.channels[0].answers[WANG] = Result("failed", error="refused")
        message = self.sent()
        self.archive()
        self.assertEqual(self.years(message + message.next_id), ["_y2019", "_y2019"])
        self.assertEqual(message.next_id.state, "delivered")

    def test_what_points_to_each_other_comes_back(self):
        self.channels[0].answers[WANG] = Result("failed", error="refused")
        message = self.sent()
        self.archive()
        self._set("archive.years", "integer", 0)
        self.archive(limit=1)
        self.assertEqual(self.years(message + message.next_id), ["", ""])
        self.assertEqual(message.next_id.state, "delivered")

    def test_what_failed_for_good_stays_for_it_may_be_repaired(self):
        for channel in self.channels:
            channel.answers[WANG] = Result("failed", error="refused")
        message = self.sent()
        self.archive()
        dead = message.next_id
        self.assertEqual((dead.state, self.years(message + dead)), ("failed", ["_y2019", ""]))
        dead.with_user(self.user("supervisor", self.window)).mark_unreachable("moved away")
        self.assertEqual(dead.repair_ids.kind, "unreachable")

    def test_a_bundle_moves_with_its_parts(self):
        messages = self.sent(*self.several("户口迁移", "身份证"))
        self.archive()
        self.assertEqual(self.years(messages + messages.bundle_id), ["_y2019"] * 3)
        self.assertEqual(messages.bundle_id.part_ids, messages)

    def test_a_reply_to_which_a_stop_points_stays(self):
        subject = self.subject()
        self.sent(subject)
        text = self.receive("TD")
        self.run_sweeps()
        text._about_record(subject)
        self.archive()
        self.assertEqual(self.env["jn.message.stop"].search([("message_id", "=", text.id)]).message_id, text)
        self.assertEqual((text.state, self.years(text)), ("read", [""]))

    def test_what_nobody_understood_stays_until_somebody_has_sorted_it(self):
        text = self.replied("what?")
        self.archive()
        self.assertEqual((text.state, self.years(text)), ("unmatched", [""]))
