"""Quarterly report and bulletin, printed by an office (Art. 14, 15)."""

from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.common import AFTER
from odoo.addons.jn_org.tests import office
from odoo.addons.jn_papers.tests.printing import PrintingMixin, in_chinese

from .test_bulletins import BulletinCase

NUMBER = "济审通〔2026〕3号"


@tagged("post_install", "-at_install")
class TestPrinting(PrintingMixin, BulletinCase):
    def setUp(self):
        super().setUp()
        in_chinese(self.env)

    def report(self):
        self.freeze("2026-09-21 10:00")
        self.facts()
        return self.opened()

    def test_report_and_bulletin_stand_whole_on_a4_in_chinese(self):
        report = self.report()
        drafted = self.filled("leader", report, "quarterly_report")
        self.by("leader", report).submit()
        signed = self.filled("city_supervisor", report, "quarterly_report")
        self.freeze(AFTER)
        bulletin = self.issued("county", "window", number=NUMBER)
        printed = self.check_printed({"drafted": drafted, "signed": signed, "bulletin": self.filled("leader", bulletin, "bulletin")})
        organ = f"{self.county.name}行政审批服务局"
        for name, parts in {
            "drafted": (organ, "（2026年第3季度）", f"数据截至{report._paper_date(report.data_until)}", "初次督查满意率", "增减百分点"),
            "signed": (f"签发：{self.users['leader'].name}", "2026年9月21日", organ),
            "bulletin": (NUMBER, "2026年第3季度", "二、考核排名", "对账覆盖率", "三、红色事项", "四、工作要求", bulletin.sheet_ids[0].digest),
        }.items():
            for part in parts:
                self.assertIn(office.plain(part), printed[name], name)
        self.assertNotIn("签发：", printed["drafted"])

    def test_a_bulletin_says_its_period_once_and_another_period_beside_the_sheet(self):
        bulletin = self.issued("county")
        self.assertEqual(bulletin.figures["sheets"][0]["name"], bulletin.sheet_ids.scheme_id.with_context(lang="zh_CN").name)
        self.assertIn("（2026年第3季度）", bulletin.name)
        content, other = self.env["jn.bulletin.content"].with_context(lang="zh_CN"), bulletin.sheet_ids
        called = content._called(other, self.env["jn.bulletin"].new({"period_start": "2026-01-01", "period_end": "2026-12-31"}))
        self.assertEqual(called, f"{other.scheme_id.with_context(lang='zh_CN').name}（2026年第3季度）")

    def test_a_chart_shows_no_bars_of_a_period_without_figures(self):
        bulletin = self.issued("county")
        sheet = {**bulletin.figures["sheets"][0]}
        rows = [{**row, "before_score": None} for row in sheet["rows"]]
        chart = bulletin._paper_chart({**sheet, "rows": rows})
        self.assertEqual([list(chart._drawn_series), chart.kind], [["Score"], "bar"])
