"""The workbook's formulas in LibreOffice: an engine that nobody here has written."""

import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import openpyxl

from odoo.tests import tagged

from ..workbook_page import HEAD
from .common import QUARTER, SheetCase
from .years import YearCase

OFFICE = "soffice"
SECONDS = 120
# recalculate every formula when a file is opened, whatever values lie in it
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def reckoned(content):
    """{unit: {heading: value}} as LibreOffice works it out."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = place / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
        openpyxl.load_workbook(BytesIO(content)).save(place / "sheet.xlsx")  # openpyxl keeps formulas and no values
        command = [OFFICE, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
        subprocess.run([*command, "--outdir", str(place / "out"), str(place / "sheet.xlsx")], check=True, capture_output=True, timeout=SECONDS)
        page = openpyxl.load_workbook(place / "out" / "sheet.xlsx", data_only=True).worksheets[0]
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
