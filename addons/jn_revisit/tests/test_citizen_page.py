"""The citizen's page: what it shows, to whom, and that opening it changes nothing (Art. 6; decision D8)."""

import re

from odoo.tests import tagged

from .. import link
from .citizen import ENGLISH, CitizenCase

MOST_BYTES = 60 * 1024


@tagged("post_install", "-at_install")
class TestCitizenPage(CitizenCase):
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
