"""Several matters of one day go in one message, one line each; what becomes of it becomes of each (decision D8)."""

from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.jn_message.const import Result

from .common import LI, LINK, MORNING, WANG, MessageCase

MINUTE = timedelta(minutes=1)


class BundleCase(MessageCase):
    """A template whose messages go together: “1. 户口迁移”."""

    def setUp(self):
        super().setUp()
        self.template.write({"several_code": "t_several", "line_code": "t_line"})
        self._make_template("t_several", "{applicant}，请评价\n{lines}\n{url}")
        self._make_template("t_line", "{number}. {matter}")

    def several(self, *matters, **values):
        return self.env["jn.test.subject"].concat(*(self.subject(what=matter, **values) for matter in matters))

    def out(self):
        """What has been handed over, the oldest first."""
        return [text for _code, _number, text in self.given]


@tagged("post_install", "-at_install")
class TestBundle(BundleCase):
    def test_several_of_one_day_are_one_message_with_a_line_each(self):
        subjects = self.several("户口迁移", "身份证")
        messages = self.ask(subjects)
        self.run_sweeps()
        self.assertEqual(self.out(), [f"王女士，请评价\n1. 户口迁移\n2. 身份证\n{LINK % subjects[0].id}"])
        self.assertEqual(messages.bundle_id.numbered_ids, subjects.ids)

    def test_each_record_is_told_as_if_it_had_been_alone(self):
        subjects = self.several("户口迁移", "身份证")
        messages = self.ask(subjects)
        self.run_sweeps()
        self.assertEqual(subjects.mapped("heard"), ["handed over;delivered;"] * 2)
        self.assertEqual(messages.mapped("state"), ["delivered"] * 2)
        self.assertEqual(messages.mapped("sent_at"), [MORNING] * 2)

    def test_a_receipt_of_the_one_message_reaches_all(self):
        self.channels[0].answers[WANG] = Result("sent")
        subjects = self.several("户口迁移", "身份证")
        bundle = self.ask(subjects)
        self.run_sweeps()
        bundle = bundle.bundle_id
        self.assertEqual(bundle.part_ids.mapped("state"), ["sent", "sent"])
        self.env["jn.message"]._take_receipts("first", {bundle.external_id: Result("delivered")})
        self.run_sweeps()
        self.assertEqual(subjects.mapped("heard"), ["handed over;delivered;"] * 2)

    def test_when_it_fails_all_go_on_together_on_the_next_rung(self):
        self.channels[0].answers[WANG] = Result("failed", error="refused")
        subjects = self.several("户口迁移", "身份证")
        messages = self.ask(subjects)
        self.run_sweeps()
        self.assertEqual(len(self.out()), 2, "one on each channel")
        self.assertEqual(messages.next_id.mapped("state"), ["delivered", "delivered"])
        self.assertEqual(subjects.mapped("heard"), ["handed over;delivered;"] * 2)

    def test_when_the_last_rung_fails_each_record_is_told_and_each_can_be_mended(self):
        for channel in self.channels:
            channel.answers[WANG] = Result("failed", error="refused")
        subjects = self.several("户口迁移", "身份证")
        self.ask(subjects)
        self.run_sweeps()
        self.assertEqual(subjects.mapped("heard"), ["failed refused;"] * 2)
        lost = self.env["jn.message"].search(
            [("state", "=", "failed"), ("next_id", "=", False), ("mended", "=", False)]
        )
        self.assertEqual(set(lost.mapped("res_id")), set(subjects.ids))
        self.assertFalse(lost.part_ids, "the bundle itself is nobody's to mend")

    def test_a_repetition_carries_the_same_questions_under_the_same_key(self):
        self.channels[0].answers[WANG] = Result("retry")
        first = self.several("户口迁移", "身份证")
        messages = self.ask(first)
        self.run_sweeps()
        key = messages.bundle_id.key
        self.channels[0].answers.clear()
        late = self.several("驾驶证")
        with self.env["jn.clock"]._frozen(MORNING + MINUTE):
            self.ask(late)
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual(messages.bundle_id.key, key)
        self.assertEqual(messages.bundle_id.numbered_ids, first.ids)
        self.assertEqual((first | late).mapped("heard"), ["handed over;delivered;"] * 3)

    def test_what_a_crash_cut_off_is_asked_about_and_its_questions_follow(self):
        subjects = self.several("户口迁移", "身份证")
        messages = self.ask(subjects)
        self.env["jn.message.outbox"]._sweep_batch(500)
        bundle = messages.bundle_id
        bundle.claimant = "a process that died"
        self.channels[0].told[WANG] = Result("delivered")
        self.addCleanup(self.channels[0].told.clear)
        self.run_sweeps(after=10 * MINUTE)
        self.assertEqual((self.given, bundle.state), ([], "delivered"))
        self.assertEqual(subjects.mapped("heard"), ["handed over;delivered;"] * 2)

    def test_a_platforms_own_template_gets_all_matters(self):
        messages = self.ask(self.several("户口迁移", "身份证"))
        self.run_sweeps()
        self.assertEqual(messages.bundle_id.values["matter"], "户口迁移; 身份证")

    def test_who_has_answered_while_it_waited_is_in_it_no_more(self):
        subjects = self.several("户口迁移", "身份证", "驾驶证")
        messages = self.ask(subjects)
        subjects[1].done = True
        self.run_sweeps()
        self.assertIn("1. 户口迁移\n2. 驾驶证\n", self.out()[0])
        self.assertEqual(messages[1].state, "withdrawn")
        self.assertEqual(subjects[1].heard, "")

    def test_who_has_answered_before_a_repetition_is_in_it_no_more(self):
        self.channels[0].answers[WANG] = Result("retry")
        subjects = self.several("户口迁移", "身份证")
        self.ask(subjects)
        self.run_sweeps()
        self.channels[0].answers.clear()
        subjects[0].done = True
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual(self.out()[-1], f"王女士，请评价\n1. 身份证\n{LINK % subjects[1].id}")

    def test_a_bundle_of_which_nobody_needs_anything_is_not_sent(self):
        self.channels[0].answers[WANG] = Result("retry")
        subjects = self.several("户口迁移", "身份证")
        messages = self.ask(subjects)
        self.run_sweeps()
        tries = len(self.out())
        subjects.done = True
        self.run_sweeps(after=5 * MINUTE)
        self.assertEqual(len(self.out()), tries)
        self.assertEqual((messages | messages.bundle_id).mapped("state"), ["withdrawn"] * 3)

    def test_a_single_message_that_nobody_needs_any_more_is_not_sent(self):
        subject = self.subject()
        message = self.ask(subject)
        subject.done = True
        self.run_sweeps()
        self.assertEqual((message.state, self.given, subject.heard), ("withdrawn", [], ""))

    def test_who_wants_no_messages_gets_none_of_them(self):
        self.channels[0].answers[WANG] = Result("retry")
        subjects = self.several("户口迁移", "身份证")
        messages = self.ask(subjects)
        self.run_sweeps()
        self.receive("TD")
        self.run_sweeps()
        self.assertEqual(messages.mapped("error"), ["opted_out"] * 2)
        self.assertEqual(subjects.mapped("heard"), ["failed opted_out;"] * 2)

    def test_different_people_and_days_get_their_own(self):
        self.several("户口迁移", number=LI)
        self.ask(
            self.several("户口迁移") | self.several("户口迁移", number=LI) | self.several("身份证", day="2019-05-21")
        )
        self.run_sweeps()
        self.assertEqual(len(self.out()), 3)

    def test_windows_of_one_hall_share_a_message_that_belongs_to_the_unit_above_them(self):
        messages = self.ask(self.several("户口迁移") | self.several("完税证明", unit=self.other))
        self.run_sweeps()
        self.assertEqual(messages.bundle_id.unit_id, self.city)
        self.assertEqual(messages.mapped("unit_id"), self.window | self.other)

    def test_no_batch_tears_them_apart(self):
        self.ask(self.several("户口迁移", "身份证"))
        self.env["jn.message.outbox"]._sweep_batch(1)
        self.env["jn.message.outbox"]._sweep_batch(1)
        self.assertEqual(len(self.out()), 1)

    def test_a_city_may_choose_one_message_for_each_matter(self):
        self._set("message.bundle_day", "boolean", False)
        self.ask(self.several("户口迁移", "身份证"))
        self.run_sweeps()
        self.assertEqual(len(self.out()), 2)

    def test_what_has_no_words_for_several_goes_alone(self):
        self.template.write({"several_code": False, "line_code": False})
        self.ask(self.several("户口迁移", "身份证"))
        self.run_sweeps()
        self.assertEqual(len(self.out()), 2)

    def test_a_reply_that_names_the_message_names_none_of_its_questions(self):
        messages = self.ask(self.several("户口迁移", "身份证"))
        self.run_sweeps()
        values = {"channel": "first", "sender": WANG, "text": "1", "external_id": "r", "at": MORNING}
        reply = self.env["jn.message"]._receive([{**values, "answered_key": messages.bundle_id.key}])
        self.assertFalse(reply.res_id)

    def test_no_stored_text_of_a_bundle_holds_a_link(self):
        messages = self.ask(self.several("户口迁移", "身份证"))
        self.run_sweeps()
        self.assertIn("{url}", messages.bundle_id.text)

    def queries_of_a_claim(self, people):
        """How many queries it takes to claim two matters of each of so many people."""
        start = self.env["jn.test.subject"].search_count([])
        for number in range(start, start + people):
            self.ask(self.several("甲", "乙", number=f"+8613805{number:06}"))
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["jn.message.outbox"]._claim(500)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_a_claim_asks_the_database_as_often_for_many_people_as_for_few(self):
        self.queries_of_a_claim(2)
        self.assertLessEqual(self.queries_of_a_claim(40), self.queries_of_a_claim(4) + 2)
