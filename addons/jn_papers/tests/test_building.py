"""The form of what is filled: paragraphs, signatures, lists without rows, days and periods in words (GB/T 9704)."""

import io
from datetime import date

import docx
from docx.oxml.ns import qn

from odoo.tests import TransactionCase, tagged

from .. import builder, filling
from ..builder import SIGNATURE


@tagged("post_install", "-at_install")
class TestBuilding(TransactionCase):
    def filled(self, *blocks, **values):
        outline = {"title": "题目", "blocks": list(blocks)}
        return docx.Document(io.BytesIO(filling.fill(builder.build(outline), values)))

    def lines(self, *blocks, **values):
        return [paragraph.text for paragraph in self.filled(*blocks, **values).paragraphs][1:]

    def test_several_lines_become_paragraphs_of_the_same_form(self):
        document = self.filled({"text": "原因：{{ cause }}"}, cause="\n排队 \r\n\n人手少\n")
        _title, *paragraphs = document.paragraphs
        self.assertEqual([paragraph.text for paragraph in paragraphs], ["原因：排队", "", "人手少"])
        self.assertEqual({paragraph.paragraph_format.first_line_indent for paragraph in paragraphs}, {builder.BODY * builder.INDENT})

    def test_where_a_list_is_empty_that_is_said(self):
        block = {"each": "calls", "line": "{{ row.at }}", "otherwise": "尚未回访。"}
        self.assertEqual(self.lines(block, calls=[]), ["尚未回访。"])
        self.assertEqual(self.lines(block, calls=[{"at": "上午"}, {"at": "下午"}]), ["上午", "下午"])

    def test_where_a_word_is_empty_that_is_said_or_nothing(self):
        block = {"only": "due", "blocks": [{"text": "{{ due }}前"}]}
        self.assertEqual(self.lines(block, due=""), [])
        self.assertEqual(self.lines({**block, "otherwise": "不限期"}, due=""), ["不限期"])
        self.assertEqual(self.lines({**block, "otherwise": "不限期"}, due="明日"), ["明日前"])

    def test_a_signature_stands_with_the_words_before_it(self):
        demands = [{"line": "其一"}, {"line": "其二"}]
        document = self.filled(
            {"text": "开头"}, {"each": "demands", "line": "{{ row.line }}"}, {"text": "　"}, {"sign": "单位"}, {"sign": "日期"}, demands=demands,
        )
        held = {paragraph.text: paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs}
        self.assertEqual(held, {"题目": None, "开头": None, "其一": None, "其二": True, "　": True, "单位": True, "日期": True})

    def test_who_signs_and_the_date_are_centred_one_above_the_other(self):
        document = self.filled({"sign": "单位"}, {"sign": "日期"})
        signed = [paragraph for paragraph in document.paragraphs if paragraph.style.name == SIGNATURE]
        self.assertEqual([paragraph.text for paragraph in signed], ["单位", "日期"])
        # a date is seven characters wide and ends four from the margin: its middle, and theirs, is 7.5 characters from there
        self.assertEqual([round(paragraph.paragraph_format.left_indent.pt) for paragraph in signed], [round(156 / 25.4 * 72 - 15 * 16)] * 2)

    def test_what_is_announced_follows_on_the_same_page(self):
        document = self.filled({"heading": "一、题"}, {"text": "按事项："}, {"table": "rows", "columns": [["名", "{{ row.name }}", 60]]}, rows=[])
        self.assertEqual([paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs[1:3]], [True, True])
        [heading] = document.tables[0].rows
        self.assertTrue(heading.cells[0].paragraphs[0].paragraph_format.keep_with_next)

    def test_no_page_ends_within_a_row_and_tables_stand_between_the_margins(self):
        columns = [["名", "{{ row.name }}", 100], ["数", "{{ row.number }}", 56]]
        document = self.filled({"rows": [["甲", "乙"], ["丙", "", 40]]}, {"table": "rows", "columns": columns}, rows=[{"name": "甲", "number": "1"}])
        for table in document.tables:
            self.assertEqual(round(sum(column.width.mm for column in table.columns)), 156)
            self.assertEqual(table._tbl.tblPr.xpath("./w:jc/@w:val"), ["center"])
            self.assertTrue(all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows))
        self.assertEqual([round(row.height.mm) for row in document.tables[0].rows], [9, 40])

    def test_the_language_is_chinese_and_so_are_quotation_marks(self):
        document = self.filled({"text": "“好”"})
        self.assertEqual({mark.get(qn("w:eastAsia")) for mark in document.styles.element.iter(qn("w:lang"))}, {"zh-CN"})
        hints = {fonts.get(qn("w:hint")) for fonts in document.element.body.iter(qn("w:rFonts"))}
        self.assertEqual(hints, {"eastAsia"})


@tagged("post_install", "-at_install")
class TestDays(TransactionCase):
    def test_whole_periods_are_called_by_their_name_and_others_by_their_days(self):
        said = self.env["jn.paper.subject"]._paper_period
        for start, end, words in (
            ((2026, 7, 1), (2026, 9, 30), "2026年第3季度"), ((2026, 2, 1), (2026, 2, 28), "2026年2月"), ((2026, 1, 1), (2026, 12, 31), "2026年"),
            ((2026, 10, 29), (2026, 11, 12), "2026年10月29日至11月12日"), ((2026, 11, 2), (2026, 11, 12), "2026年11月2日至12日"),
            ((2025, 12, 30), (2026, 1, 2), "2025年12月30日至2026年1月2日"),
        ):  # fmt: skip
            self.assertEqual(said(date(*start), date(*end)), words)

    def test_a_day_that_is_not_there_has_no_words(self):
        subject = self.env["jn.paper.subject"]
        self.assertEqual((subject._paper_date(False), subject._paper_date(date(2026, 11, 26))), ("", "2026年11月26日"))
