"""The ladder per unit and matter, its times, and people who phone as its last rung (Art. 6, 7; decision A2)."""

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_message.const import Result

from .common import LI, WANG, MessageCase

HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestOwnLadder(MessageCase):
    def setUp(self):
        super().setUp()
        self.matter = self.env["jn.matter"].create({"code": "t-m", "name": "户口迁移"})
        self.env["jn.message.account"].create({"name": "People", "channel": "phone"})

    def ladder(self, *rungs, **values):
        rows = [
            (0, 0, {"channel": channel, "hours": hours, "sequence": place})
            for place, (channel, hours) in enumerate(rungs)
        ]
        return self.env["jn.message.ladder"].create({"name": "Own", "reason": "tested", "rung_ids": rows, **values})

    def channels_given(self):
        return [code for code, _number, _text in self.given]

    def test_a_unit_has_its_own_order(self):
        self.ladder(("second", 0), unit_id=self.window.id)
        self.ask(self.subject())
        self.ask(self.subject(LI, unit=self.other))
        self.run_sweeps()
        self.assertEqual(sorted(self.given)[0][:2], ("first", LI))
        self.assertEqual(sorted(self.given)[1][:2], ("second", WANG))

    def test_a_matter_has_its_own_order_in_every_unit(self):
        self.ladder(("second", 0), matter_ids=self.matter.ids)
        self.ask(self.subject(matter_id=self.matter.id))
        self.ask(self.subject(LI))
        self.run_sweeps()
        self.assertEqual(self.channels_given(), ["second", "first"])

    def test_the_nearest_unit_goes_before_and_there_the_matter(self):
        self.ladder(("first", 0), matter_ids=self.matter.ids)
        self.ladder(("second", 0), unit_id=self.window.id)
        codes = self.env["jn.message.ladder"]._codes
        self.assertEqual(codes(self.window, self.matter.id), ["second"])
        self.ladder(("phone", 0), unit_id=self.window.id, matter_ids=self.matter.ids)
        self.assertEqual(codes(self.window, self.matter.id), ["phone"])
        self.assertEqual(codes(self.window), ["second"])
        self.assertEqual(codes(self.other, self.matter.id), ["first"])
        self.assertEqual(codes(self.other), ["first", "second"])

    def test_ladders_are_read_once_for_all_units_and_matters(self):
        others = self.env["jn.matter"].create([{"code": f"t-{place}", "name": f"Other {place}"} for place in range(5)])
        self.ladder(("second", 0), matter_ids=self.matter.ids)
        codes = self.env["jn.message.ladder"]._codes
        self.assertEqual([codes(unit) for unit in (self.window, self.other)], [["first", "second"]] * 2)
        with self.assertQueryCount(0):
            for unit in (self.window, self.other):
                self.assertEqual({tuple(codes(unit, matter)) for matter in others.ids}, {("first", "second")})
                self.assertEqual(codes(unit, self.matter.id), ["second"])

    def test_each_rung_waits_as_long_as_it_says(self):
        self.ladder(("first", 2), ("second", 6), unit_id=self.window.id)
        for channel in self.channels:
            channel.answers[WANG] = Result("sent")
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        self.run_sweeps(after=2 * HOUR)
        self.assertEqual((message.error, message.next_id.state), ("no_receipt", "sent"))
        self.run_sweeps(after=7 * HOUR)
        self.assertEqual(message.next_id.state, "sent")
        self.run_sweeps(after=8 * HOUR)
        self.assertEqual(message.next_id.error, "no_receipt")

    def test_without_own_times_the_citys_hold_and_the_last_rung_waits_longest(self):
        for channel in self.channels:
            channel.answers[WANG] = Result("sent")
        message = self.ask(self.subject())
        self.run_sweeps()
        self.run_sweeps(after=4 * HOUR)
        self.assertEqual(message.next_id.state, "sent")
        self.run_sweeps(after=27 * HOUR)
        self.assertEqual(message.next_id.state, "sent")
        self.run_sweeps(after=28 * HOUR)
        self.assertEqual(message.next_id.error, "no_receipt")

    def test_people_phone_where_the_ladder_ends_with_it(self):
        self.ladder(("first", 1), ("phone", 48), unit_id=self.window.id)
        self.channels[0].answers[WANG] = Result("failed", error="no_number")
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        call = message.next_id
        self.assertEqual((call.channel, call.state, subject.heard), ("phone", "sent", "handed over;"))
        self.run_sweeps(after=47 * HOUR)
        self.assertEqual(call.state, "sent")
        self.run_sweeps(after=48 * HOUR)
        self.assertEqual((call.error, subject.heard), ("not_reached", "handed over;failed not_reached;"))

    def test_a_call_that_nobody_needs_any_more_is_no_failure(self):
        self.ladder(("phone", 48), unit_id=self.window.id)
        subject = self.subject()
        message = self.ask(subject)
        self.run_sweeps()
        subject.done = True
        self.run_sweeps(after=48 * HOUR)
        self.assertEqual(message.state, "withdrawn")

    def test_a_ladder_without_a_channel_or_with_one_twice_is_refused(self):
        with self.assertRaisesRegex(UserError, "at least one"):
            self.ladder()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.ladder(("first", 0), ("first", 1))
