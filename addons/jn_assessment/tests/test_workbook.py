from io import BytesIO

import openpyxl

from odoo.tests import HttpCase, tagged

from ..workbook import HEAD
from .common import QUARTER, SheetCase
from .spreadsheet_engine import Sheet


@tagged("post_install", "-at_install")
class TestWorkbook(HttpCase, SheetCase):
    """A county checks its score in a spreadsheet: every printed score is a formula over the counts beside it."""

    def _facts(self):
        """Two counties of which one has everything, and one without business."""
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
        row = {"kind_id": kind.id, "unit_id": self.other_county.id, **QUARTER, "reason": "it never came"}
        self.env["jn.deduction"]._propose([row]).book()

    def _opened(self, sheet):
        return openpyxl.load_workbook(BytesIO(self.env["jn.sheet.workbook"]._content(sheet)))

    def _reckoned(self, page):
        """{unit: {heading: value}} as the little spreadsheet works it out."""
        engine = Sheet(page)
        heads = [cell.value for cell in page[HEAD + 1]]
        rows = range(HEAD + 2, page.max_row + 1)
        found = [{head: engine[cell.coordinate] for head, cell in zip(heads, page[row], strict=True)} for row in rows]
        return {row["Unit"]: row for row in found if row["Unit"]}

    def _agrees(self, sheet):
        page = self._opened(sheet).worksheets[0]
        reckoned = self._reckoned(page)
        for line in sheet.line_ids.filtered(lambda one: not one.indicator_id):
            row = reckoned[line.unit_id.display_name]
            self.assertEqual(row["Total score"], "" if line.score is False else line.score, line.unit_id.name)
            self.assertEqual(row["Rank"], "" if line.rank is False else line.rank, line.unit_id.name)
            self.assertEqual(row["Check"], "same", line.unit_id.name)

    def test_its_formulas_give_the_scores_on_record_under_every_choice(self):
        self._facts()
        for code, setting, options in (
            ("county", "score.empty_ratio", ("full", "redistribute", "zero", "unranked")),
            ("county", "score.no_business", ("zero", "unranked")),
            ("window", "window.formula", ("mean", "weighted", "literal")),
            ("window", "deduction.points_below", ("floor", "proportional", "ceiling")),
            ("window", "window.no_second_level", ("full", "first_alone")),
        ):
            for option in options:
                with self.subTest(setting, option=option):
                    self.interpret(setting, f'"{option}"')
                    self._agrees(self.sheet(code))

    def test_a_changed_count_shows_as_different(self):
        self._facts()
        book = self._opened(self.sheet("county"))
        page = book.worksheets[0]
        [row] = [row for row in range(HEAD + 2, page.max_row + 1) if page.cell(row, 3).value == "Test County"]
        page.cell(row, 5).value += 3
        self.assertEqual(self._reckoned(page)["Test County"]["Check"], "differs")

    def test_it_has_frozen_panes_colours_a_chart_and_the_rules_in_words(self):
        self._facts()
        sheet = self.sheet("county")
        sheet.publish()
        with self.subTest("scores"):
            scores, rules = self._opened(sheet.with_context(lang="zh_CN")).worksheets
            self.assertEqual(scores.freeze_panes, f"D{HEAD + 2}")
            self.assertTrue(scores.conditional_formatting)
            self.assertEqual(len(scores._charts), 1)
            self.assertEqual((scores.page_setup.orientation, scores.page_setup.paperSize), ("landscape", 9))
            self.assertIn(sheet.digest, scores["A3"].value)
        self.assertGreater(rules.max_row, 20)

    def test_whoever_may_read_the_sheet_gets_the_file_and_nobody_else(self):
        sheet = self.sheet("county")
        self.env.flush_all()
        self.authenticate("test_leader", "test_leader")
        self.assertEqual(self.url_open(f"/jn/sheet/{sheet.id}.xlsx").status_code, 404)
        sheet.publish()
        self.env.flush_all()
        answer = self.url_open(f"/jn/sheet/{sheet.id}.xlsx")
        self.assertEqual((answer.status_code, answer.content[:4]), (200, b"PK\x03\x04"))
