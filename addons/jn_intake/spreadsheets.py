"""Files that people choose: told apart by what is in them, read as rows; and rows of text as a workbook."""

import csv
import hashlib
import io

import xlsxwriter

from odoo.addons.jn_rules import lines, tables

from . import workbooks

PACKED = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
WIDTH = 22
MOST_LINES = 1_000_000  # of a sheet; spreadsheets end at 1,048,576


def check(file, megabytes):
    """Return whether the file is a workbook; raises TableError for what is no table at all, or too large."""
    size = file.seek(0, io.SEEK_END)
    if not size:
        raise tables.TableError("no_file")
    if size > megabytes << 20:
        raise tables.TableError("too_large", most=megabytes)
    file.seek(0)
    head = file.read(len(PACKED))
    if head == OLD:
        raise tables.TableError("old_xls")
    return head == PACKED


def checksum(file):
    """The SHA-256 of a file."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def form_of(file):
    """How a text file is written; the whole of it is looked at, a piece at a time."""
    file.seek(0)
    return lines.form_of(iter(lambda: file.read(lines.CHUNK), b""))


def unpack(file, target, megabytes, most):
    """Write the rows of a workbook to a text file of our own form; raises TableError beyond `most` rows."""
    with io.TextIOWrapper(target, encoding=lines.Form.encoding, newline="") as text:
        writer = csv.writer(text)
        for number, row in enumerate(workbooks.rows(file, megabytes << 20)):
            if number > most:
                raise tables.TableError("too_many", most=most)
            writer.writerow(row)


def write(headings, rows):
    """Return the bytes of a workbook; every cell is text, so none is taken for a formula."""
    output = io.BytesIO()
    write_to(output, headings, rows)
    return output.getvalue()


def write_to(output, headings, rows):
    """Write a workbook row by row; every cell is text, and what one sheet cannot hold goes on in the next."""
    with xlsxwriter.Workbook(output, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        sheet = _sheet(book, headings, bold)
        for number, row in enumerate(rows):
            line = number % MOST_LINES + 1
            if line == 1 and number:
                sheet = _sheet(book, headings, bold)
            _write_row(sheet, line, row)


def _sheet(book, headings, bold):
    sheet = book.add_worksheet()
    sheet.set_column(0, max(len(headings) - 1, 0), WIDTH)
    sheet.freeze_panes(1, 0)
    _write_row(sheet, 0, headings, bold)
    return sheet


def _write_row(sheet, line, cells, look=None):
    for place, cell in enumerate(cells):
        sheet.write_string(line, place, cell or "", look)
