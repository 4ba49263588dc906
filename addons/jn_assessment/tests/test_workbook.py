
import openpyxl

from odoo.tests import HttpCase, tagged

from odoo.addons.jn_org.tests.common import at

from ..workbook_page import HEAD
from .common import QUARTER, SheetCase
from .spreadsheet_engine import Sheet
from .years import YEAR, YearCase


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
        row = {"kind_id": kind.id, "unit_id": self.other_county.id, **QUARTER, "reason": "it never came", "evidence": "list of receipts"}
        self.env["jn.deduction"]._propose([row]).book()

    def _opened(self, sheet):
        return openpyxl.load_workbook(self.workbook(sheet))

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

    def _rows(self, page):
        """{(unit, indicator): {heading: what stands in the cell, formulas worked out}} of the second page."""
        engine, heads = Sheet(page), [cell.value for cell in page[1]]
        rows = [{head: engine[cell.coordinate] for head, cell in zip(heads, cells, strict=True)} for cells in page.iter_rows(min_row=2)]
        return {(row["Unit"], row["Indicator"]): row for row in rows}

    def test_coverage_stands_beside_the_figures_of_each_unit(self):
        self.first(2, "satisfied")
        self.env["jn.intake.total"].sudo().create({
            "source": "facts", "unit_id": self.window_a.id, "day": "2026-08-10", "completed": 5, "at": at("2026-08-11 08:00"),
        })  # fmt: skip
        for code, unit, beside in (("county", "Test County", "Other County"), ("window", "Window A", "Window B")):
            reckoned = {name: row for name, row in self._reckoned(self._opened(self.sheet(code)).worksheets[0]).items()}
            [mine] = [row for name, row in reckoned.items() if unit in name]
            [other] = [row for name, row in reckoned.items() if beside in name]
            self.assertEqual((mine["Announced cases"], mine["Arrived of these"], mine["Coverage"]), (5, 2, 0.4), code)
            self.assertEqual((other["Announced cases"], other["Coverage"]), (None, "nothing announced"), code)

    def test_small_samples_intervals_and_active_answers_stand_there_for_each_indicator(self):
        self._facts()
        self.first(30, "defaulted", self.other_window)
        sheet = self.sheet("county")
        scores, certainty, _rules = self._opened(sheet).worksheets
        rows = self._rows(certainty)
        lines = sheet.line_ids.filtered("indicator_id")
        self.assertEqual(len(rows), len(lines))
        for line in lines:
            row = rows[line.unit_id.display_name, line.indicator_id.name]
            with self.subTest(line.display_name):
                self.assertEqual(row["Sample"] or "", "small sample" if line.small_sample else "")
                for heading, name in (("Rate", "rate"), ("At least", "low"), ("At most", "high"), ("Rate among active answers", "active_rate")):
                    self.assertEqual(row[heading], None if line[name] is False else row[heading])
                    if line[name] is not False:
                        self.assertAlmostEqual(row[heading], line[name])
        mine, other = rows["Test County", "Satisfied at first"], rows["Other County", "Satisfied at first"]
        self.assertEqual((mine["Sample"], other["Sample"] or ""), ("small sample", ""))
        self.assertEqual((other["Numerator"], other["Denominator"]), (35, 35))
        self.assertEqual((other["Numerator, active answers"], other["Denominator, active answers"]), (5, 5))
        marks = {name: row["Sample"] or "" for name, row in self._reckoned(scores).items()}
        self.assertEqual((marks["Test County"], marks["Other County"]), ("small sample", ""))
        self.assertEqual((certainty.page_setup.orientation, certainty.page_setup.paperSize), ("landscape", 9))

    def test_it_has_frozen_panes_colours_a_chart_and_the_rules_in_words(self):
        self._facts()
        sheet = self.sheet("county")
        sheet.publish()
        with self.subTest("scores"):
            scores, _certainty, rules = self._opened(sheet.with_context(lang="zh_CN")).worksheets
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


@tagged("post_install", "-at_install")
class TestWorkbookOfAYear(YearCase):
    """A year's workbook reckons it out of the quarters' scores that stand in it (Art. 14; score.year_from)."""

    def rows(self, page):
        engine, heads = Sheet(page), [cell.value for cell in page[HEAD + 1]]
        found = [[engine[cell.coordinate] for cell in page[row]] for row in range(HEAD + 2, page.max_row + 1)]
        return {row[2]: dict(zip(heads, row, strict=True)) for row in found if row[2]}

    def opened(self, sheet):
        return openpyxl.load_workbook(self.workbook(sheet))

    def test_its_formulas_give_the_years_scores_and_ranks_on_record(self):
        self._make_unit("county", "Quiet County", parent_id=self.city.id)
        for code in ("county", "window"):
            sheet = self.year_of(10, None, 8, 5, code=code)
            rows = self.rows(self.opened(sheet).worksheets[0])
            self.assertEqual(len(rows), len(sheet.line_ids.unit_id))
            for unit, lines in sheet.line_ids.grouped("unit_id").items():
                row = rows[unit.display_name]
                self.assertEqual(row["Check"], "same", unit.name)
                for line in lines.filtered(lambda one: not one.indicator_id or one.indicator_id.score):
                    name = line.indicator_id.name or "Total score"
                    self.assertEqual(row[f"{name}\nMean"], "" if line.score is False else line.score, (unit.name, name))
                self.assertEqual(row["Rank"], "" if lines[0].rank is False else lines[0].rank, unit.name)

    def test_the_quarters_stand_beside_their_mean_and_one_without_a_score_stays_empty(self):
        row = self.rows(self.opened(self.year_of(10, None, 8, 6)).worksheets[0])["Test County"]
        told = [row[f"Total score\n{part}"] for part in ("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4", "Mean")]
        self.assertEqual(told, [100, None, 96, 92, 96])

    def test_a_changed_quarter_shows_as_different(self):
        page = self.opened(self.year_of(10, 9, 8, 6)).worksheets[0]
        [row] = [row for row in range(HEAD + 2, page.max_row + 1) if page.cell(row, 3).value == "Test County"]
        page.cell(row, 4).value -= 3
        self.assertEqual(self.rows(page)["Test County"]["Check"], "differs")

    def test_it_names_the_frozen_quarters_and_what_was_corrected_in_them(self):
        self.year_of(10, 9, 8, 6)
        last = self.quarters[3]
        self.by("city_leader", last)._sign(self.county, {"asked": -1, "answered_dissatisfied": -1}, "not ours")
        book = self.opened(self.sheet("county", **YEAR))
        rules = "\n".join(str(cell.value) for row in book.worksheets[1] for cell in row)
        for words in (*self.quarters.mapped("digest"), "not ours"):
            self.assertIn(words, rules)
        # 6 of 9 instead of 6 of 10: 20 + 13.33 + 60
        self.assertEqual(self.rows(book.worksheets[0])["Test County"]["Total score\nQuarter 4"], 93.33)
