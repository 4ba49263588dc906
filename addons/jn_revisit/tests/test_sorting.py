"""People sort the replies that the system does not understand (decisions A7, A8)."""

from odoo.exceptions import AccessError, UserError

from .texts import TextCase


class TestSorting(TextCase):
    def form(self, message, role="supervisor", **values):
        """The form as this person opens it from the list."""
        forms = self.as_user(role)["jn.sort.wizard"].with_context(active_model="jn.message", active_id=message.id)
        return forms.create(values)

    def level(self, number):
        return self.env["jn.answer.level"].search([("level", "=", number)])

    def test_the_form_proposes_the_only_open_question(self):
        over, case = self.asked(), self.asked(unit=self.window_b.code)
        self.citizen(over, 5)
        form = self.form(self.text("马马虎虎"))
        self.assertEqual(form.revisit_id, case.revisit_ids)
        found = self.env["jn.revisit"].search(form.question_domain)
        self.assertEqual(found, over.revisit_ids | case.revisit_ids)

    def test_with_two_open_questions_a_person_says_which(self):
        first, second = self.asked(), self.asked(unit=self.window_b.code)
        message = self.text("第一件还行")
        self.form(message, verdict="answer", revisit_id=first.revisit_ids.id, level_id=self.level(3).id).action_sort()
        self.assertEqual((first.answer_ids.level, second.answer_ids.ids), (3, []))
        self.assertEqual((message.state, message.res_id), ("read", first.revisit_ids.id))

    def test_a_text_from_an_unknown_number_can_be_given_to_a_matter(self):
        case = self.asked()
        message = self.text("我是王小明，办得很好", sender="13905379999")
        self.form(message, verdict="answer", revisit_id=case.revisit_ids.id, level_id=self.level(5).id).action_sort()
        self.assertStage(case, "closed", "satisfied")
        self.assertEqual(case.answer_ids.entered_by_id, self.users["supervisor"])

    def test_what_is_missing_is_said(self):
        self.asked()
        message = self.text("嗯")
        for values, words in (
            ({}, "say first"),
            ({"verdict": "answer"}, "matter and the rating"),
            ({"verdict": "none", "note": " "}, "few words"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self.form(message, **values).action_sort()
        self.assertEqual(message.state, "unmatched")

    def test_what_is_sorted_is_not_sorted_again(self):
        self.asked()
        message = self.text("嗯")
        first, second = (self.form(message, verdict="none", note="nothing") for _each in range(2))
        first.action_sort()
        with self.assertRaisesRegex(UserError, "sorted already"):
            second.action_sort()

    def test_a_supervisor_of_the_rated_unit_does_not_say_what_its_citizen_meant(self):
        case = self.asked()
        self.users["supervisor"].unit_ids |= self.window_a
        form = self.form(self.text("还好"), verdict="answer", level_id=self.level(4).id)
        with self.assertRaises(AccessError):
            form.action_sort()
        self.assertFalse(case.answer_ids)

    def test_where_nobody_may_enter_answers_nobody_sorts_one_in(self):
        case = self.asked()
        self.interpret("answer.staff_may_type", "nobody")
        form = self.form(self.text("还好"), verdict="answer", level_id=self.level(4).id)
        with self.assertRaisesRegex(AccessError, "nobody enters"):
            form.action_sort()
        with self.assertRaisesRegex(AccessError, "nobody enters"):
            self.by("supervisor", case.revisit_ids).answer(5)
        self.as_user("intake")["jn.revisit"].browse(case.revisit_ids.id).answer(5)
        self.assertEqual(case.answer_ids.channel, "app", "the app's server still does")

    def test_a_foreign_text_is_neither_shown_nor_sorted(self):
        other = self._make_unit("county", "Other County", parent_id=self.city.id)
        self.users["supervisor"].unit_ids = other
        message = self.text("嗯", sender="13905379003")
        message.sudo().unit_id = self.window_a
        forms = self.as_user("supervisor")["jn.sort.wizard"]
        with self.assertRaises(AccessError):
            forms.create({"message_id": message.id}).read(["text"])
        with self.assertRaises(AccessError):
            forms.create({"message_id": message.id, "verdict": "none", "note": "x"}).action_sort()

    def test_clerks_and_liaisons_sort_nothing(self):
        self.asked()
        message = self.text("嗯")
        for role in ("window_clerk", "liaison", "chief_representative", "leader"):
            with self.assertRaises(AccessError):
                self.form(message, role=role)
