"""What reading a file needs in memory stays the same, however many rows it has.

`JN_ROWS=2000000 ./jn test addons/jn_intake/tests/test_memory.py` measures files of two million rows.
"""

import os
import tempfile
import tracemalloc

import xlsxwriter

from odoo.tests import BaseCase, tagged

from odoo.addons.jn_rules import lines

from .. import workbooks

ROWS = int(os.environ.get("JN_ROWS", "200000"))
FEW = 10  # the share of them with which they are compared
SLOWER = 1 if "JN_ROWS" in os.environ else 10  # a workbook takes as long as ten times its rows in text
SLACK = 1 << 17  # allocations that have nothing to do with rows
PER_TEXT = 16  # bytes: where a text that cells share begins in the file, in an array that grows by steps


@tagged("post_install", "-at_install")
class TestMemory(BaseCase):
    def test_text_of_any_length_is_read_in_the_same_memory(self):
        few, many = (self.peak(self.text(rows), lambda file: lines.Rows(file, lines.Form()), rows) for rows in (ROWS // FEW, ROWS))
        self.assertLess(many, few + SLACK)

    def test_a_workbook_of_any_length_is_read_in_the_same_memory_but_for_the_places_of_its_texts(self):
        rows = ROWS // SLOWER
        few, many = (self.peak(self.book(number), lambda file: workbooks.rows(file, 1 << 34), number) for number in (rows // FEW, rows))
        self.assertLess(many, few + SLACK + PER_TEXT * len(self.row(0)) * rows)

    def row(self, number):
        """A row no two of whose texts are alike."""
        return [f"办件{number}", f"申请人{number}", f"138{number:08}"]

    def text(self, rows):
        """A file of so many rows, on disk."""
        file = self.enterContext(tempfile.TemporaryFile())
        file.writelines((",".join(self.row(number)) + "\n").encode() for number in range(rows))
        return file

    def book(self, rows):
        """A workbook of so many rows whose cells share their texts, on disk; a sheet holds a million, the next ones the rest."""
        file = self.enterContext(tempfile.TemporaryFile())
        with xlsxwriter.Workbook(file) as book:
            for first in range(0, rows, 1_000_000):
                sheet = book.add_worksheet()
                sheet.write_row(0, 0, self.row(0))
                for place, number in enumerate(range(max(first, 1), min(first + 1_000_000, rows)), 1):
                    sheet.write_row(place, 0, self.row(number))
        return file

    def peak(self, file, read, rows):
        """The most bytes that were in use while all rows were read."""
        tracemalloc.start()
        try:
            self.assertEqual(sum(1 for _row in read(file)), rows)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
