"""Workbooks (XLSX, XLSM) of any size, row by row: neither the rows nor the texts that they share are held in memory.

openpyxl's own reader for reading only keeps all shared texts and an empty element of every row: a gigabyte for a large file.
"""

import os
import tempfile
import zipfile
from array import array
from contextlib import closing

from lxml import etree
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from odoo.addons.jn_rules.tables import TableError, text

from .const import MOST_COLUMNS, UNPACKED_FACTOR

STRING_TAG, PLAIN_TAG = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "t"))
PLAIN_TAG = f"{{{SHEET_MAIN_NS}}}t"


def rows(file, most):
    """Yield the rows of texts of the first sheet, and of those after it that have the same headings (a sheet ends at 1,048,576 rows).

    file: seekable, in bytes; most: what it may unpack to is limited to a multiple of so many bytes.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > most * UNPACKED_FACTOR:
                raise TableError("too_large", most=most >> 20)
        reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
        reader.read()
        with closing(reader.shared_strings):
            yield from _of_sheets(reader.wb)
    except TableError:
        raise
    except Exception as error:  # whatever a damaged or foreign package makes of the reader
        raise TableError("broken") from error


def _of_sheets(book):
    headings = None
    for sheet in book.worksheets:
        of_sheet = _of_sheet(book, sheet)
        first = next(of_sheet, [])
        if headings is None:
            headings = first
            yield headings
        elif first != headings:
            continue
        yield from of_sheet


def _of_sheet(book, sheet):
    """Yield the rows of a sheet; those that it leaves out are empty."""
    with book._archive.open(sheet._worksheet_path) as source:
        formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        parser = _Parser(source, sheet._shared_strings, data_only=True, epoch=book.epoch, **formats)
        expected = 1
        for number, cells in parser.parse():
            for _left_out in range(expected, number):
                yield []
            expected = number + 1
            yield _row(cells)


def _row(cells):
    """The texts of these cells in their places."""
    there = {cell["column"]: text(cell["value"]) for cell in cells if cell["column"] <= MOST_COLUMNS}
    return [there.get(place, "") for place in range(1, max(there, default=0) + 1)]


class _Reader(ExcelReader):
    """Opens a package, and leaves the shared texts on disk."""

    def read_strings(self):
        self.shared_strings = Strings()
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings.fill(source)


class _Parser(WorkSheetParser):
    """Reads a sheet's cells and forgets each row once it was read."""

    def parse(self):
        for row in _elements(self.source, ROW_TAG):
            yield self.parse_row(row)

    def parse_cell(self, element):
        """A cell as a spreadsheet shows it; a formula that nobody has worked out is the text it is written as, never run."""
        cell = super().parse_cell(element)
        if cell["value"] is None and (formula := element.find(FORMULA_TAG)) is not None:
            cell["value"] = f"={formula.text or ''}"
        return cell


class Strings:
    """Texts by their number, in a file: only where each begins is held in memory."""

    def __init__(self):
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by its owner
        self._starts = array("Q", [0])

    def fill(self, source):
        """Add the shared texts of a workbook."""
        for element in _elements(source, STRING_TAG):
            plain = element[0].text if len(element) == 1 and element[0].tag == PLAIN_TAG else Text.from_tree(element).content
            self.append(plain or "")
        self._file.flush()

    def append(self, words):
        size = self._file.write(words.encode())
        self._starts.append(self._starts[-1] + size)

    def __getitem__(self, number):
        start, end = self._starts[number : number + 2]
        return os.pread(self._file.fileno(), end - start, start).decode()

    def close(self):
        self._file.close()


def _elements(source, tag):
    """Yield the elements of this name; each is gone when the next one comes. Entities of a file are not followed."""
    for _event, element in etree.iterparse(source, tag=tag, resolve_entities=False, no_network=True):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
