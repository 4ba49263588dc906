"""A citizen's text answers the open question of that number (Art. 6, 7; decisions A4 to A7)."""

from unittest.mock import patch

from .. import link
from .texts import LI, WANG, TextCase


class TestReader(TextCase):
    def two_matters(self):
        """Two questions open for one number, the older one first."""
        return self.asked(), self.asked(unit=self.window_b.code)

    def questions_back(self):
        return self.env["jn.message"].search([("direction", "=", "out"), ("key", "=like", "reply_which:%")])

    # A text that names the message it answers, as the app's do

    def message_about(self, case):
        domain = [("res_model", "=", "jn.revisit"), ("res_id", "in", case.revisit_ids.ids), ("direction", "=", "out")]
        return self.env["jn.message"].search(domain, limit=1)

    def test_a_text_that_names_its_question_answers_that_one_of_several(self):
        older, newer = self.two_matters()
        self.text("1", answered_key=self.message_about(older).key)
        self.assertStage(older, "rectifying")
        self.assertStage(newer, "revisiting")
        self.assertFalse(self.questions_back())

    def test_a_text_cannot_name_the_question_of_another_phone(self):
        case, foreign = self.asked(), self.asked(phone=LI)
        self.text("1", answered_key=self.message_about(foreign).key)
        self.assertStage(foreign, "revisiting")
        self.assertStage(case, "rectifying")

    # One open question

    def test_a_bare_digit_answers_the_only_open_question(self):
        case = self.asked()
        message = self.text("5")
        self.assertStage(case, "closed", "satisfied")
        self.assertEqual((case.answer_ids.level, case.answer_ids.channel), (5, "demo"))
        self.assertEqual(message.state, "read")

    def test_a_bad_digit_gives_the_window_its_work(self):
        case = self.asked()
        self.text("１。")
        self.assertStage(case, "rectifying")

    def test_words_of_the_regulation_are_understood(self):
        for word, level in (("非常满意", 5), ("满意", 4), ("基本满意", 3), ("不满意", 2), ("非常不满意！", 1)):
            case = self.asked(phone=LI)
            self.text(word, sender=LI)
            self.assertEqual(case.answer_ids.level, level, word)
            case.answer_ids.env.invalidate_all()

    def test_an_understood_text_is_about_its_revisit(self):
        case = self.asked()
        message = self.text("5")
        self.assertEqual((message.res_model, message.res_id), ("jn.revisit", case.revisit_ids.id))
        self.assertEqual(message.unit_id, self.window_a)

    def test_the_number_of_the_only_question_may_be_said(self):
        case = self.asked()
        self.text("1-4")
        self.assertEqual(case.answer_ids.level, 4)

    # Not understood

    def test_what_nobody_understands_goes_to_the_supervisors_of_that_unit(self):
        case = self.asked()
        message = self.text("你们办事太慢了")
        self.assertEqual((message.state, message.puzzle), ("unmatched", "unclear"))
        self.assertFalse(case.answer_ids)
        self.assertEqual(message.unit_id, self.window_a)
        self.assertIn(message, self.as_user("supervisor")["jn.message"].search([]))

    def test_a_digit_outside_the_scale_goes_to_people(self):
        case = self.asked()
        for text in ("0", "7"):
            self.assertEqual(self.text(text).state, "unmatched")
        self.assertFalse(case.answer_ids)

    def test_a_number_we_never_asked_goes_to_people(self):
        self.asked()
        message = self.text("5", sender="13905379999")
        self.assertEqual((message.state, message.puzzle), ("unmatched", "unknown_number"))
        self.assertFalse(message.res_model)

    def test_a_sender_that_is_no_number_goes_to_people(self):
        self.asked()
        self.assertEqual(self.text("5", sender="10086").state, "unmatched")

    def test_a_question_that_has_not_left_the_house_is_not_answered_by_a_text(self):
        """The citizen cannot mean what nobody has asked yet."""
        self.freeze("2026-11-16 22:00")
        case = self.ingest()
        message = self.text("1")
        self.assertEqual(message.state, "unmatched")
        self.assertStage(case, "revisiting")

    # Several open questions

    def test_with_two_open_questions_a_bare_digit_is_asked_back_once(self):
        first, second = self.two_matters()
        self.assertEqual(self.text("1").state, "read")
        self.assertFalse(first.answer_ids | second.answer_ids)
        question = self.questions_back()
        self.assertEqual(question.recipient, "+86" + WANG)
        self.assertIn("1 Test matter (2026-11-16) 2 Test matter (2026-11-16)", question.text)
        self.assertIn("2-1", question.text)
        self.assertEqual(self.text("1").state, "unmatched", "a second time is for people")
        self.assertEqual(len(self.questions_back()), 1)

    def test_a_city_may_choose_not_to_ask_back(self):
        self.interpret("reply.asks_back", False)
        first, second = self.two_matters()
        message = self.text("1")
        self.assertEqual((message.state, message.puzzle), ("unmatched", "several"))
        self.assertFalse(self.questions_back())

    def test_the_question_back_reaches_the_phone_and_moves_no_revisit(self):
        first, second = self.two_matters()
        self.text("1")
        self.wait(0.1)
        self.assertEqual(self.questions_back().state, "delivered")
        self.assertEqual((first | second).mapped("stage_code"), ["revisiting", "revisiting"])

    def test_number_and_digit_answer_the_question_that_is_named(self):
        first, second = self.two_matters()
        self.text("2-1")
        self.assertFalse(first.answer_ids)
        self.assertEqual(second.answer_ids.level, 1)

    def test_the_numbers_stay_those_of_the_list_after_one_is_answered(self):
        first, second = self.two_matters()
        self.text("5")
        self.text("1-5")
        self.text("2：不满意")
        self.assertEqual(first.answer_ids.level, 5)
        self.assertEqual(second.answer_ids.level, 2)

    def test_several_texts_of_one_batch_are_read_in_the_order_in_which_they_came(self):
        first, second = self.two_matters()
        messages = self.text("1-5", "1")
        self.assertEqual(messages.mapped("state"), ["read", "read"])
        self.assertEqual(first.answer_ids.level, 5)
        self.assertEqual(second.answer_ids.level, 1, "then only one was open")

    def test_a_number_that_is_not_on_the_list_goes_to_people(self):
        first, second = self.two_matters()
        message = self.text("3-1")
        self.assertEqual((message.state, message.puzzle), ("unmatched", "not_listed"))
        self.assertFalse(first.answer_ids | second.answer_ids)

    def test_one_text_answers_several_matters_each_on_its_own(self):
        first, second = self.two_matters()
        message = self.text("1-5 2-1")
        self.assertStage(first, "closed", "satisfied")
        self.assertStage(second, "rectifying")
        self.assertEqual(message.state, "read")
        self.assertFalse(self.questions_back())

    def test_of_a_text_with_several_answers_all_that_can_be_taken_is_taken_and_a_person_sees_the_rest(self):
        first, second = self.two_matters()
        message = self.text("1-1，3-5")
        self.assertStage(first, "rectifying")
        self.assertStage(second, "revisiting")
        self.assertEqual((message.state, message.puzzle), ("unmatched", "not_listed"))

    def test_a_text_with_several_answers_of_which_one_is_unclear_changes_nothing(self):
        first, second = self.two_matters()
        message = self.text("1-5 2-谢谢")
        self.assertFalse((first | second).answer_ids)
        self.assertEqual(message.puzzle, "unclear")

    def test_the_questions_of_two_numbers_are_kept_apart(self):
        case, other = self.asked(), self.asked(phone=LI)
        self.text("5")
        self.text("1", sender=LI)
        self.assertEqual((case.answer_ids.level, other.answer_ids.level), (5, 1))

    # Afterwards

    def test_a_text_after_the_default_is_a_late_answer_to_the_question_delivered_last(self):
        case = self.asked()
        self.wait(49)
        self.assertStage(case, "closed", "defaulted")
        self.text("2")
        self.assertEqual(case.answer_ids.kind, "late")
        self.assertStage(case, "rectifying")

    def test_a_second_text_changes_the_answer_and_a_third_goes_to_people(self):
        case = self.asked()
        self.assertEqual(self.text("5", "1").mapped("state"), ["read", "read"])
        self.assertEqual(case.answer_ids.sorted("id").mapped("kind"), ["answer", "change"])
        self.assertStage(case, "rectifying")
        third = self.text("3")
        self.assertEqual((third.state, third.puzzle), ("unmatched", "used"))
        self.assertEqual(len(case.answer_ids), 2)

    def test_a_text_after_the_term_goes_to_people(self):
        case = self.asked()
        self.wait(24 * 16)
        message = self.text("1")
        self.assertEqual((message.state, message.puzzle), ("unmatched", "over"))
        self.assertFalse(case.answer_ids)

    def test_the_second_question_is_answered_by_the_next_text(self):
        case = self.dissatisfied()
        self.repair(case)
        self.wait(0.2)
        self.text("4")
        self.assertStage(case, "closed", "satisfied_after_rectification")

    # Shape

    def test_the_questions_of_many_numbers_are_found_in_one_search(self):
        for number in range(5):
            self.asked(phone=f"1390537910{number}")
        self.env.flush_all()
        now = self.env["jn.clock"]._now()
        self.env["jn.message"]._receive([
            {"channel": "demo", "sender": f"1390537910{number}", "text": "?", "external_id": f"m{number}", "at": now}
            for number in range(5)
        ])
        revisits = type(self.env["jn.revisit"])
        with patch.object(revisits, "search", autospec=True, side_effect=revisits.search) as search:
            self.env["jn.message.inbox"]._sweep_batch(500)
        self.assertEqual(search.call_count, 1)

    def test_no_text_tells_the_link(self):
        first, second = self.two_matters()
        self.text("1")
        for case in (first, second):
            self.assertNotIn(link.token(case.revisit_ids), self.questions_back().text)

    def test_a_list_remembers_its_numbers_and_its_key_holds_no_phone_number(self):
        first, second = self.two_matters()
        self.text("1")
        self.assertEqual(self.questions_back().numbered_ids, (first | second).revisit_ids.ids)
        self.assertNotIn(WANG, self.questions_back().key)
