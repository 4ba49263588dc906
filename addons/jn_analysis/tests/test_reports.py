"""The analysis for leaders: figures, causes, groups, suggestions with their measurement, as they were when it was made (Art. 10)."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.jn_papers.tests.common import words_of

from .common import BAD, BEFORE, GOOD
from .suggesting import SuggestionCase

SAID = ["排队等候时间太久", "排队等候太久了，等了两个小时", "在大厅排队等候时间太久", "窗口排队等候太久", "排队等候时间实在太久"]


@tagged("post_install", "-at_install")
class TestReports(SuggestionCase):
    def facts(self):
        """Five complaints about queues at window A, one at the other county's, and better days before."""
        for comment in SAID:
            self.say(1, BAD, comment=comment, tags=self.slow)
        self.say(5, GOOD)
        self.say(1, BAD, self.other_window, self.other_matter)
        self.say(9, GOOD, when=BEFORE)
        self.say(1, BAD, when=BEFORE)
        self.env.flush_all()

    def report(self, role="leader", period=None):
        return self.env["jn.analysis.report"].browse(self.as_user(role)["jn.analysis.report"].make(period)["res_id"])

    def words(self, role, report):
        paper = self.env["jn.paper"].search([("code", "=", "leader_report")])
        context = {"active_id": report.id, "active_model": report._name}
        form = self.as_user(role)["jn.paper.wizard"].with_context(**context).create({"paper_id": paper.id})
        form.action_make()
        self.assertTrue(form.file_name.endswith(".docx"))
        return words_of(base64.b64decode(form.data))

    def test_it_holds_what_its_maker_saw_of_the_period_and_of_the_one_before(self):
        self.facts()
        report = self.report()
        self.assertEqual((report.answers, report.bad, report.before_answers, report.before_bad), (10, 5, 10, 1))
        self.assertEqual([row["name"] for row in report.figures["matters"]], [self.matter.display_name])
        self.assertEqual([group["size"] for group in report.figures["groups"]], [5])
        self.assertIn(self.matter.display_name, report.overview)
        self.assertEqual((report.unit_id, report.made_by_id), (self.county, self.users["leader"]))
        citys = self.report("city_leader")
        self.assertEqual((citys.bad, len(citys.figures["windows"])), (6, 2))

    def test_it_stays_as_it_was_made(self):
        self.facts()
        report = self.report()
        self.say(3, BAD)
        self.assertEqual(report.bad, 5)
        for role in ("leader", "administrator"):
            with self.assertRaises(AccessError):
                self.by(role, report).write({"bad": 0})
            with self.assertRaises(AccessError):
                self.by(role, report).unlink()
        with self.assertRaises(AccessError):
            self.as_user("leader")["jn.analysis.report"].create({"period_start": "2026-01-01"})

    def test_no_words_of_citizens_are_kept_in_it(self):
        self.facts()
        kept = str(self.report().figures)
        for comment in SAID:
            self.assertNotIn(comment, kept)

    def test_the_paper_tells_all_of_it(self):
        self.facts()
        suggestion = self.carried_out(name="开设午间窗口")
        report = self.report()
        words = self.words("leader", report)
        for part in ("一、总体情况", "不满意5条，占50.0%", "不满意1条，占10.0%", self.matter.display_name, "Slow", "排队",
                     "开设午间窗口", self.chief.name, "2026年第3季度"):  # fmt: skip
            self.assertIn(part, words)
        self.assertNotIn("{{", words)
        self.assertEqual(report.figures["suggestions"][0]["measurement"], suggestion.measurement)
        for sentence in suggestion.measurement.splitlines():
            self.assertIn(sentence, words.splitlines(), "each sentence is a paragraph")

    def test_suggestions_that_ended_before_or_are_only_drafted_are_not_in_it(self):
        ended = self.issued(name="Long ago")
        ended.action_flow_press("withdrawn", "done")
        self.suggest(name="Draft")
        self.issued(name="Open")
        self.freeze("2026-10-05 10:00")
        named = {one["name"] for one in self.report().figures["suggestions"]}
        self.assertEqual(named, {"Open"})

    def test_an_empty_period_makes_an_empty_report_and_a_whole_paper(self):
        report = self.report(period=["2025-01-01", "2025-01-31"])
        self.assertEqual((report.answers, report.figures["groups"]), (0, []))
        self.assertIn("一、总体情况", self.words("leader", report))

    def test_leaders_and_supervisors_make_it_and_each_reads_those_of_their_units(self):
        report = self.report("supervisor")
        for role in ("liaison", "chief_representative", "window_clerk", "business_office", "administrator", "intake"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.report(role)
        self.assertIn(report, self.as_user("city_leader")["jn.analysis.report"].search([]))
        self.assertFalse(self.as_user("other_leader")["jn.analysis.report"].search([]))
        with self.assertRaises(UserError):
            self.report("leader", "ever")
