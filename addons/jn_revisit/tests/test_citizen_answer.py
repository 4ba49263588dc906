"""Answering on the page: only what was confirmed counts (Art. 7; decisions A4 to A6, D13)."""

import doctest
import re

from odoo.tests import tagged

from .. import faces
from ..controllers import form
from .citizen import ENGLISH, CitizenCase


@tagged("post_install", "-at_install")
class TestCitizenAnswer(CitizenCase):
    # The steps

    def test_a_choice_alone_only_asks_to_confirm_it(self):
        case = self.asked()
        response = self.post(case, level=2, tags="slow", comment="Two hours", wants_supervisor=1)
        self.assertEqual(response.status_code, 200)
        for words in ("You have chosen", "Dissatisfied", "Confirm and send", "Go back and change", "Two hours"):
            self.assertIn(words, response.text)
        self.assertFalse(case.answer_ids)
        self.assertFalse(case.revisit_ids.wants_supervisor)

    def test_the_hidden_fields_of_the_confirming_step_store_the_answer(self):
        """The way without any script, from the form to the thanks."""
        case = self.asked()
        step = self.post(case, level=2, tags=["slow", "unclear"], comment="Two hours", wants_supervisor=1).text
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', step)
        response = self.url_open(self.path(case), data=[*hidden, ("confirm", "1")], headers=ENGLISH)
        self.env.invalidate_all()
        self.assertIn("Thank you", response.text)
        answer = case.answer_ids
        self.assertEqual((answer.level, answer.comment, answer.channel), (2, "Two hours", "page"))
        self.assertEqual(set(answer.tag_ids.mapped("code")), {"slow", "unclear"})

    def test_going_back_shows_the_form_as_it_was_filled_in(self):
        case = self.asked()
        page = self.post(case, level=1, tags="slow", comment="Two hours", edit=1).text
        self.assertRegex(page, r'value="1"[^>]*checked|checked[^>]*value="1"')
        self.assertRegex(page, r'value="slow"[^>]*checked|checked[^>]*value="slow"')
        self.assertIn("Two hours</textarea>", page)
        self.assertFalse(case.answer_ids)

    def test_a_confirmed_answer_is_stored_once_and_the_window_gets_its_work(self):
        case = self.asked()
        response = self.confirm_answer(case, 1, tags="slow")
        self.assertEqual(response.history[0].status_code, 303, "reloading must not send it again")
        self.assertEqual(len(case.answer_ids), 1)
        self.assertStage(case, "rectifying")

    def test_an_answer_is_stored_as_create_would_store_it(self):
        case, other = self.asked(), self.asked(phone="13805370002")
        case.revisit_ids._answer(2, ["slow"], "Two\0 hours ", "page")
        kept = case.answer_ids
        self.assertEqual((kept.comment, kept.tag_ids.mapped("code"), kept.is_first), ("Two hours", ["slow"], True))
        created = self.env["jn.answer"].create({
            "revisit_id": other.revisit_ids.id, "case_id": other.id, "unit_id": other.unit_id.id, "level": 2, "kind": "answer",
            "comment": "Two hours", "channel": "page", "answered_at": kept.answered_at, "tag_ids": kept.tag_ids.ids, "entered_by_id": False,
        })
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT to_jsonb(a) - '{id,revisit_id,case_id,create_date,write_date}'::text[] FROM jn_answer a WHERE id = ANY(%s)",
            [(kept | created).ids],
        )
        [first], [second] = self.env.cr.fetchall()
        self.assertEqual(first, second)

    def test_a_satisfied_citizen_needs_no_reason_and_the_case_is_closed(self):
        case = self.asked()
        page = self.confirm_answer(case, 5).text
        self.assertStage(case, "closed", "satisfied")
        self.assertIn("Very satisfied", page)
        self.assertIn("Closed", page)

    def test_a_form_sent_twice_is_one_answer(self):
        case = self.asked()
        for _time in range(3):
            response = self.confirm_answer(case, 1, tags="slow", comment="Two hours")
            self.assertEqual(response.status_code, 200)
        self.assertEqual(len(case.answer_ids), 1)

    def test_reasons_and_wishes_of_a_bad_answer_are_dropped_when_it_turns_good(self):
        case = self.asked()
        self.confirm_answer(case, 4, tags="slow", wants_supervisor=1)
        self.assertFalse(case.answer_ids.tag_ids)
        self.assertFalse(case.revisit_ids.wants_supervisor)

    # What is missing or wrong

    def test_a_bad_answer_without_a_reason_is_asked_again_and_keeps_what_was_typed(self):
        case = self.asked()
        for step in ({}, {"confirm": 1}):
            page = self.post(case, level=2, comment="Two hours", **step).text
            self.assertIn("at least one reason", page)
            self.assertIn("Two hours</textarea>", page)
        self.assertFalse(case.answer_ids)

    def test_the_reason_may_be_left_out_where_the_setting_says_so(self):
        self.env["jn.setting"].search([("code", "=", "bad_answer.reason_required")]).default_value = "false"
        case = self.asked()
        self.confirm_answer(case, 2)
        self.assertEqual(case.answer_ids.level, 2)

    def test_words_are_needed_where_the_setting_says_so(self):
        self.env["jn.setting"].search([("code", "=", "bad_answer.comment_required")]).default_value = "true"
        case = self.asked()
        self.assertIn("in a few words", self.confirm_answer(case, 2, tags="slow").text)
        self.assertFalse(case.answer_ids)

    def test_nothing_chosen_or_no_such_level_is_asked_again(self):
        case = self.asked()
        self.assertIn("Please choose how satisfied", self.post(case, confirm=1).text)
        for level in ("9", "0"):
            self.assertIn("one of the levels shown", self.confirm_answer(case, level).text)
        for level in ("-1", "5.5", "４", "x", "9" * 30):
            self.assertIn("Please choose how satisfied", self.confirm_answer(case, level).text)
        self.assertFalse(case.answer_ids)

    def test_too_many_words_are_asked_to_be_fewer(self):
        case = self.asked()
        self.assertIn("shorten", self.confirm_answer(case, 5, comment="字" * 1001).text)
        self.assertFalse(case.answer_ids)

    def test_an_unknown_reason_leaves_nothing_behind(self):
        case = self.asked()
        response = self.confirm_answer(case, 1, tags="forged", wants_supervisor=1)
        self.assertEqual(response.status_code, 400)
        self.assertFalse(case.answer_ids)
        self.assertFalse(case.revisit_ids.wants_supervisor)

    def test_html_in_a_comment_is_shown_as_it_was_typed(self):
        case = self.asked()
        nasty = '<script>alert(1)</script>"><img src=x onerror=alert(2)> {{7*7}}'
        step = self.post(case, level=5, comment=nasty).text
        status = self.confirm_answer(case, 5, comment=nasty).text
        for page in (step, status):
            self.assertNotIn("<script", page)
            self.assertNotIn("<img", page)
            self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", page)
        self.assertEqual(case.answer_ids.comment, nasty)

    # Afterwards

    def test_the_same_link_shows_where_the_matter_stands_and_who_calls_by_when(self):
        case = self.asked()
        self.confirm_answer(case, 1, tags="slow")
        page = self.get(case).text
        self.assertIn("Rectifying", page)
        self.assertRegex(page, r"Window A will call you by November 17, 2026 10:\d\d\.")

    def test_after_the_call_it_shows_until_when_the_window_reports(self):
        case = self.asked()
        self.confirm_answer(case, 1, tags="slow")
        self.by("liaison", case.rectification_ids).log_call(reached=True, note="A note of the window")
        page = self.get(case).text
        self.assertRegex(page, r"Window A will report by November \d+, 2026")
        self.assertNotIn("A note of the window", page, "the window's notes are not for the page")

    def test_who_asks_for_the_supervisors_is_called_by_them(self):
        case = self.asked()
        page = self.confirm_answer(case, 1, tags="slow", wants_supervisor=1).text
        self.assertTrue(case.revisit_ids.wants_supervisor)
        self.assertIn("The supervision office of Test County will call you by", page)

    def test_while_the_supervisors_check_it_says_until_when_and_then_how_it_ended(self):
        case = self.verifying()
        page = self.get(case).text
        self.assertRegex(page, r"The supervision office of Test County will check with you by November \d+, 2026 24:00\.")
        self.assertNotIn("Result", page)
        self.conclude(case, "explained")
        page = self.get(case).text
        self.assertIn("the matter was handled lawfully", page)
        self.assertNotIn("will check with you", page)
        self.assertIn("依法依规", self.get(case, headers={}).text)

    def test_no_name_of_staff_is_shown(self):
        case = self.asked()
        self.confirm_answer(case, 1, tags="slow")
        self.repair(case)
        page = self.get(case).text
        for user in self.users.values():
            self.assertNotIn(user.login, page)

    def test_an_answer_can_be_changed_once_and_a_third_is_refused(self):
        case = self.asked()
        self.confirm_answer(case, 5)
        self.assertIn("Change my rating", self.get(case).text)
        self.confirm_answer(case, 1, tags="slow")
        self.assertEqual(case.answer_ids.sorted("id").mapped("kind"), ["answer", "change"])
        self.assertStage(case, "rectifying")
        self.assertNotIn("Change my rating", self.get(case).text)
        refused = self.confirm_answer(case, 3)
        self.assertEqual(refused.status_code, 410)
        self.assertIn("rated and the rating changed already", refused.text)
        self.assertEqual(len(case.answer_ids), 2)

    def test_a_better_answer_is_shown_beside_the_bad_one_and_stops_nothing(self):
        case = self.asked()
        self.confirm_answer(case, 1, tags="slow")
        page = self.confirm_answer(case, 5).text
        self.assertStage(case, "rectifying")
        self.assertIn("Very dissatisfied", page)
        self.assertIn("Very satisfied", page)

    def test_a_late_bad_answer_opens_the_case_again(self):
        case = self.asked()
        self.wait(49)
        self.assertStage(case, "closed", "defaulted")
        self.confirm_answer(case, 2, tags="slow")
        self.assertEqual(case.answer_ids.kind, "late")
        self.assertStage(case, "rectifying")

    def test_after_the_term_the_page_says_so_kindly_and_takes_nothing(self):
        case = self.asked()
        self.wait(24 * 16)
        page = self.get(case)
        self.assertEqual(page.status_code, 410)
        self.assertIn("The time for rating this matter is over", page.text)
        self.assertIn("0537-1234567", page.text)
        self.assertNotIn("<form", page.text)
        refused = self.confirm_answer(case, 1, tags="slow")
        self.assertEqual(refused.status_code, 410)
        self.assertFalse(case.answer_ids)

    def test_the_examples_in_the_code_hold(self):
        for module in (form, faces):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted)
            self.assertFalse(result.failed)
