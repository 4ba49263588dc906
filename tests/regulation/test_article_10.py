"""Article 10: the warning module tells of what is common and alarming, with figures for any period, so that causes are found."""

from odoo.tests import tagged

from odoo.addons.jn_analysis.tests.common import BAD, GOOD
from odoo.addons.jn_analysis.tests.suggesting import SuggestionCase
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_papers.tests.common import words_of
from odoo.addons.jn_warning.tests.common import WarningCase


@tagged("post_install", "-at_install")
class TestArticle10Warning(WarningCase):
    """考核预警 (Art. 1, 10), by the rules that the pack brings."""

    def pack_rule(self, code):
        return self.on(self.env["jn.warning.rule"].search([("code", "=", code)]))

    def test_every_rule_of_the_pack_comes_as_a_draft_and_names_its_articles(self):
        rules = self.env["jn.warning.rule"].search([("pack_id.code", "=", "jining_2019")])
        self.assertTrue(rules)
        for rule in rules:
            self.assertIn(10, rule.article_ids.mapped("number"), rule.code)
        self.assertEqual(set(rules.mapped("state")) - {"draft"}, set())

    def test_a_county_whose_effective_revisits_fall_below_the_standard_is_warned_of_this_quarter(self):
        rule = self.pack_rule("county_effective")
        self.good(84)
        self.first(16, "undelivered")
        self.good(40, self.other_window)
        self.evaluate()
        [warning] = self.warnings(rule)
        self.assertEqual((warning.unit_id, warning.numerator, warning.denominator), (self.county, 84, 100))
        self.assertEqual(str(warning.period_start), "2026-07-01")

    def test_a_county_whose_first_satisfaction_falls_below_the_standard_is_warned_of_in_red(self):
        rule = self.pack_rule("county_first_satisfied")
        self.good(94)
        self.bad(6)
        self.evaluate()
        self.assertEqual((self.warnings(rule).light, self.warnings(rule).value), ("red", 0.94))

    def test_a_window_is_warned_by_both_standards_of_article_16(self):
        effective, satisfied = self.pack_rule("window_effective"), self.pack_rule("window_satisfied")
        self.good(18)
        self.bad(2)
        self.first(5, "undelivered")
        self.evaluate()
        self.assertEqual(self.warnings(effective).value, 0.8)
        self.assertEqual(self.warnings(satisfied).value, 0.9)

    def test_what_is_alarming_within_a_week_is_told_at_once(self):
        rule = self.pack_rule("window_burst")
        self.bad(2, when=at("2026-08-15 10:00"))
        self.evaluate()
        self.assertFalse(self.warnings(rule))
        self.bad(1, when=at("2026-08-15 11:00"))
        rule.next_at = self.env["jn.clock"]._now()
        self.evaluate()
        self.assertEqual(self.warnings(rule).value, 3)

    def test_what_is_unusual_among_all_windows_is_told_from_what_is_common_to_them(self):
        rule = self.pack_rule("window_unusual")
        self.good(180, self.window_b)
        self.bad(20, self.window_b)
        self.good(180, self.other_window)
        self.bad(20, self.other_window)
        self.evaluate()
        self.assertFalse(self.warnings(rule))
        self.good(14)
        self.bad(16)
        rule.next_at = self.env["jn.clock"]._now()
        self.evaluate()
        self.assertEqual(self.warnings(rule).unit_id, self.window_a)

    def test_untrue_reports_and_violations_and_reports_that_never_came_are_told(self):
        untrue, overdue = self.pack_rule("county_untrue"), self.pack_rule("county_reports_overdue")
        cases = self.bad(6)
        self.check(cases[:2], "untrue")
        self.check(cases[2:3], "violation")
        self.overdue_report(cases[3:], due=at("2026-08-18 10:00"))
        self.evaluate()
        self.assertEqual(self.warnings(untrue).unit_id, self.county)
        self.assertEqual(self.warnings(overdue).value, 3)

    def test_the_warning_gives_period_and_figures_in_a_sentence(self):
        rule = self.pack_rule("county_first_satisfied")
        self.good(94)
        self.bad(6)
        self.evaluate()
        told = self.warnings(rule).with_context(lang="zh_CN").explanation
        self.assertIn("2026-07-01至2026-08-19初次满意率为94.00% (94/100)，低于95%。", told)

    def test_leaders_read_what_the_supervisors_are_warned_of(self):
        rule = self.pack_rule("county_first_satisfied")
        self.bad(40)
        self.evaluate()
        page = self.as_user("leader")["jn.county.page"].page()
        self.assertEqual([row["id"] for row in page["warnings"]["rows"]], self.warnings(rule).ids)


@tagged("post_install", "-at_install")
class TestArticle10Analysis(SuggestionCase):
    """分析研判 (Art. 1, 10): from figures of any period to causes, a suggestion, and a report for leaders."""

    COMPLAINTS = ("排队等候时间太久", "排队等候太久了，等了两个小时", "在大厅排队等候时间太久", "窗口排队等候太久", "排队等候时间实在太久")

    def facts(self):
        """Five citizens complain of one window's queues in August; one window over, all are content."""
        answers = self.env["jn.answer"].union(*(self.say(1, BAD, comment=comment, tags=self.slow) for comment in self.COMPLAINTS))
        self.say(5, GOOD, self.window_b)
        self.overdue_report(answers.case_id, cause_id=self.env["jn.cause"].search([], limit=1).id)
        self.env.flush_all()
        return answers

    def test_results_of_any_period_are_there_beside_the_period_before(self):
        """提供定制时间段内的业务信息、回访结果、数据指标"""
        self.facts()
        for asked, figures in ((["2026-08-01", "2026-08-31"], {"now": (10, 5)}), (["2026-08-11", "2026-08-20"], {"before": (10, 5)})):
            model = self.as_user("leader")["jn.analysis.compared"].with_context(jn_span=asked)
            found = {span: (answers, bad) for span, answers, bad in model._read_group([], ["span"], ["answers:sum", "bad:sum"])}
            self.assertEqual(found, figures)

    def test_what_is_common_shows_in_order_and_in_the_citizens_own_words(self):
        """反映出涉及政务服务带有普遍性、警示性的问题"""
        answers = self.facts()
        page = self.as_user("leader")["jn.analysis.pareto"].page("unit_id")
        self.assertEqual([(row["name"], row["number"]) for row in page["rows"]], [(self.window_a.display_name, 5)])
        [group] = self.as_user("leader")["jn.similar"].page()["groups"]
        self.assertEqual(self.env["jn.answer"].search(group["window"]["domain"]), answers.sorted("id", reverse=True))

    def test_causes_are_found_by_matter_unit_reason_and_channel(self):
        """继而查找原因，分析研究问题根源"""
        self.facts()
        model = self.as_user("leader")["jn.analysis.answer"]
        [row] = model._read_group([("bad", "=", 1)], ["cause_id", "matter_id", "unit_id", "tag_ids", "channel"], ["bad:sum"])
        self.assertEqual(row[1:], (self.matter, self.window_a, self.slow, "sms", 5))

    def test_a_suggestion_has_an_owner_a_deadline_and_a_measurement(self):
        """提出督查建议"""
        self.facts()
        suggestion = self.carried_out(scope_unit_id=self.window_a.id)
        self.assertEqual((suggestion.owner_id, str(suggestion.due_on), suggestion.bad), (self.chief, "2026-09-30", 5))
        self.freeze("2026-10-20 10:00")
        self.assertIn("5 of 5", suggestion.evidence)
        self.assertEqual(suggestion.verdict, "too_few")

    def test_an_analysis_is_made_for_the_leaders_as_a_word_file(self):
        """编发分析报告供领导参考"""
        self.facts()
        report = self.env["jn.analysis.report"].browse(self.as_user("leader")["jn.analysis.report"].make()["res_id"])
        paper = self.env["jn.paper"].search([("code", "=", "leader_report")])
        name, data = paper.with_user(self.users["leader"])._make(self.by("leader", report))
        self.assertTrue(name.endswith(".docx"))
        self.assertIn(self.window_a.display_name, words_of(data))
