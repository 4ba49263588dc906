"""Not too many for one person, not too many by one account, nothing at night: put off, never dropped (decisions B1, D8)."""

from datetime import datetime, timedelta

from odoo.tests import tagged

from odoo.addons.jn_message.const import Result

from .common import LI, MORNING, WANG
from .test_bundle import BundleCase

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@tagged("post_install", "-at_install")
class TestPace(BundleCase):
    def one_by_one(self, *matters, **values):
        """Each asked about an hour after the one before; returns the subjects."""
        subjects = self.env["jn.test.subject"]
        for hour, matter in enumerate(matters):
            subject = self.several(matter, **values)
            with self.env["jn.clock"]._frozen(MORNING + hour * HOUR):
                self.ask(subject)
            self.run_sweeps(after=hour * HOUR)
            subjects |= subject
        return subjects

    def test_what_is_too_much_for_one_person_waits_and_then_goes_in_one_message(self):
        subjects = self.one_by_one("甲", "乙", "丙", "丁", "戊")
        self.assertEqual(len(self.out()), 3)
        self.run_sweeps(after=24 * HOUR - MINUTE)
        self.assertEqual(len(self.out()), 3)
        self.run_sweeps(after=24 * HOUR)
        self.assertEqual(len(self.out()), 4)
        self.assertIn("1. 丁\n2. 戊\n", self.out()[-1])
        self.assertEqual(subjects.mapped("heard"), ["handed over;delivered;"] * 5)

    def test_what_waited_for_the_cap_is_merged_whatever_its_day(self):
        self.one_by_one("甲", "乙", "丙")
        with self.env["jn.clock"]._frozen(MORNING + 3 * HOUR):
            self.ask(self.several("丁") | self.several("戊", day="2019-05-21"))
        self.run_sweeps(after=3 * HOUR)
        self.run_sweeps(after=25 * HOUR)
        self.assertEqual(len(self.out()), 4)

    def test_several_due_at_once_count_as_one(self):
        self.ask(self.several("甲", "乙", "丙", "丁", "戊"))
        self.run_sweeps()
        self.assertEqual(len(self.out()), 1)

    def test_more_days_at_once_than_the_cap_allows_wait_too(self):
        self._set("message.person_most", "integer", 1)
        subjects = self.several("甲") | self.several("乙", day="2019-05-21") | self.several("丙", day="2019-05-20")
        self.ask(subjects)
        self.run_sweeps()
        self.assertEqual(len(self.out()), 1)
        self.run_sweeps(after=24 * HOUR)
        self.assertEqual(len(self.out()), 2)
        self.assertEqual(subjects.mapped("heard"), ["handed over;delivered;"] * 3)

    def test_the_cap_of_one_person_holds_up_no_other(self):
        self.one_by_one("甲", "乙", "丙")
        self.ask(self.several("丁", number=LI))
        self.run_sweeps(after=3 * HOUR)
        self.assertEqual([number for _code, number, _text in self.given][-1], LI)

    def test_what_never_arrived_does_not_count(self):
        for channel in self.channels:
            channel.answers[WANG] = Result("failed", error="refused")
        self.one_by_one("甲", "乙", "丙")
        for channel in self.channels:
            channel.answers.clear()
        subject = self.one_by_one("丁")
        self.assertEqual(subject.heard, "handed over;delivered;")

    def test_the_next_rung_is_no_further_question(self):
        self._set("message.person_most", "integer", 1)
        self.channels[0].answers[WANG] = Result("sent")
        subject = self.one_by_one("甲")
        self.run_sweeps(after=4 * HOUR)
        self.assertEqual([code for code, _number, _text in self.given], ["first", "second"])
        self.assertEqual(subject.heard, "handed over;handed over;delivered;")

    def test_messages_of_other_kinds_are_exempt(self):
        self.one_by_one("甲", "乙", "丙")
        again = self._make_template("t_again", "{applicant}，请再次评价 {url}")
        again._send(self.several("丁"))
        self.run_sweeps(after=3 * HOUR)
        self.assertEqual(len(self.out()), 4)

    def test_an_account_hands_over_no_more_than_its_rate(self):
        self.first.per_minute = 2
        people = [self.subject(number=f"+86138053702{number:02}") for number in range(5)]
        self.ask(self.env["jn.test.subject"].concat(*people))
        self.run_sweeps()
        self.assertEqual(len(self.given), 2)
        self.run_sweeps(after=MINUTE / 2)
        self.assertEqual(len(self.given), 2)
        self.run_sweeps(after=MINUTE)
        self.assertEqual(len(self.given), 4)
        self.run_sweeps(after=2 * MINUTE)
        self.assertEqual(len(self.given), 5)

    def test_the_rate_of_one_account_holds_up_no_other(self):
        self.first.per_minute = 1
        own = self.first.copy({"name": "Own", "unit_id": self.other.id, "per_minute": 0})
        messages = self.ask(
            self.subject(LI) | self.subject("+8613805370003") | self.subject("+8613805370004", unit=self.other)
        )
        self.run_sweeps()
        self.assertEqual(messages.filtered(lambda message: message.account_id == own).state, "delivered")
        self.assertEqual(len(self.given), 2)

    def test_a_queue_that_runs_into_the_night_waits_for_the_morning(self):
        message = self.ask(self.subject())
        with self.env["jn.clock"]._frozen(datetime(2019, 5, 22, 13, 5)):  # 21:05 in Jining
            self.env["jn.message.outbox"]._sweep_batch(500)
        self.assertEqual((message.state, message.not_before), ("queued", datetime(2019, 5, 23)))

    def test_the_next_rung_keeps_the_quiet_hours_too(self):
        self.channels[0].answers[WANG] = Result("sent")
        self._set("message.rung_hours", "integer", 12)
        message = self.ask(self.subject())
        self.run_sweeps()
        self.run_sweeps(after=12 * HOUR)  # 22:00
        self.assertEqual(message.next_id.not_before, datetime(2019, 5, 23))

    def test_a_receipt_that_comes_before_the_next_rung_has_gone_takes_that_back(self):
        self.channels[0].answers[WANG] = Result("sent")
        self._set("message.rung_hours", "integer", 12)
        message = self.ask(self.subject())
        self.run_sweeps()
        self.run_sweeps(after=12 * HOUR)  # 22:00: the next channel waits for the morning
        self.env["jn.message"]._take_receipts("first", {message.external_id: Result("delivered")})
        self.run_sweeps(after=24 * HOUR)
        self.assertEqual((message.state, message.next_id.state), ("delivered", "withdrawn"))
