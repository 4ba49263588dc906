"""Answers in numbers: one row for each revisit that a person answered, by matter, unit, tag, channel and cause (Art. 10)."""

import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..const import SPAN_KEY
from .common import BAD, BEFORE, GOOD, AnalysisCase

PERSONAL = {"char", "text", "html", "json"}


@tagged("post_install", "-at_install")
class TestAnswers(AnalysisCase):
    def test_an_answer_stands_with_all_that_one_asks_for(self):
        answer = self.say(1, BAD, tags=self.slow | self.rude, channel="wechat")
        cause = self.env["jn.cause"].search([], limit=1)
        self.overdue_report(answer.case_id, cause_id=cause.id)
        row = self.rows()
        self.assertEqual(row.ids, answer.ids)
        self.assertEqual((row.unit_id, row.hall_id, row.county_id), (self.window_a, self.hall, self.county))
        self.assertEqual((row.matter_id, row.department_id, row.office_id), (self.matter, self.department, self.county))
        self.assertEqual((row.tag_ids, row.cause_id, row.channel), (self.slow | self.rude, cause, "wechat"))
        self.assertEqual((row.level, row.level_id.level, row.answers, row.bad, row.bad_share), (BAD, BAD, 1, 1, 100.0))
        self.assertTrue(row.is_first)
        self.assertEqual(row.outcome, "dissatisfied")

    def test_the_cause_that_holds_is_that_of_the_last_report(self):
        answer = self.say(1, BAD)
        first, second = self.env["jn.cause"].search([], limit=2)
        self.overdue_report(answer.case_id, cause_id=first.id)
        self.overdue_report(answer.case_id, cause_id=second.id)
        self.overdue_report(answer.case_id)
        self.assertEqual(self.rows().cause_id, second)

    def test_of_several_words_about_one_revisit_the_worst_counts_once(self):
        answer = self.say(1, GOOD)
        worse = self.env["jn.answer"].create(self.answer_values(answer.revisit_id, 2, kind="change", tags=self.rude))
        self.env["jn.answer"].create(self.answer_values(answer.revisit_id, 4, kind="late"))
        self.assertEqual(self.rows().ids, worse.ids)
        self.assertEqual(self.rows().bad, 1)

    def test_equal_words_about_one_revisit_count_once(self):
        answer = self.say(1, BAD)
        self.env["jn.answer"].create(self.answer_values(answer.revisit_id, BAD, kind="late"))
        self.assertEqual(self.rows().ids, answer.ids)

    def test_a_case_that_went_to_another_unit_counts_there(self):
        answer = self.say(1, BAD)
        answer.case_id._move_to_unit(self.window_b)
        self.assertEqual(self.rows().unit_id, self.window_b)
        self.assertEqual(answer.unit_id, self.window_a)

    def test_an_answer_keeps_what_it_is_about_whatever_was_given(self):
        answer = self.say(1, BAD, matter_id=self.other_matter.id, is_first=False)
        self.assertEqual((answer.matter_id, answer.is_first), (self.matter, True))
        self.assertEqual((self.rows().matter_id, self.rows().is_first), (self.matter, True))

    def test_what_a_figure_does_not_show_is_not_joined(self):
        """Millions of answers are counted out of their own index; their cases are not read, of revisits only those that moved."""
        self.say(3, BAD, self.window_b)
        self.env.flush_all()
        with self.statements_about("jn_answer AS answer") as seen:
            self.as_user("city_leader")["jn.analysis.answer"]._read_group([("is_first", "=", True)], ["matter_id"], ["bad:sum"])
        [plan] = self.env.execute_query(SQL("EXPLAIN (FORMAT JSON) %s", seen[0]))
        tables = set(re.findall(r"'Relation Name': '(\w+)'", str(plan)))
        self.assertLessEqual({"jn_answer"}, tables)
        self.assertFalse(tables & {"jn_case", "jn_unit", "jn_rectification"}, tables)

    def test_what_is_bad_follows_the_setting(self):
        self.say(1, 3)
        self.assertEqual(self.rows().bad, 0)
        self.interpret("answer.bad_levels", "[1, 2, 3]")
        self.env.invalidate_all()
        self.assertEqual(self.rows().bad, 1)

    def test_second_and_other_revisits_are_told_apart(self):
        answer = self.say(1, BAD)
        again = self.again(answer.case_id, "dissatisfied")
        self.env["jn.answer"].create(self.answer_values(again, BAD))
        self.assertEqual(self.rows().mapped("is_first").count(True), 1)
        self.assertEqual(len(self.rows()), 2)

    def test_causes_by_matter_unit_tag_and_channel_are_one_query(self):
        self.say(2, BAD, tags=self.slow)
        self.say(1, BAD, self.window_b, self.other_matter, tags=self.slow | self.rude, channel="wechat")
        self.env.flush_all()
        model = self.as_user("city_leader")["jn.analysis.answer"]
        with self.statements_about("jn_answer AS answer") as seen:
            groups = model._read_group([("bad", "=", 1)], ["matter_id", "unit_id", "tag_ids", "channel"], ["bad:sum"])
        self.assertEqual(len(seen), 1)
        named = {(matter.id, unit.id, tag.id, channel): number for matter, unit, tag, channel, number in groups}
        self.assertEqual(named, {
            (self.matter.id, self.window_a.id, self.slow.id, "sms"): 2,
            (self.other_matter.id, self.window_b.id, self.slow.id, "wechat"): 1,
            (self.other_matter.id, self.window_b.id, self.rude.id, "wechat"): 1,
        })

    def test_it_opens_with_this_quarter(self):
        now, before = self.say(1, BAD), self.say(1, BAD, when=BEFORE)
        model = self.as_user("city_leader")["jn.analysis.answer"]
        self.assertEqual(model.search([("in_quarter", "=", True)]).ids, now.ids)
        self.assertEqual(model.search([("in_quarter", "=", False)]).ids, before.ids)
        self.assertEqual(model.search([]).mapped("in_quarter"), [True, False])
        action = self.env.ref("jn_analysis.jn_analysis_answer_action")
        self.assertIn("search_default_this_quarter", action.context)

    def test_no_names_no_numbers_no_words_of_citizens(self):
        for model in ("jn.analysis.answer", "jn.analysis.compared"):
            kinds = {name: field.type for name, field in self.env[model]._fields.items() if field.type in PERSONAL}
            self.assertEqual(set(kinds), {"display_name"})

    def test_the_answer_itself_is_opened_by_its_own_rules(self):
        answer = self.say(1, BAD)
        action = self.rows("leader").action_open_answer()
        self.assertEqual((action["res_model"], action["res_id"]), ("jn.answer", answer.id))


@tagged("post_install", "-at_install")
class TestSight(AnalysisCase):
    def test_each_sees_the_answers_of_their_unit_and_below(self):
        own, other = self.say(1, BAD), self.say(1, BAD, self.other_window)
        for model in ("jn.analysis.answer", "jn.analysis.compared"):
            self.assertEqual(self.rows("city_leader", model).ids, (own | other).sorted("id", reverse=True).ids)
            self.assertEqual(self.rows("liaison", model).ids, own.ids)
            self.assertEqual(self.rows("leader", model).ids, own.ids)
            self.assertEqual(self.rows("other_leader", model).ids, other.ids)

    def test_who_sees_every_unit_names_none(self):
        self.say(2, BAD)
        self.say(1, BAD, self.other_window)
        person = self.whole_city()
        for model in ("jn.analysis.answer", "jn.analysis.compared"):
            with self.subTest(model=model):
                self.env.flush_all()
                self.assert_sight_without_a_list(model, person)
        self.other_window.parent_id = False
        self.assertEqual(self.env["jn.analysis.answer"].with_user(person).search([]).unit_id, self.window_a)

    def test_a_business_office_sees_its_field_wherever_it_is(self):
        self.say(1, BAD, self.other_window, self.other_matter)
        field = self.say(1, BAD, self.other_window)
        self.assertEqual(self.rows("business_office").ids, field.ids)

    def test_a_machine_sees_nothing_and_nobody_writes(self):
        self.say(1, BAD)
        with self.assertRaises(AccessError):
            self.rows("intake")
        with self.assertRaises(AccessError):
            self.rows("administrator").write({"level": 5})


@tagged("post_install", "-at_install")
class TestCompared(AnalysisCase):
    def counts(self, **context):
        self.env.flush_all()
        model = self.as_user("city_leader")["jn.analysis.compared"].with_context(**context)
        return dict(model._read_group([], ["span"], ["__count"]))

    def test_this_quarter_stands_beside_the_one_before(self):
        self.say(3, BAD)
        self.say(2, GOOD, when=BEFORE)
        self.say(1, BAD, when=self.at("2026-03-31 23:59"))
        self.assertEqual(self.counts(), {"now": 3, "before": 2})

    def test_any_other_period_is_compared_with_as_many_days_before(self):
        self.say(1, BAD, when=self.at("2026-08-11 00:00"))
        self.say(2, BAD, when=self.at("2026-08-10 23:59"))
        self.say(4, BAD, when=self.at("2026-07-31 23:59"))
        self.assertEqual(self.counts(**{SPAN_KEY: ["2026-08-11", "2026-08-20"]}), {"now": 1, "before": 2})

    def test_a_day_begins_at_the_citys_midnight(self):
        self.say(1, BAD, when=self.at("2026-07-01 00:00"))
        self.say(1, BAD, when=self.at("2026-06-30 23:59"))
        self.assertEqual(self.counts(), {"now": 1, "before": 1})

    def test_shares_of_both_stand_side_by_side(self):
        self.say(1, BAD)
        self.say(3, GOOD)
        self.say(1, BAD, when=BEFORE)
        self.say(1, GOOD, when=BEFORE)
        model = self.as_user("city_leader")["jn.analysis.compared"]
        self.env.flush_all()
        found = dict(model._read_group([], ["span"], ["bad_share:avg"]))
        self.assertEqual(found, {"now": 25.0, "before": 50.0})

    def test_what_is_no_period_is_refused_in_a_sentence(self):
        for asked in ("yesterday", ["2026-08-20", "2026-08-11"], ["x", "y"], ["2026-08-20"], 5, [1, 2]):
            with self.subTest(asked=asked), self.assertRaises(UserError):
                self.counts(**{SPAN_KEY: asked})
