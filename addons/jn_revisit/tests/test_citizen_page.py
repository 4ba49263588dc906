"""The citizen's page over real HTTP: opening changes nothing, only a confirmed answer does (Art. 6, 7; A4 to A6, D8, D13)."""

import re

from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from odoo.addons.jn_org.tests.common import at

from .. import link
from .common import MONDAY, RevisitCase, latest

MOST_BYTES = 60 * 1024
FACTS = ("jn_answer", "jn_flow_passage", "jn_flow_deadline", "jn_message", "jn_rectification")
ENGLISH = {"Accept-Language": "en-US,en;q=0.9"}


@tagged("post_install", "-at_install")
class TestCitizenPage(HttpCase, RevisitCase):
    def setUp(self):
        super().setUp()
        self.env["jn.clock"]._stand_at(at(MONDAY))  # the server's threads know nothing of a frozen clock
        self.hall.phone = "0537-1234567"
        self.city.phone = "0537-7654321"

    def path(self, case):
        return f"/jn/r/{link.token(latest(case.revisit_ids))}"

    def get(self, case, headers=ENGLISH, **values):
        return self.url_open(self.path(case), headers=headers, **values)

    def post(self, case, headers=ENGLISH, **fields):
        response = self.url_open(self.path(case), data=fields, headers=headers)
        self.env.invalidate_all()
        return response

    def confirm_answer(self, case, level, **fields):
        return self.post(case, level=level, confirm=1, **fields)

    def facts(self):
        self.env.flush_all()
        return [self.env.execute_query(SQL("SELECT count(*) FROM %s", SQL.identifier(table))) for table in FACTS]

    # Opening

    def test_opening_and_scanning_change_nothing(self):
        case = self.asked()
        before = self.facts()
        for method in ("GET", "HEAD", "GET"):
            response = self.get(case, method=method)
            self.assertEqual(response.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.facts(), before)
        self.assertStage(case, "revisiting")

    def test_the_page_names_window_matter_day_and_until_when_to_answer(self):
        page = self.get(self.asked()).text
        for words in ("Test matter", "Window A", "November 16, 2026", "November 18, 2026 10:", "0537-1234567"):
            self.assertIn(words, page)

    def test_the_page_shows_neither_name_nor_number_of_the_citizen(self):
        page = self.get(self.asked()).text
        self.assertNotIn("王小明", page)
        self.assertNotIn("13805370001", page)

    def test_the_levels_and_reasons_are_those_of_the_regulation_in_chinese(self):
        page = self.get(self.asked(), headers={}).text
        self.assertIn('lang="zh-CN"', page)
        for words in ("非常满意", "基本满意", "非常不满意", "服务态度差"):
            self.assertIn(words, page)

    def test_a_browser_that_clearly_prefers_english_gets_english(self):
        case = self.asked()
        self.assertIn("Very dissatisfied", self.get(case).text)
        chinese_first = self.get(case, headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}).text
        self.assertIn("非常不满意", chinese_first)
        self.assertIn("非常不满意", self.get(case, headers={"Accept-Language": "fr"}).text)

    def test_the_language_can_be_switched_and_stays_through_the_steps(self):
        case = self.asked()
        page = self.url_open(f"{self.path(case)}?lang=en_US", headers={"Accept-Language": "zh-CN"}).text
        self.assertIn("Very dissatisfied", page)
        self.assertIn("?lang=en_US", re.search(r'<form[^>]*action="([^"]+)"', page)[1])

    # Robustness of the page itself

    def test_the_page_is_light_and_brings_nothing_from_elsewhere(self):
        case = self.asked()
        for number in range(4):
            self.asked(completed_at=self.iso(-1 - number / 10))
        page = self.get(case).text
        style = self.url_open(re.search(r'href="([^"]+\.css[^"]*)"', page)[1])
        self.assertEqual(style.status_code, 200)
        self.assertLess(len(page.encode()) + len(style.content), MOST_BYTES)
        self.assertNotIn("<script", page)
        self.assertFalse(re.search(r'(src|href)="(https?:)?//', page))

    def test_every_field_has_a_label_and_every_group_a_legend(self):
        page = self.get(self.asked()).text
        labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
        fields = set(re.findall(r'<(?:input type="radio"|textarea)[^>]* id="([^"]+)"', page))
        self.assertEqual(len(fields), 6)
        self.assertEqual(labelled, fields)
        self.assertEqual(page.count("<fieldset"), page.count("<legend"))

    def test_the_answer_is_neither_cached_nor_framed_nor_indexed_and_sets_no_cookie(self):
        response = self.get(self.asked())
        headers = response.headers
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", headers["X-Robots-Tag"])
        self.assertIn("default-src 'self'", headers["Content-Security-Policy"])
        self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
        self.assertNotIn("Set-Cookie", headers)

    def test_a_body_that_is_too_large_is_refused(self):
        case = self.asked()
        response = self.post(case, level=5, confirm=1, comment="x" * 40_000)
        self.assertEqual(response.status_code, 413)
        self.assertFalse(case.answer_ids)

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
        self.call(case)
        page = self.get(case).text
        self.assertRegex(page, r"Window A will report by November \d+, 2026")
        self.assertNotIn("called", page, "the window's notes are not for the page")

    def test_who_asks_for_the_supervisors_is_called_by_them(self):
        case = self.asked()
        page = self.confirm_answer(case, 1, tags="slow", wants_supervisor=1).text
        self.assertTrue(case.revisit_ids.wants_supervisor)
        self.assertIn("The supervision office of Test County will call you by", page)

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

    # Links that are none

    def test_forged_links_are_refused_alike(self):
        case, other = self.asked(), self.asked(phone="13805370002")
        number, mac = link.token(case.revisit_ids).split(".")
        wrong = (
            f"{number}.x", f"{other.revisit_ids.id}.{mac}", f"{number}.", number, f"{number}.é", "é.é", "x", f".{mac}",
            f"{'9' * 30}.{mac}", f"{number}.{mac}0", f"-{number}.{mac}",
        )
        before = self.facts()
        pages = set()
        for token in wrong:
            for data in (None, {"level": 1, "tags": "slow", "confirm": 1}):
                response = self.url_open(f"/jn/r/{token}", data=data, headers=ENGLISH)
                self.assertEqual(response.status_code, 404, token)
                pages.add(re.sub(r'href="/jn/r[^"]*"', "", response.text))
        self.assertEqual(len(pages), 1, "a guesser learns nothing from the differences")
        self.assertIn("We do not know this link", pages.pop())
        self.assertEqual(self.facts(), before)

    def test_the_link_of_a_revisit_that_does_not_exist_is_refused(self):
        gone = self.env["jn.revisit"].browse(99_999_999)
        self.assertEqual(self.url_open(f"/jn/r/{link.token(gone)}").status_code, 404)

    def test_other_methods_are_refused(self):
        self.assertEqual(self.get(self.asked(), method="PUT").status_code, 405)

    # Several matters of one day

    def test_other_matters_of_that_day_are_on_the_page_each_with_its_own_form(self):
        case = self.asked()
        other = self.asked(unit=self.window_b.code)
        page = self.get(case).text
        self.assertEqual(page.count("<form"), 2)
        self.assertLess(page.index("Window A"), page.index("Window B"), "the link's own matter comes first")
        self.confirm_answer(case, 1, tags="slow", revisit=other.revisit_ids.id)
        self.assertFalse(case.answer_ids)
        self.assertEqual(other.answer_ids.level, 1)
        self.assertStage(case, "revisiting")
        self.assertEqual(self.get(case).text.count("<form"), 3 - 1, "one is open, one can be changed")

    def test_matters_of_another_number_or_day_are_not_on_the_page(self):
        yesterday = self.asked(accepted_at=self.iso(-30), completed_at=self.iso(-26))
        case = self.asked()
        self.asked(phone="13805370002")
        self.assertEqual(self.get(case).text.count("<form"), 1)
        self.assertEqual(self.get(yesterday).text.count("<form"), 1)

    def test_midnight_is_that_of_the_city_and_not_of_greenwich(self):
        """07:00 and 09:00 in Jining are two days in UTC and one here."""
        early = self.asked(accepted_at="2026-11-16T06:00:00+08:00", completed_at="2026-11-16T07:00:00+08:00")
        self.asked(accepted_at="2026-11-16T06:00:00+08:00", completed_at="2026-11-16T09:00:00+08:00")
        self.assertEqual(self.get(early).text.count("<form"), 2)

    def test_an_answer_for_a_matter_that_is_not_of_this_link_is_refused(self):
        case, stranger = self.asked(), self.asked(phone="13805370002")
        response = self.confirm_answer(case, 1, tags="slow", revisit=stranger.revisit_ids.id)
        self.assertEqual(response.status_code, 400)
        self.assertFalse(stranger.answer_ids)
        self.assertFalse(case.answer_ids)

    def test_a_matter_that_could_not_be_asked_about_is_not_on_the_page(self):
        case = self.asked()
        self.ingest(accepted_at=self.iso(-24 * 9), completed_at=self.iso(-24 * 8))
        self.assertEqual(self.get(case).text.count("<form"), 1)

    def test_after_the_rectification_the_second_question_has_a_link_of_its_own(self):
        case = self.asked()
        first = self.path(case)
        self.confirm_answer(case, 1, tags="slow")
        self.repair(case)
        self.wait(0.2)
        self.assertNotEqual(self.path(case), first)
        self.confirm_answer(case, 4)
        self.assertStage(case, "closed", "satisfied_after_rectification")
