"""The regulation is data: another pack changes what runs, and the first one brings it back."""

from pathlib import Path

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import PACK, RevisitCase

EXAMPLE = PACK.parent / "example_active_only"


def files(folder):
    """{relative path: bytes} of a pack's folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(Path(folder).rglob("*.yaml"))}


@tagged("post_install", "-at_install")
class TestExamplePack(RevisitCase):
    def setUp(self):
        super().setUp()
        self.Pack = self.env["jn.pack"]
        self.swap(PACK)

    def swap(self, folder):
        return self.Pack._apply(files(folder), publish=True)

    def silence(self):
        return self.env["jn.setting"]._get("silence.counts_as")

    def process(self):
        return self.env["jn.flow"].search([("code", "=", "rectification"), ("unit_id", "=", False)])

    def words(self):
        return self.env["jn.message.template"]._named("revisit_first").with_context(lang="zh_CN").text

    def deadline(self, work, code):
        return work._flow_deadlines().filtered(lambda row: row.timer_id.code == code and not row.ended_at)

    def complex(self):
        """A rectification whose report the supervisor approved as complex."""
        case = self.dissatisfied()
        self.call(case)
        self.by("supervisor", case.rectification_ids)._flow_fire("approve_complex", note="三个部门会办")
        return case

    def test_both_packs_come_back_byte_for_byte_in_each_order(self):
        for folder in (EXAMPLE, PACK, EXAMPLE, PACK):
            pack = self.swap(folder)
            self.assertEqual(self.Pack._export(pack.code), files(folder))
            self.assertEqual(self.Pack._plan(files(folder)), [])
        self.assertEqual(self.Pack._export(EXAMPLE.name), files(EXAMPLE))

    def test_what_runs_changes_and_comes_back_by_new_versions_and_interpretations(self):
        before = self.process().version_ids
        self.assertEqual(self.silence(), "effective_satisfied")
        self.assertIn("视为满意", self.words())
        self.swap(EXAMPLE)
        self.assertEqual(self.silence(), "excluded")
        self.assertNotIn("视为满意", self.words())
        self.assertEqual(self.process().current_version_id.pack_id.code, EXAMPLE.name)
        self.swap(PACK)
        self.assertEqual(self.silence(), "effective_satisfied")
        self.assertIn("视为满意", self.words())
        self.assertEqual(self.process().current_version_id.pack_id.code, PACK.name)
        self.assertEqual(len(self.process().version_ids - before), 2)

    def test_the_example_quotes_no_official_words(self):
        pack = self.swap(EXAMPLE)
        self.assertIn("非官方", pack.with_context(lang="zh_CN").title)
        for article in pack.article_ids:
            self.assertTrue(article.words.startswith("（示例，非官方文本）"))

    def test_a_report_is_due_in_five_working_days(self):
        self.swap(EXAMPLE)
        work = self.dissatisfied().rectification_ids
        timer = self.deadline(work, "report").timer_id
        self.assertEqual((timer.amount, timer.unit), (5, "working_days"))
        self.assertEqual(work.report_due_at, self.deadline(work, "report").due_at)

    def test_a_complex_report_is_due_fifteen_working_days_after_the_approval(self):
        self.swap(EXAMPLE)
        case = self.complex()
        work = case.rectification_ids
        self.assertEqual(work.stage_code, "reporting_complex")
        self.assertFalse(self.deadline(work, "report"))
        limit = self.deadline(work, "report_complex")
        self.assertEqual((limit.timer_id.amount, limit.timer_id.unit), (15, "working_days"))
        self.assertEqual(work.report_due_at, limit.due_at)

    def test_a_complex_report_is_confirmed_like_any_other(self):
        self.swap(EXAMPLE)
        case = self.complex()
        self.report(case)
        self.confirm(case, ok=False, note="再写")
        self.assertEqual(case.rectification_ids.stage_code, "reporting_complex")
        self.report(case)
        self.confirm(case)
        self.assertEqual(case.rectification_ids.stage_code, "submitted")
        self.assertStage(case, "revisiting_again")

    def test_only_the_supervisor_approves_a_matter_as_complex(self):
        self.swap(EXAMPLE)
        case = self.dissatisfied()
        self.call(case)
        with self.assertRaisesRegex(Exception, "Ask one of them"):
            self.by("liaison", case.rectification_ids)._flow_check("approve_complex", note="我想缓缓")
        self.by("supervisor", case.rectification_ids)._flow_check("approve_complex", note="三个部门会办")

    def test_a_case_that_runs_keeps_the_rules_it_began_with(self):
        case = self.dissatisfied()
        due = case.rectification_ids.report_due_at
        self.swap(EXAMPLE)
        self.assertEqual(case.rectification_ids.report_due_at, due)
        self.assertEqual(case.rectification_ids.flow_version_id.pack_id.code, PACK.name)
