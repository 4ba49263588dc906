"""The workbook alone: no database, no Odoo model."""

import doctest
import io
import zipfile
from datetime import date, datetime

from openpyxl import load_workbook

from odoo.tests import BaseCase

from .. import book

COLUMNS = (book.Column("编号", "text"), book.Column("数量", "number"), book.Column("日期", "date"), book.Column("时刻", "moment"))
ROW = ["A1", 1, date(2026, 11, 16), datetime(2026, 11, 16, 10, 30)]


def written(batches, columns=COLUMNS, most=book.MOST_ROWS, name="清单"):
    """The bytes of a workbook that got its rows in these batches."""
    sheets, kept = [], b""
    for rows in batches:
        sheets, pieces = book.append(columns, sheets, rows, most)
        kept += pieces
    output = io.BytesIO()
    book.finish(output, io.BytesIO(kept), columns, sheets, name)
    return output.getvalue()


def opened(data):
    """The sheets of a workbook."""
    return load_workbook(io.BytesIO(data)).worksheets


def rows_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


class TestBook(BaseCase):
    def test_the_examples_hold(self):
        self.assertEqual(doctest.testmod(book).failed, 0)

    def test_cells_are_what_they_are(self):
        [sheet] = opened(written([[ROW], [[None, None, None, None]]]))
        self.assertEqual([cell.value for cell in sheet[1]], ["编号", "数量", "日期", "时刻"])
        self.assertEqual([cell.value for cell in sheet[2]], ["A1", 1, datetime(2026, 11, 16), datetime(2026, 11, 16, 10, 30)])
        self.assertEqual([cell.data_type for cell in sheet[2]], ["s", "n", "d", "d"])
        self.assertEqual([cell.number_format for cell in sheet[2]], ["@", "General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"])
        self.assertEqual([cell.value for cell in sheet[3]], [None] * 4)

    def test_words_that_look_like_a_formula_or_a_number_stay_words(self):
        words = ["=1+1", "=cmd|' /C calc'!A0", "+86", "-1", "@SUM(A1)", "0012", "{=1}", "https://example.org", "a\tb\n<&>\"'", "\x01"]
        [sheet] = opened(written([[[word] for word in words]], COLUMNS[:1]))
        self.assertEqual([row[0].data_type for row in sheet.iter_rows(min_row=2)], ["s"] * len(words))
        self.assertEqual([row[0] for row in rows_of(sheet)[1:-1]], words[:-1])

    def test_a_number_that_a_spreadsheet_would_round_is_text(self):
        [sheet] = opened(written([[[370800123456789012], [12.5], [0]]], COLUMNS[1:2]))
        self.assertEqual([row[0] for row in rows_of(sheet)[1:]], ["370800123456789012", 12.5, 0])

    def test_batches_make_the_same_book_as_all_rows_at_once(self):
        rows = [[f"A{number}", number, *ROW[2:]] for number in range(10)]
        at_once, in_batches = opened(written([rows])), opened(written([rows[:1], rows[1:4], [], rows[4:]]))
        self.assertEqual([rows_of(sheet) for sheet in at_once], [rows_of(sheet) for sheet in in_batches])

    def test_what_one_sheet_cannot_hold_goes_on_in_the_next(self):
        rows = [[f"A{number}", number, *ROW[2:]] for number in range(7)]
        sheets = opened(written([rows[:2], rows[2:]], most=3))
        self.assertEqual([sheet.title for sheet in sheets], ["清单", "清单 2", "清单 3"])
        self.assertEqual([[row[1] for row in rows_of(sheet)[1:]] for sheet in sheets], [[0, 1, 2], [3, 4, 5], [6]])
        self.assertEqual({tuple(rows_of(sheet)[0]) for sheet in sheets}, {tuple(column.label for column in COLUMNS)})

    def test_it_is_laid_out_for_reading_and_for_paper(self):
        for sheet in opened(written([[ROW] * 5], most=4)):
            with self.subTest(sheet=sheet.title):
                self.assertEqual(sheet.freeze_panes, "A2")
                self.assertEqual(sheet.auto_filter.ref, f"A1:D{sheet.max_row}")
                self.assertEqual((sheet.page_setup.orientation, sheet.page_setup.paperSize), ("landscape", 9))
                self.assertEqual((sheet.page_setup.fitToHeight, sheet.print_title_rows), (0, "$1:$1"))
                self.assertEqual({cell.font.name for cell in sheet[1]}, {"SimHei"})
                self.assertEqual({cell.font.name for cell in sheet[2]}, {"SimSun"})
                self.assertGreater(sheet.column_dimensions["D"].width, sheet.column_dimensions["C"].width)

    def test_an_empty_list_has_its_headings(self):
        [sheet] = opened(written([[]]))
        self.assertEqual(rows_of(sheet), [["编号", "数量", "日期", "时刻"]])

    def test_every_part_is_whole(self):
        with zipfile.ZipFile(io.BytesIO(written([[ROW] * 3] * 3, most=4))) as file:
            self.assertIsNone(file.testzip())
            self.assertEqual(len(file.namelist()), len(set(file.namelist())))

    def test_all_pieces_number_their_formats_alike(self):
        books = [book._book(COLUMNS, [0]), book._book(COLUMNS, [3, 4]), book._book(COLUMNS, [0], [[None] * 4, ROW], 7)]
        styles = [zipfile.ZipFile(io.BytesIO(data)).read("xl/styles.xml") for data in books]
        self.assertEqual(len(set(styles)), 1)

    def test_a_file_that_is_too_short_is_no_book(self):
        sheets, pieces = book.append(COLUMNS, [], [ROW])
        with self.assertRaises(EOFError):
            book.finish(io.BytesIO(), io.BytesIO(pieces[:-1]), COLUMNS, sheets)
