"""The workbook's formulas in LibreOffice: an engine that nobody here has written."""

from io import BytesIO

import openpyxl

from odoo.tests import tagged

from odoo.addons.jn_org.tests import office

from ..workbook_page import HEAD
from .common import QUARTER, SheetCase
from .years import YearCase


def reckoned(content):
    """{unit: {heading: value}} as LibreOffice works it out."""
    bare = BytesIO()
    openpyxl.load_workbook(BytesIO(content)).save(bare)  # openpyxl keeps formulas and no values
    made = office.converted({"sheet.xlsx": bare.getvalue()}, "xlsx:Calc MS Excel 2007 XML")["sheet.xlsx"]
    page = openpyxl.load_workbook(BytesIO(made), data_only=True).worksheets[0]
    heads = [cell.value for cell in page[HEAD + 1]]
    rows = ({head: cell.value for head, cell in zip(heads, page[row], strict=True)} for row in range(HEAD + 2, page.max_row + 1))
    return {row["Unit"]: row for row in rows if row["Unit"]}


@tagged("post_install", "-at_install")
class TestWorkbookInOffice(SheetCase):
    """What stands in the file as values is thrown away first, so that only the formulas can give the scores."""

    def facts(self):
        self._make_unit("county", "Quiet County", parent_id=self.city.id)
        bad = self.first(7, "dissatisfied")
        self.first(13, "satisfied")
        self.first(3, "undelivered")
        self.again(bad[:2], "satisfied")
        self.again(bad[2:5], "dissatisfied")
        self.check(bad[2:4], "satisfied")
        self.check(bad[4:5], "untrue")
        self.first(5, "satisfied", self.other_window)
        kind = self.env["jn.deduction.kind"].search([("code", "=", "report_missing")])
        row = {"kind_id": kind.id, "unit_id": self.other_county.id, **QUARTER, "reason": "it never came", "evidence": "list of receipts"}
        self.env["jn.deduction"]._propose([row]).book()

    def test_it_gives_the_scores_and_ranks_on_record(self):
        self.facts()
        for code in ("county", "window"):
            sheet = self.sheet(code)
            found = reckoned(self.workbook(sheet).read())
            for line in sheet.line_ids.filtered(lambda one: not one.indicator_id):
                row = found[line.unit_id.display_name]
                with self.subTest(code, unit=line.unit_id.name):
                    self.assertEqual("" if row["Total score"] is None else row["Total score"], "" if line.score is False else line.score)
                    self.assertEqual(row["Rank"] or "", "" if line.rank is False else line.rank)
                    self.assertEqual(row["Check"], "same")


@tagged("post_install", "-at_install")
class TestYearInOffice(YearCase):
    def test_it_gives_the_years_scores_and_ranks_on_record(self):
        self._make_unit("county", "Quiet County", parent_id=self.city.id)
        sheet = self.year_of(10, None, 8, 5)
        found = reckoned(self.workbook(sheet).read())
        for line in sheet.line_ids.filtered(lambda one: not one.indicator_id):
            row = found[line.unit_id.display_name]
            with self.subTest(unit=line.unit_id.name):
                self.assertEqual(row["Total score\nMean"] or "", "" if line.score is False else line.score)
                self.assertEqual(row["Rank"] or "", "" if line.rank is False else line.rank)
                self.assertEqual(row["Check"], "same")
