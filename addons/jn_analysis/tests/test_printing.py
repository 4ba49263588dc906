"""The analysis for leaders, printed by an office (Art. 10)."""

from odoo.tests import tagged

from odoo.addons.jn_org.tests import office
from odoo.addons.jn_papers.tests.printing import PrintingMixin, in_chinese

from .common import BAD, BEFORE, GOOD
from .suggesting import SuggestionCase

SAID = ["排队等候时间太久", "排队等候太久了，等了两个小时", "在大厅排队等候时间太久", "窗口排队等候太久", "排队等候时间实在太久"]


@tagged("post_install", "-at_install")
class TestPrinting(PrintingMixin, SuggestionCase):
    def setUp(self):
        super().setUp()
        in_chinese(self.env)

    def made(self, period=None):
        reports = self.as_user("leader")["jn.analysis.report"].with_context(lang="zh_CN")
        return reports.browse(reports.make(period)["res_id"])

    def facts(self):
        for comment in SAID:
            self.say(1, BAD, comment=comment, tags=self.slow)
        self.say(5, GOOD)
        self.say(9, GOOD, when=BEFORE)
        self.carried_out(name="开设午间窗口")
        self.env.flush_all()

    def test_a_full_one_and_an_empty_one_stand_whole_on_a4_in_chinese(self):
        self.facts()
        full, empty = self.made(), self.made(["2025-01-01", "2025-01-31"])
        printed = self.check_printed({name: self.filled("leader", report, "leader_report") for name, report in (("full", full), ("empty", empty))})
        organ = f"{self.county.name}行政审批服务局"
        for name, parts in {
            "full": (organ, "2026年第3季度", "（2026年第2季度）", "不满意5条，占50.0%", "开设午间窗口", "期限2026年", "：没有评价。", "（整理："),
            "empty": (organ, "2025年1月", "主动评价0条，其中不满意0条；", "本期没有不满意评价。", "本期没有内容相近的意见。"),
        }.items():
            for part in parts:
                self.assertIn(office.plain(part), printed[name], name)
        self.assertNotIn("按事项从多到少排列", printed["empty"], "no table of nothing")

    def test_lists_within_a_line_are_written_as_chinese_is(self):
        self.facts()
        [group] = self.made().figures["groups"]
        self.assertRegex(group["units"], r"^\S+（5）$|^[^()]+（5）$")
        self.assertNotIn(",", group["words"] + group["matters"])
