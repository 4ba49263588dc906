"""Guessers, rubbish and logs: refused alike, counted without secrets, and no valid link is ever locked out."""

import doctest
import json
import logging
import secrets
from collections import Counter

from odoo.tests import tagged
from odoo.tools import SQL

from .. import link, redact
from .citizen import ENGLISH, CitizenCase

MOST = 5
GUESSES = 10_000


@tagged("post_install", "-at_install")
class TestCitizenRefusals(CitizenCase):
    def setUp(self):
        super().setUp()
        setting = self.env["jn.setting"].search([("code", "=", "refusals.most")])
        setting.default_value = json.dumps(MOST)
        self.env.registry.clear_all_caches()

    def guess(self, number=1, **values):
        return [self.url_open(f"/jn/r/{1000 + n}.AAAAAAAAAAAAAAAAAAAAAA", headers=ENGLISH, **values) for n in range(number)]

    def rows(self):
        self.env.flush_all()
        return self.env.execute_query(SQL("SELECT key, at FROM jn_refusal"))

    # Guessing

    def test_a_guesser_waits_and_leaves_few_rows(self):
        answers = self.guess(MOST + 20)
        self.assertEqual([each.status_code for each in answers], [404] * MOST + [429] * 20)
        self.assertEqual(answers[-1].headers["Retry-After"], "600")
        self.assertEqual(len(self.rows()), MOST)

    def test_none_of_ten_thousand_guesses_is_a_link(self):
        revisit = self.asked().revisit_ids
        guesses = (f"{revisit.id}.{secrets.token_urlsafe(link.SIZE)}" for _turn in range(GUESSES))
        self.assertFalse(any(link.read(self.env, guess) for guess in guesses))
        self.assertEqual(link.read(self.env, link.token(revisit)), revisit)

    def test_guesses_find_nothing_and_leave_few_traces(self):
        case = self.asked()
        before = self.facts()
        with self.assertLogs("odoo.addons.jn_message.controllers.refusals", logging.INFO) as seen:
            codes = Counter(each.status_code for each in self.guess(100))
        self.assertEqual(codes, {404: MOST, 429: 100 - MOST})
        self.assertEqual((len(seen.output), len(self.rows()), self.facts()), (MOST, MOST, before))
        self.confirm_answer(case, 5)
        self.assertTrue(case.answer_ids, "a valid link is never locked out")

    def test_whether_counted_or_not_the_words_are_the_same(self):
        texts = {each.text.split("<main>")[1].split("</main>")[0] for each in self.guess(MOST + 2)}
        self.assertEqual(len(texts), 1)

    def test_a_valid_link_opens_and_answers_from_the_same_address(self):
        case = self.asked()
        self.guess(MOST + 2)
        self.assertEqual(self.get(case).status_code, 200)
        self.confirm_answer(case, 5)
        self.assertEqual(case.answer_ids.level, 5)

    def test_posting_a_guess_is_a_guess(self):
        for answer in self.guess(MOST, data={"level": 1, "confirm": 1}):
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.guess()[0].status_code, 429)

    def test_what_is_long_ago_is_forgiven_and_later_swept_away(self):
        self.guess(MOST)
        self.env.cr.execute("UPDATE jn_refusal SET at = at - interval '11 minutes'")
        self.assertEqual(self.guess()[0].status_code, 404)
        self.env.cr.execute("UPDATE jn_refusal SET at = at - interval '25 hours'")
        self.env["jn.refusal"]._gc_old()
        self.assertFalse(self.rows())

    def test_opening_and_answering_leave_no_row(self):
        case = self.asked()
        self.get(case)
        self.confirm_answer(case, 5)
        self.assertFalse(self.rows())

    def test_neither_address_nor_token_is_stored(self):
        self.guess(1)
        [[key, _at]] = self.rows()
        self.assertRegex(key, r"^[0-9a-f]{64}$")
        failures = self.env["jn.refusal"]
        self.assertEqual(failures._of_address("2001:db8::1"), failures._of_address("2001:db8::2"), "one household")
        self.assertNotEqual(failures._of_address("192.0.2.1"), failures._of_address("192.0.2.2"))
        self.assertEqual(failures._of_address(None), failures._of_address("nonsense"))

    # Rubbish with a valid link

    def test_a_link_that_sends_rubbish_waits_but_opens_and_answers(self):
        case = self.asked()
        for _turn in range(MOST):
            self.assertEqual(self.confirm_answer(case, 1, tags="forged").status_code, 400)
        for _turn in range(2):
            refused = self.confirm_answer(case, 1, tags="forged")
            self.assertEqual(refused.status_code, 429)
            self.assertIn("Please wait a few minutes", refused.text)
        self.assertEqual(len(self.rows()), MOST)
        self.assertEqual(self.with_a_picture(case), 429)
        self.assertFalse(case.answer_ids)
        self.assertEqual(self.get(case).status_code, 200)
        self.confirm_answer(case, 5)
        self.assertEqual(case.answer_ids.level, 5)

    def with_a_picture(self, case):
        files = {"pictures": ("a.png", b"none", "image/png")}
        return self.url_open(self.path(case), data={"level": 5, "confirm": 1}, files=files, headers=ENGLISH).status_code

    def test_what_was_merely_forgotten_is_not_counted(self):
        case = self.asked()
        for _turn in range(MOST + 1):
            self.post(case, comment="no level")
        self.assertFalse(self.rows())
        self.confirm_answer(case, 5)
        self.assertTrue(case.answer_ids)

    def test_a_body_that_is_too_large_gets_a_sentence(self):
        case = self.asked()
        response = self.post(case, level=5, confirm=1, comment="x" * 40_000)
        self.assertEqual(response.status_code, 413)
        self.assertIn("too large for us", response.text)
        self.assertIn("noindex", response.headers["X-Robots-Tag"])
        self.assertFalse(case.answer_ids)

    def test_who_goes_on_sending_what_is_too_large_is_told_to_wait(self):
        case = self.asked()
        self.interpret("refusals.most", 2)
        answers = [self.post(case, level=5, confirm=1, comment="x" * 40_000) for _turn in range(4)]
        self.assertEqual([each.status_code for each in answers], [413, 413, 429, 429])
        self.assertIn("Please wait a few minutes", answers[-1].text)
        self.assertTrue(answers[-1].headers["Retry-After"])
        self.assertEqual(self.post(case, level=5, confirm=1).status_code, 200, "what is valid passes")
        self.assertEqual(case.answer_ids.level, 5)

    def test_only_a_valid_link_may_send_pictures(self):
        files = [("pictures", ("p", b"0" * 100_000, "image/jpeg"))]
        response = self.url_open("/jn/r/7.forged", data={"confirm": 1}, files=files, headers=ENGLISH)
        self.assertEqual(response.status_code, 413)

    def test_sql_in_a_comment_or_level_is_text_or_nothing(self):
        case = self.asked()
        words = "'; DROP TABLE jn_answer; --"
        self.assertIn("Please choose", self.post(case, level=words, confirm=1).text)
        self.confirm_answer(case, 5, comment=words)
        self.assertEqual(case.answer_ids.comment, words)

    def test_a_reason_of_another_matter_is_refused_and_not_shown(self):
        tag = self.env["jn.answer.tag"].search([("code", "=", "slow")])
        tag.matter_ids = self.env["jn.matter"].create({"code": "test_other", "name": "Other matter"})
        case = self.asked()
        self.assertNotIn('value="slow"', self.get(case).text)
        self.assertEqual(self.confirm_answer(case, 1, tags="slow").status_code, 400)
        tag.matter_ids |= self.matter
        self.assertIn('value="slow"', self.get(case).text)
        self.confirm_answer(case, 1, tags="slow")
        self.assertEqual(case.answer_ids.tag_ids, tag)

    # Logs

    def test_the_access_log_holds_no_token(self):
        logger = logging.getLogger(redact.LOGGER)
        token = link.token(self.asked().revisit_ids)
        with self.assertLogs(logger, logging.INFO) as seen:
            logger.info('%s - - [%s] "GET /jn/r/%s?lang=zh_CN HTTP/1.1" %d 100%%', "192.0.2.1", "now", token, 200)
            logger.info("%s of %s", "GET /odoo", "somebody")
        self.assertNotIn(token, "".join(seen.output))
        self.assertIn("/jn/r/[link]?lang=zh_CN HTTP/1.1", seen.output[0])
        self.assertIn("GET /odoo of somebody", seen.output[1])

    def test_the_servers_own_line_for_a_request_holds_no_token(self):
        case = self.asked()
        with self.assertLogs(redact.LOGGER, logging.INFO) as seen:
            self.get(case)
            self.url_open("/web/login")
        lines = "".join(seen.output)
        self.assertIn("/jn/r/[link]", lines)
        self.assertNotIn(link.token(case.revisit_ids), lines)

    def test_a_refusal_is_logged_without_token_and_whole_address(self):
        with self.assertLogs("odoo.addons.jn_message.controllers.refusals", logging.INFO) as seen:
            self.guess(MOST + 3)
        self.assertEqual(len(seen.output), MOST, "who waits is not written about")
        for line in seen.output:
            self.assertIn("unknown link of a citizen's page, address 127.0.0.0/16", line)
            self.assertNotIn("AAAA", line)

    def test_the_filter_is_there_once(self):
        redact.install()
        filters = [each for each in logging.getLogger(redact.LOGGER).filters if isinstance(each, redact.WithoutLinks)]
        self.assertEqual(len(filters), 1)

    def test_the_examples_in_the_code_hold(self):
        self.assertFalse(doctest.testmod(redact).failed)
