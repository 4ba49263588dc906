"""Causes in order: the few that make most of the bad answers (Art. 10)."""

from datetime import datetime, timedelta

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .common import BAD, BEFORE, GOOD, AnalysisCase


@tagged("post_install", "-at_install")
class TestPareto(AnalysisCase):
    def page(self, role="city_leader", **asked):
        self.env.flush_all()
        return self.as_user(role)["jn.analysis.pareto"].page(**asked)

    def test_matters_stand_in_order_with_their_shares_and_the_period_before(self):
        self.say(6, BAD, matter=self.other_matter)
        self.say(3, BAD)
        self.say(7, GOOD)
        self.say(5, BAD, when=BEFORE)
        page = self.page()
        self.assertEqual([(row["name"], row["number"], row["before"]) for row in page["rows"]], [("Other matter", 6, 0), ("Test matter", 3, 5)])
        self.assertEqual([round(row["cumulative"], 4) for row in page["rows"]], [0.6667, 1.0])
        self.assertEqual((page["total"], page["before_total"], page["vital"], page["kinds"]), (9, 5, 2, 2))
        self.assertEqual(page["period"], ["2026-07-01", "2026-09-30"])

    def test_the_vital_few_follow_the_setting(self):
        self.say(6, BAD, matter=self.other_matter)
        self.say(3, BAD)
        self.interpret("analysis.pareto_percent", "60")
        page = self.page()
        self.assertEqual([row["vital"] for row in page["rows"]], [True, False])
        self.assertEqual((page["percent"], page["vital"]), (60, 1))

    def test_bad_answers_are_counted_by_whatever_one_chooses(self):
        answers = self.say(2, BAD, self.window_b, tags=self.slow, channel="wechat")
        self.say(1, BAD, self.other_window, tags=self.slow | self.rude)
        cause = self.env["jn.cause"].search([], limit=1)
        self.overdue_report(answers[:1].case_id, cause_id=cause.id)
        named = {
            dimension: {row["id"]: row["number"] for row in self.page(dimension=dimension)["rows"]}
            for dimension in self.env["jn.analysis.pareto"]._dimensions()
        }
        self.assertEqual(named, {
            "matter_id": {self.matter.id: 3}, "unit_id": {self.window_b.id: 2, self.other_window.id: 1},
            "tag_ids": {self.slow.id: 3, self.rude.id: 1}, "cause_id": {cause.id: 1}, "channel": {"wechat": 2, "sms": 1},
            "county_id": {self.county.id: 2, self.other_county.id: 1}, "department_id": {self.department.id: 2},
        })

    def test_what_has_no_entry_is_said_and_ranks_nowhere(self):
        self.say(2, BAD)
        self.say(1, BAD, tags=self.slow)
        page = self.page(dimension="tag_ids")
        self.assertEqual((page["unknown"], page["total"], len(page["rows"])), (2, 1, 1))

    def test_a_complained_case_counts_once_however_often_it_was_asked(self):
        answer = self.say(1, BAD)
        again = self.again(answer.case_id, "dissatisfied")
        self.env["jn.answer"].create(self.answer_values(again, BAD))
        self.assertEqual(self.page()["total"], 1)

    def test_one_query_counts_both_periods(self):
        self.say(3, BAD)
        self.say(3, BAD, when=BEFORE)
        with self.statements_about("jn_answer AS answer") as seen:
            self.page()
        self.assertEqual(len(seen), 1)

    def test_a_row_opens_the_answers_that_it_counts(self):
        self.say(2, BAD, tags=self.slow)
        self.say(1, BAD, tags=self.slow, when=BEFORE)
        self.say(1, GOOD, tags=self.slow)
        for dimension in self.env["jn.analysis.pareto"]._dimensions():
            page = self.page(dimension=dimension)
            for row in page["rows"]:
                window = self.as_user("city_leader")["jn.analysis.pareto"].rows_window(dimension, row["id"], page["period"])
                found = self.as_user("city_leader")[window["res_model"]].search_count(window["domain"])
                self.assertEqual(found, row["number"], dimension)

    def test_the_same_opens_as_a_pivot_of_both_periods(self):
        self.say(2, BAD)
        self.say(1, BAD, when=BEFORE)
        window = self.page(period="last_quarter", dimension="unit_id")["window"]
        self.assertEqual((window["res_model"], window["context"]["pivot_row_groupby"]), ("jn.analysis.compared", ["unit_id"]))
        model = self.as_user("city_leader")["jn.analysis.compared"].with_context(**window["context"])
        self.assertEqual(dict(model._read_group([], ["span"], ["__count"])), {"now": 1})

    def test_what_does_not_fit_the_screen_is_summed_up(self):
        matters = self.env["jn.matter"].create([{"code": f"P{n}", "name": f"P{n}", "department_id": self.department.id} for n in range(42)])
        for matter in matters:
            self.say(1, BAD, matter=matter)
        page = self.page()
        self.assertEqual((len(page["rows"]), page["rest"], page["kinds"]), (40, {"kinds": 2, "number": 2}, 42))

    def test_each_sees_the_causes_of_their_own(self):
        self.say(2, BAD)
        self.say(1, BAD, self.other_window)
        self.assertEqual([self.page(role)["total"] for role in ("city_leader", "leader", "other_leader", "liaison")], [3, 2, 1, 2])

    def test_bad_questions_are_answered_in_a_sentence(self):
        for asked in ({"dimension": "phone"}, {"period": "ever"}, {"period": ["2026-02-30", "2026-03-01"]}):
            with self.subTest(asked=asked), self.assertRaises(UserError):
                self.page(**asked)
        with self.assertRaises(UserError):
            self.page("intake")
        for key in (None, [1], {"a": 1}):
            with self.assertRaises(UserError):
                self.as_user("leader")["jn.analysis.pareto"].rows_window("matter_id", key, "this_month")

    def test_named_periods_end_where_the_calendar_says(self):
        period = self.env["jn.analysis.period"]
        self.assertEqual({word: [str(period._of(word).start), str(period._of(word).end)] for word in period._names()}, {
            "this_month": ["2026-09-01", "2026-09-30"], "last_month": ["2026-08-01", "2026-08-31"],
            "this_quarter": ["2026-07-01", "2026-09-30"], "last_quarter": ["2026-04-01", "2026-06-30"],
            "this_year": ["2026-01-01", "2026-12-31"], "last_year": ["2025-01-01", "2025-12-31"],
        })


@tagged("post_install", "-at_install")
class TestOverTheWire(HttpCase, AnalysisCase):
    def test_the_page_answers_programs_too_within_their_sight(self):
        self.say(2, BAD)
        self.say(1, BAD, self.other_window)
        self.env.flush_all()
        key = self.as_user("other_leader")["res.users.apikeys"].sudo()._generate("rpc", "test", datetime.now() + timedelta(days=1))
        asked = {"dimension": "unit_id", "period": ["2026-07-01", "2026-09-30"]}
        reply = self.url_open("/json/2/jn.analysis.pareto/page", json=asked, headers={"Authorization": f"bearer {key}"})
        self.assertEqual(reply.status_code, 200, reply.text)
        self.assertEqual([row["name"] for row in reply.json()["rows"]], [self.other_window.display_name])


@tagged("post_install", "-at_install")
class TestWidgets(HttpCase):
    def test_the_screens_pass_their_browser_tests(self):
        url = "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&filter=jn_analysis"
        self.browser_js(url, "", "", login="admin", timeout=300, success_signal="[HOOT] Test suite succeeded")
