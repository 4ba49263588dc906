"""Who has written is not silent: a text that nobody understood yet holds the default (Art. 7; decision A7)."""

from datetime import timedelta

from .common import latest
from .texts import LI, TextCase


class TestReplyHeld(TextCase):
    def sort(self, message, **values):
        wizard = self.as_user("supervisor")["jn.sort.wizard"].with_context(active_model="jn.message", active_id=message.id)
        wizard.create(values).action_sort()

    def held(self):
        """A case whose 48 hours are over while a text waits to be sorted."""
        case = self.asked()
        message = self.text("你们办事太慢了")
        self.wait(49)
        self.assertStage(case, "revisiting")
        self.assertEqual((case.revisit_ids.stage_code, case.revisit_ids.outcome), ("held", False))
        return case, message

    def test_a_text_that_is_not_understood_stops_the_default(self):
        case, _message = self.held()
        self.wait(24 * 7)
        self.assertStage(case, "revisiting")
        self.assertTrue(case.revisit_ids.held_at)

    def test_it_stops_the_default_of_every_open_question_of_that_number_and_of_no_other(self):
        mine, also, foreign = self.asked(), self.asked(unit=self.window_b.code), self.asked(phone=LI)
        self.text("怎么回事")
        self.wait(49)
        self.assertEqual((mine | also).revisit_ids.mapped("stage_code"), ["held", "held"])
        self.assertStage(foreign, "closed", "defaulted")

    def test_once_sorted_as_no_answer_silence_counts(self):
        case, message = self.held()
        self.sort(message, verdict="none", note="says thanks")
        self.wait(0.1)
        self.assertStage(case, "closed", "defaulted")
        self.assertFalse(case.revisit_ids.held_at)

    def test_once_sorted_as_an_answer_it_counts_from_when_it_was_received(self):
        case, message = self.held()
        bad = self.env["jn.answer.level"].search([("level", "=", 1)])
        self.sort(message, verdict="answer", level_id=bad.id)
        answer = case.answer_ids
        self.assertEqual((answer.level, answer.kind, answer.answered_at), (1, "answer", message.received_at))
        self.assertEqual((answer.entered_by_id, answer.comment), (self.users["supervisor"], "你们办事太慢了"))
        self.assertStage(case, "rectifying")

    def test_sorted_in_time_the_default_comes_at_hour_48(self):
        case = self.asked()
        self.sort(self.text("谢谢"), verdict="none", note="says thanks")
        due = case.revisit_ids.answer_due_at
        self.wait(49)
        self.assertStage(case, "closed", "defaulted")
        self.assertEqual(case.closed_at, due)

    def test_while_one_of_two_texts_waits_the_default_is_held(self):
        case = self.asked()
        first, second = self.text("谢谢", "怎么回事")
        self.wait(49)
        self.sort(first, verdict="none", note="says thanks")
        self.wait(0.1)
        self.assertEqual(case.revisit_ids.stage_code, "held")
        self.sort(second, verdict="none", note="asks something, called back")
        self.wait(0.1)
        self.assertStage(case, "closed", "defaulted")

    def test_an_answer_received_in_time_counts_although_it_is_read_after_the_term(self):
        case = self.asked()
        due = case.revisit_ids.answer_due_at
        self.freeze(due - timedelta(minutes=1))
        self.arrive("1")
        self.freeze(due + timedelta(minutes=1))
        self.env["jn.flow.sweep"]._sweep_batch(500)
        self.assertEqual(case.revisit_ids.stage_code, "held", "the term ended before the inbox was read")
        self.env["jn.message.inbox"]._sweep_batch(500)
        self.assertEqual(case.answer_ids.kind, "answer")
        self.assertStage(case, "rectifying")

    def test_a_held_question_is_still_answered_by_the_page(self):
        case, _message = self.held()
        self.citizen(case, 5)
        self.assertStage(case, "closed", "satisfied")

    def test_a_second_revisit_is_held_too_and_then_goes_to_the_supervisors(self):
        case = self.dissatisfied()
        self.repair(case)
        self.wait(0.2)
        message = self.text("再说吧")
        self.wait(49)
        revisit = latest(case.revisit_ids)
        self.assertEqual(revisit.stage_code, "held")
        self.sort(message, verdict="none", note="says nothing of the matter")
        self.wait(0.1)
        self.assertEqual(revisit.outcome, "silent")
        self.assertStage(case, "verifying")

    def test_a_city_may_choose_that_it_holds_nothing(self):
        self.interpret("reply.holds_default", False)
        case = self.asked()
        self.text("谢谢")
        self.wait(49)
        self.assertStage(case, "closed", "defaulted")
