"""A workbook of any length, written piece by piece: each piece goes behind the one before and is never read again.

xlsxwriter writes a few rows at a time into a small book of its own. Their XML, packed, is what is kept: a stream of
packed pieces is itself a packed stream, so in the end a sheet is poured into the workbook without being unpacked.
The pieces fit together because every small book numbers its formats alike: each of its rows has a cell in every column.
"""

import io
import re
import shutil
import zipfile
import zlib
from dataclasses import dataclass, replace

import xlsxwriter

FONT, HEAD_FONT = "SimSun", "SimHei"
A4 = 9
MOST_ROWS = 1_000_000  # of a sheet, the heading apart; spreadsheets end at 1,048,576
MOST_DIGITS = 15  # a longer number would be rounded by a spreadsheet
MOST_NAME = 28  # of a sheet, 31 with its number
WIDTHS = {"text": 20, "number": 12, "date": 12, "moment": 18}
MOST_WIDTH = 40
LOOKS = {"date": {"num_format": "yyyy-mm-dd"}, "moment": {"num_format": "yyyy-mm-dd hh:mm"}, "text": {"num_format": "@"}}
HEADING_END, ROWS_END = b"</row>", b"</sheetData>"
# How large a sheet is, is known only when it has ended; a sheet may leave it out.
DIMENSION = re.compile(rb"<dimension [^>]*/>")


@dataclass(frozen=True)
class Column:
    """A heading, and what stands below it: text, number, date, or moment (naive local time)."""

    label: str
    kind: str


@dataclass(frozen=True)
class Sheet:
    """A sheet as far as it is written: its rows, and its XML's size, packed size and check sum."""

    rows: int = 0
    size: int = 0
    packed: int = 0
    crc: int = 0

    def grown(self, xml, rows=0):
        """Return (the sheet with this XML behind it, the piece to append)."""
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        piece = packer.compress(xml) + packer.flush(zlib.Z_FULL_FLUSH)
        grown = {"rows": self.rows + rows, "size": self.size + len(xml), "packed": self.packed + len(piece)}
        return replace(self, **grown, crc=zlib.crc32(xml, self.crc)), piece


def append(columns, sheets, rows, most=MOST_ROWS):
    """Return (sheets, pieces): the sheets with these rows behind theirs, and the bytes to append to what is kept.

    `rows` are sequences with a value for each column, None for nothing; beyond `most` rows another sheet begins.
    """
    sheets, pieces, rows = list(sheets), [], list(rows)
    while rows or not sheets:
        if not sheets or sheets[-1].rows >= most:
            head, _rows, _tail = _split(_book(columns, [0] * (len(sheets) + 1)), len(sheets))
            sheet, piece = Sheet().grown(head)
            sheets.append(sheet)
            pieces.append(piece)
        part, rows = rows[: most - sheets[-1].rows], rows[most - sheets[-1].rows :]
        if part:
            _head, xml, _tail = _split(_book(columns, [0], part, sheets[-1].rows + 1))
            sheets[-1], piece = sheets[-1].grown(xml, len(part))
            pieces.append(piece)
    return sheets, b"".join(pieces)


def finish(target, kept, columns, sheets, name=""):
    """Write the whole workbook to a file, from the file of pieces in which the sheets stand one behind the other."""
    frame = _book(columns, [sheet.rows for sheet in sheets], name=name)
    places = {_part_name(number): number for number in range(len(sheets))}
    with zipfile.ZipFile(io.BytesIO(frame)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part not in places:
                new.writestr(part, old.read(part))
        for part, number in places.items():
            _head, _rows, tail = _split(frame, number)
            _pour(new, part, kept, sheets[number], tail)


def _pour(book, name, kept, sheet, tail):
    """Put a sheet into the book as it is kept, packed, with its end behind it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    end = packer.compress(tail) + packer.flush()
    info = zipfile.ZipInfo(name)
    info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, zlib.crc32(tail, sheet.crc)
    info.file_size, info.compress_size = sheet.size + len(tail), sheet.packed + len(end)
    info.header_offset = book.start_dir
    book.fp.seek(book.start_dir)
    book.fp.write(info.FileHeader())
    _copy(kept, book.fp, sheet.packed)
    book.fp.write(end)
    book.filelist.append(info)
    book.NameToInfo[name] = info
    book.start_dir = book.fp.tell()


def _copy(source, target, size):
    while size:
        if not (piece := source.read(min(size, shutil.COPY_BUFSIZE))):
            raise EOFError("the file of pieces is shorter than its sheets")
        target.write(piece)
        size -= len(piece)


def _split(book, number=0):
    """Return (head with heading, rows, tail) of a sheet's XML in a small book."""
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        xml = DIMENSION.sub(b"", file.read(_part_name(number)), count=1)
    body, end, tail = xml.rpartition(ROWS_END)
    head, heading_end, rows = body.partition(HEADING_END)
    return head + heading_end, rows, end + tail


def _part_name(number):
    return f"xl/worksheets/sheet{number + 1}.xml"


def _book(columns, lengths, rows=(), line=1, name=""):
    """A small book: a sheet for each length, with its heading and, from a line on, these rows or one that is empty."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"constant_memory": True}) as book:
        looks = {kind: book.add_format({"font_name": FONT, "font_size": 11, **LOOKS.get(kind, {})}) for kind in WIDTHS}
        head = book.add_format({"font_name": HEAD_FONT, "font_size": 11, "text_wrap": True, "bg_color": "#DDEBF7", "border": 1})
        for number, length in enumerate(lengths):
            sheet = book.add_worksheet(_sheet_name(name, number) if name else None)
            _lay_out(sheet, columns, length)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column.label, head)
            for offset, row in enumerate(rows or [[None] * len(columns)]):
                for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                    _write(sheet, line + offset, place, value, looks[column.kind])
    return output.getvalue()


def _lay_out(sheet, columns, length):
    for place, column in enumerate(columns):
        sheet.set_column(place, place, min(max(WIDTHS[column.kind], _width(column.label) + 2), MOST_WIDTH))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, length, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


def _write(sheet, line, place, value, look):
    """Write a cell as what it is; words that look like a formula are words."""
    if value is None or value == "":
        sheet.write_blank(line, place, None, look)
    elif isinstance(value, str):
        sheet.write_string(line, place, value, look)
    elif isinstance(value, (int, float)):
        if abs(value) < 10**MOST_DIGITS:
            sheet.write_number(line, place, value, look)
        else:
            sheet.write_string(line, place, str(value), look)
    else:
        sheet.write_datetime(line, place, value, look)


def _width(text):
    """How many narrow characters a text is as wide as."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _sheet_name(name, number):
    """A name that a sheet may have.

    >>> _sheet_name("Cases: open/all", 0), _sheet_name("'Cases'", 1), _sheet_name("?", 0)
    ('Cases  open all', 'Cases 2', 'Sheet1')
    """
    plain = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:MOST_NAME].strip()
    if not plain:
        return f"Sheet{number + 1}"
    return f"{plain} {number + 1}" if number else plain
