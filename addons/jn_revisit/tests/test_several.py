"""Several matters of one citizen on one day: one message, each asked, delivered and answered on its own (decision D8)."""

from .texts import WANG, TextCase


class TestSeveral(TextCase):
    def several(self, *units):
        """Cases of one citizen that arrive together, asked about by now."""
        results = self.take(*(self.item(unit=unit.code) for unit in units))
        self.wait(0.2)
        return self.env["jn.case"].browse([result["id"] for result in results])

    def on_the_phone(self):
        phone = self.env["jn.demo.phone"].search([("number", "=", f"+86{WANG}")])
        return phone.text_ids.filtered(lambda text: text.direction == "in").mapped("text")

    def test_they_come_in_one_message_with_a_line_each(self):
        self.several(self.window_a, self.window_b)
        [text] = self.on_the_phone()
        day = "2026-11-16"
        self.assertIn(f"\n1. Test matter（Test Hall，{day}）\n2. Test matter（Test Hall，{day}）\n", text)
        self.assertIn("序号-分值", text)
        self.assertIn("/jn/r/", text)

    def test_each_has_its_own_moments_and_term(self):
        cases = self.several(self.window_a, self.window_b)
        for revisit in cases.revisit_ids:
            self.assertEqual(revisit.stage_code, "awaiting_answer")
            self.assertTrue(revisit.sent_at and revisit.delivered_at)
            self.assertEqual((revisit.answer_due_at - revisit.delivered_at).total_seconds(), 48 * 3600)

    def test_each_is_answered_by_its_number(self):
        first, second = self.several(self.window_a, self.window_b)
        self.text("2-1")
        self.assertStage(second, "rectifying")
        self.assertStage(first, "revisiting")
        self.text("1-5")
        self.assertStage(first, "closed", "satisfied")

    def test_a_bare_digit_is_asked_back_once_and_then_goes_to_people(self):
        first, second = self.several(self.window_a, self.window_b)
        self.assertEqual(self.text("1").state, "read")
        self.wait(0.1)
        self.assertIn("2-1", self.on_the_phone()[-1])
        message = self.text("1")
        self.assertFalse(first.answer_ids | second.answer_ids)
        self.assertEqual((message.state, message.puzzle), ("unmatched", "several"))

    def test_silence_is_counted_for_each_on_its_own(self):
        first, second = self.several(self.window_a, self.window_b)
        self.citizen(first, 1)
        self.wait(49)
        self.assertStage(first, "rectifying")
        self.assertStage(second, "closed", "defaulted")

    def test_an_unknown_number_makes_each_undelivered(self):
        self.env["jn.demo.phone"].create({"number": f"+86{WANG}", "behaviour": "unknown"})
        cases = self.several(self.window_a, self.window_b)
        self.assertEqual(cases.mapped("close_reason"), ["undelivered"] * 2)
        self.assertEqual(cases.revisit_ids.mapped("undelivered_reason"), ["no_number"] * 2)

    def test_who_was_answered_before_the_morning_is_not_in_the_mornings_message(self):
        self.freeze("2026-11-16 22:00")
        results = self.take(self.item(), self.item(unit=self.window_b.code))
        first, second = self.env["jn.case"].browse([result["id"] for result in results])
        self.as_user("intake")["jn.revisit"].browse(first.revisit_ids.id).answer(5)
        self.wait(11)
        [text] = self.on_the_phone()
        self.assertNotIn("1. ", text)
        self.assertEqual(second.revisit_ids.stage_code, "awaiting_answer")
        self.assertStage(first, "closed", "satisfied")

    def test_a_second_revisit_is_exempt_from_cap_and_merging(self):
        self.interpret("message.person_most", 1)
        case = self.dissatisfied()
        self.repair(case)
        self.wait(0.2)
        self.assertEqual(case.revisit_ids.sorted("id")[-1].stage_code, "awaiting_answer")

    def test_beyond_the_cap_the_question_waits_and_is_still_asked_in_time(self):
        self.interpret("message.person_most", 1)
        self.asked()
        late = self.take(self.item(unit=self.window_b.code), self.item(unit=self.window_b.code))
        cases = self.env["jn.case"].browse([result["id"] for result in late])
        self.wait(20)
        self.assertEqual(cases.revisit_ids.mapped("stage_code"), ["to_send"] * 2)
        self.wait(4.5)
        self.assertEqual(cases.revisit_ids.mapped("stage_code"), ["awaiting_answer"] * 2)
        self.assertEqual(len(self.on_the_phone()), 2)
        for revisit in cases.revisit_ids:
            self.assertLess((revisit.sent_at - revisit.completed_at).total_seconds(), 48 * 3600)
