"""Workbooks and text files as rows of cells, and rows of text as a workbook."""

import io
import zipfile

import xlsxwriter
from openpyxl import load_workbook

from odoo.addons.jn_rules import tables

from .const import MOST_COLUMNS, UNPACKED_FACTOR

PACKED = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
WIDTH = 22


def read(data, megabytes):
    """Return an iterator over the rows of an XLSX or CSV file, told apart by what is in it, not by its name."""
    if not data:
        raise tables.TableError("no_file")
    most = megabytes * 1024 * 1024
    if len(data) > most:
        raise tables.TableError("too_large", most=megabytes)
    if data.startswith(OLD):
        raise tables.TableError("old_xls")
    if data.startswith(PACKED):
        return _workbook(data, most * UNPACKED_FACTOR, megabytes)
    return tables.read_csv(tables.decode(data))


def _workbook(data, most, megabytes):
    """Yield the rows of the first sheet as values, not loading the others."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > most:
                raise tables.TableError("too_large", most=megabytes)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong extent
        yield from sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    except tables.TableError:
        raise
    except Exception as error:  # whatever a damaged or foreign package makes of the reader
        raise tables.TableError("broken") from error


def write(headings, rows):
    """Return the bytes of a workbook; every cell is text, so none is taken for a formula."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.set_column(0, max(len(headings) - 1, 0), WIDTH)
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, bold)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                sheet.write_string(line, place, cell or "")
    return output.getvalue()
