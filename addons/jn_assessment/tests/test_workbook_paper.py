"""The workbooks on paper: A4, wide tables on several pages that can be read, headings on each, in Chinese throughout (Art. 14)."""

from io import BytesIO

import openpyxl

from odoo.tests import tagged

from odoo.addons.jn_org.tests import office

from ..workbook_page import HEAD
from .common import SheetCase
from .years import YearCase

MARGIN = 5  # mm, less than any that a spreadsheet prints with
KNOWN = ("SHA",)


class PaperMixin:
    """`check_paper(content)` looks at a workbook's set-up and at what an office prints of it."""

    def check_set_up(self, content):
        """Every page on A4 with its number; wide ones with headings and names on each sheet of paper."""
        book = openpyxl.load_workbook(BytesIO(content))
        *tables, words = book.worksheets
        for page in book.worksheets:
            self.assertEqual(page.page_setup.paperSize, 9, page.title)
            self.assertTrue(page.sheet_properties.pageSetUpPr.fitToPage, page.title)
            self.assertEqual(page.page_setup.fitToHeight, 0, page.title)
            self.assertEqual(page.oddFooter.center.text, "&P / &N", page.title)
        for page in tables:
            self.assertEqual(page.page_setup.orientation, "landscape", page.title)
            self.assertTrue(page.print_title_rows and page.print_title_cols, page.title)
            self.assertLessEqual(self.wide(page) / int(page.page_setup.fitToWidth or 1), 260, "no smaller than can be read")
        self.assertEqual(words.page_setup.orientation, "portrait")
        return book

    def wide(self, page):
        """How many characters of plain size stand beside each other."""
        return sum(page.column_dimensions[letter].width * self.columns(page, letter) for letter in page.column_dimensions)

    def columns(self, page, letter):
        group = page.column_dimensions[letter]
        return (group.max or 1) - (group.min or 1) + 1

    def check_paper(self, content):
        book = self.check_set_up(content)
        for page in book.worksheets:
            said = "\n".join(str(cell.value) for row in page for cell in row if cell.value and not str(cell.value).startswith("="))
            self.assertEqual(office.english(said, KNOWN), [], page.title)
            self.assertNotIn("None", said)
        printed = office.converted({"book.xlsx": content}, "pdf")["book.xlsx"]
        for page in office.pages(printed):
            self.assertTrue(office.is_a4(*page[:2]) or office.is_a4(*page[:2], landscape=True), page[:2])
            self.assertEqual(office.outside(page, MARGIN, MARGIN), [])
        return office.text(printed)


@tagged("post_install", "-at_install")
class TestPaper(PaperMixin, SheetCase):
    def facts(self):
        self.first(13, "satisfied")
        self.again(self.first(7, "dissatisfied")[:2], "satisfied")
        self.first(5, "satisfied", self.other_window)

    def chinese(self, sheet):
        office.in_chinese(self.env)
        self.env.invalidate_all()
        return sheet.with_context(lang="zh_CN")

    def test_a_sheets_workbook_prints_on_a4_in_chinese(self):
        self.facts()
        for code in ("county", "window"):
            sheet = self.chinese(self.sheet(code))
            with self.subTest(code):
                printed = self.check_paper(self.workbook(sheet).read())
                for unit in sheet.line_ids.unit_id:
                    self.assertIn(office.plain(unit.display_name), printed)

    def test_title_and_notes_stand_whole_on_every_page_that_a_wide_table_takes(self):
        self.facts()
        sheet = self.chinese(self.sheet("county"))
        self.by("city_supervisor", sheet).publish()
        content = self.workbook(sheet).read()
        scores = self.check_set_up(content).worksheets[0]
        pages = office.pages(office.converted({"book.xlsx": content}, "pdf")["book.xlsx"])[: scores.page_setup.fitToWidth]
        self.assertGreater(len(pages), 1)
        for page in pages:
            said = office.plain("".join(word for *_place, word in page[2]))
            for row in (1, 2, 3):
                self.assertIn(office.plain(scores.cell(row, 1).value), said)

    def test_a_name_of_any_length_has_its_column(self):
        self.window_a.name, self.hall.name = "不动产登记与交易综合服务窗口", "太白湖新区为民服务中心"
        self.facts()
        scores, certainty, _rules = self.check_set_up(self.workbook(self.sheet("window")).read()).worksheets
        self.assertEqual((scores.column_dimensions["C"].width > 40, certainty.column_dimensions["A"].width > 40), (True, True))

    def test_every_cell_of_a_row_has_its_frame_and_the_chart_covers_no_repeated_column(self):
        self.facts()
        scores = self.check_set_up(self.workbook(self.sheet("county")).read()).worksheets[0]
        for row in scores.iter_rows(min_row=HEAD + 1, max_row=HEAD + 3):
            self.assertEqual({cell.border.bottom.style for cell in row}, {"thin"})
        [chart] = scores._charts
        self.assertEqual((chart.anchor._from.col, scores.print_title_cols), (3, "$A:$C"))

    def test_the_rules_are_those_of_the_scheme_alone(self):
        self.facts()
        for code, there, gone in (("county", "二级满意率", "群众满意率"), ("window", "群众满意率", "初次督查满意率")):
            rules = openpyxl.load_workbook(self.workbook(self.chinese(self.sheet(code)))).worksheets[-1]
            named = [row[0].value for row in rules.iter_rows()]
            self.assertIn(there, named, code)
            self.assertNotIn(gone, named, code)

    def test_a_hundred_units_ask_the_database_no_more_than_ten(self):
        self.facts()
        asked = []
        for number in (10, 90):
            self.env["jn.unit"].create([
                {"kind": "window", "code": f"MORE-{number}-{place}", "name": f"More {place}", "parent_id": self.hall.id} for place in range(number)
            ])  # fmt: skip
            sheet = self.sheet("window")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.workbook(sheet)
            asked.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(asked[1], asked[0])


@tagged("post_install", "-at_install")
class TestPaperOfAYear(PaperMixin, YearCase):
    def test_a_years_workbook_prints_on_a4_in_chinese(self):
        sheet = self.year_of(10, None, 8, 5)
        office.in_chinese(self.env)
        self.env.invalidate_all()
        printed = self.check_paper(self.workbook(sheet.with_context(lang="zh_CN")).read())
        self.assertIn("平均", printed)
