"""The page of those who are to be called: whom, what to say, each attempt, and when to try next (Art. 6, 7; decision D6)."""

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import RevisitCase

NUMBER = "13805370001"


@tagged("post_install", "-at_install")
class TestCallPage(RevisitCase):
    def setUp(self):
        super().setUp()
        self.env["jn.message.ladder"].create({
            "name": "With phone", "unit_id": self.county.id, "reason": "elderly people",
            "rung_ids": [(0, 0, {"channel": "phone", "hours": 72})],
        })
        self.env["jn.demo.phone"].create({"number": f"+86{NUMBER}", "behaviour": "unknown"})
        self.revisit = self.by("supervisor", self.to_call().revisit_ids)

    def to_call(self):
        case = self.ingest(phone=NUMBER)
        self.wait(0.2)
        return case

    def page(self):
        action = self.env.ref("jn_revisit.jn_revisit_call_action")
        return self.as_user("supervisor")["jn.revisit"].search(safe_eval(action.domain), order="call_by, id")

    def test_the_list_says_whom_to_call_and_when_next(self):
        self.assertEqual(self.page(), self.revisit)
        self.assertEqual((self.revisit.attempt_count, self.revisit.call_now), (0, True))
        self.revisit.log_attempt("not_reached")
        self.assertEqual((self.revisit.attempt_count, self.revisit.call_now), (1, False))
        self.assertEqual(self.revisit.next_call_at.date().isoformat(), "2026-11-16")
        self.revisit.log_attempt("not_reached")
        self.assertEqual(self.revisit.next_call_at, self.at("2026-11-17 09:00"), "the third one has to be another day's")

    def test_who_was_told_need_not_be_called_again(self):
        self.revisit.log_attempt("told")
        self.wait(0.1)
        self.assertFalse(self.page())
        self.assertFalse(self.revisit.next_call_at or self.revisit.call_now)

    def test_the_form_has_the_words_of_the_pack_and_asks_for_no_better_rating(self):
        form = self.form("supervisor", "jn.attempt.wizard", self.revisit)
        self.assertIn("王小明", form.script)
        self.assertIn(self.matter.name, form.script)
        self.assertNotIn("{", form.script)
        chinese = form.with_context(lang="zh_CN")
        chinese.invalidate_recordset()
        self.assertIn("严禁诱导评价", chinese.script)

    def test_the_form_keeps_the_attempt_and_goes_on_to_the_rating(self):
        self.form("supervisor", "jn.attempt.wizard", self.revisit, result="not_reached", note="no answer").action_log()
        self.assertEqual((self.revisit.attempt_ids.result, self.revisit.attempt_ids.note), ("not_reached", "no answer"))
        action = self.form("supervisor", "jn.attempt.wizard", self.revisit).action_answer()
        self.assertEqual((action["res_model"], action["context"]["active_id"]), ("jn.answer.wizard", self.revisit.id))

    def test_the_list_costs_the_same_for_one_and_for_many(self):
        one = self.counted()
        for _more in range(4):
            self.to_call()
        self.assertEqual(len(self.page()), 5)
        self.assertEqual(self.counted(), one)

    def counted(self):
        """How many queries the page's columns take once everything that is remembered between requests is warm."""
        for _turn in range(2):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.page().read(["case_id", "unit_id", "phone", "call_by", "attempt_count", "next_call_at", "call_now"])
        return self.env.cr.sql_log_count - before
