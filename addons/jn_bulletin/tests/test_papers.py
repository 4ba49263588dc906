"""Reports and bulletins as Word files: their words, tables and charts; the file can be replaced by an administrator."""

import base64
import io
import zipfile

import docx

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_papers.exceptions import BadPaper
from odoo.addons.jn_papers.tests.common import word_file, words_of

from .test_bulletins import BulletinCase

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


@tagged("post_install", "-at_install")
class TestPapers(BulletinCase):
    def paper(self, code):
        return self.env["jn.paper"].search([("code", "=", code)])

    def made(self, role, record, code):
        """The (file name, bytes) of a paper that this person makes."""
        context = {"active_id": record.id, "active_model": record._name}
        form = self.as_user(role)["jn.paper.wizard"].with_context(**context).create({"paper_id": self.paper(code).id})
        form.action_make()
        return form.file_name, base64.b64decode(form.data)

    def report(self):
        self.freeze("2026-09-21 10:00")
        self.facts()
        return self.opened()

    def charts(self, data):
        return [part for part in docx.Document(io.BytesIO(data)).part.package.iter_parts() if part.content_type == CHART]

    def test_a_report_has_its_four_parts_its_table_and_its_charts(self):
        report = self.report()
        name, data = self.made("leader", report, "quarterly_report")
        self.assertEqual(name, f"季度分析总结报告-{self.county.name}-2026Q3.docx")
        words = words_of(data)
        for part in ("一、基本情况", "二、数据分析", "三、存在问题", "四、下步建议", "有效回访率", report.basic.splitlines()[1], "第3季度"):
            self.assertIn(part, words)
        self.assertNotIn("{{", words)
        self.assertEqual(len(self.charts(data)), 2, "points and windows; nobody ticked a reason")

    def test_each_chart_can_be_edited_and_speaks_chinese(self):
        _name, data = self.made("leader", self.report(), "quarterly_report")
        drawn = self.charts(data)[0]
        text = drawn.blob.decode()
        for part in ("指标得分", "本季度", "上季度", "初次满意率", "SimSun", "externalData"):
            self.assertIn(part, text)
        [book] = drawn.rels.values()
        self.assertIn("xl/workbook.xml", zipfile.ZipFile(io.BytesIO(book.target_part.blob)).namelist())

    def test_what_was_handed_in_names_who_signed_it(self):
        report = self.report()
        self.by("leader", report).submit()
        words = words_of(self.made("city_supervisor", report, "quarterly_report")[1])
        self.assertIn(f"签发：{self.users['leader'].name}", words)
        self.assertIn("2026年9月21日", words)

    def test_who_made_it_is_kept_without_a_case(self):
        report = self.report()
        self.made("leader", report, "quarterly_report")
        kept = self.env["jn.paper.made"].search([("res_model", "=", "jn.quarterly.report"), ("res_id", "=", report.id)])
        self.assertEqual((kept.user_id, kept.case_id.id, kept.unit_id), (self.users["leader"], False, self.county))

    def test_an_administrator_replaces_the_file_and_a_wrong_one_is_refused(self):
        paper = self.paper("quarterly_report").with_user(self.users["administrator"])
        loop = ("{%p for row in indicators %}", "{{ row.name }} {{ row.rate }}", "{%p endfor %}")
        paper.file = base64.b64encode(word_file("{{ county }}：{{ score }}", *loop, "{{ score_chart }}"))
        _name, data = self.made("leader", self.report(), "quarterly_report")
        self.assertIn(f"{self.county.name}：", words_of(data))
        self.assertEqual(len(self.charts(data)), 1)
        with self.assertRaisesRegex(BadPaper, "not known"):
            paper.file = base64.b64encode(word_file("{{ applicant }}"))

    def test_another_county_makes_none_of_it(self):
        report = self.report()
        with self.assertRaises(AccessError):
            self.made("other_leader", report, "quarterly_report")

    def test_a_bulletin_has_rankings_red_items_and_the_digests(self):
        bulletin = self.issued("county", "window", number="济审通〔2026〕3号")
        name, data = self.made("leader", bulletin, "bulletin")
        self.assertEqual(name, "通报-2026-07-01–2026-09-30.docx")
        words = words_of(data)
        for part in ("济审通〔2026〕3号", "Other County", bulletin.sheet_ids[0].digest, "二、考核排名", "+1", bulletin.demands.splitlines()[0]):
            self.assertIn(part, words)
        self.assertNotIn("{{", words)
        self.assertEqual(len(self.charts(data)), 1)
        document = docx.Document(io.BytesIO(data))
        self.assertEqual([table.rows[0].cells[0].text for table in document.tables[:2]], ["位次", "位次"])

    def test_a_bulletins_own_file_may_loop_over_its_rankings(self):
        bulletin = self.issued()
        self.paper("bulletin").file = base64.b64encode(word_file(
            "{%p for sheet in sheets %}", "{{ sheet.name }}", "{%p for row in sheet.rows %}", "{{ row.unit }} {{ row.score }}",
            "{%p endfor %}", "{%p endfor %}",
        ))
        self.assertIn("Other County 100.00", words_of(self.made("city_leader", bulletin, "bulletin")[1]))
