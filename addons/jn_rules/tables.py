"""Reads tables of cases as people keep them: decodes, finds the columns, and writes moments in ISO 8601."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from .calendars import zone
from .errors import RuleError

ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = ",;\t"
MOMENT = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
# A field without a column may be told by the column of another one.
STAND_INS = {"matter": "matter_name"}


class TableError(RuleError):
    """A file that cannot be read as a table of cases, with what to do about it."""

    sentences = {
        "no_file": "There is no file.",
        "too_large": "The file is larger than {most} megabytes.",
        "old_xls": "The file is a workbook of the old kind (xls).",
        "broken": "The workbook cannot be opened.",
        "not_text": "The file is neither UTF-8 nor GB 18030 text.",
        "empty": "There is no row below the headings.",
        "too_many": "The file has more than {most} rows.",
        "no_header": "The first row holds no known heading; it holds {found}.",
        "missing": "These headings are missing: {headings}.",
        "double": "These headings mean the same field or stand there twice: {headings}.",
    }


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 (with or without its mark) or GB 18030.

    >>> decode("办件编号".encode("gb18030")) == decode("办件编号".encode("utf-8-sig"))
    True
    """
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise TableError("not_text")


def read_csv(text: str) -> Iterator[list[str]]:
    """Yield the rows of a text whose cells are separated by comma, semicolon or tab.

    >>> list(read_csv('a;b\\n"x;y";2\\n'))
    [['a', 'b'], ['x;y', '2']]
    """
    first = text.split("\n", 1)[0]
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count))
    except csv.Error:
        raise TableError("not_text") from None


def match(headings: Iterable, fields: Mapping[str, str], required: Iterable[str] = ()) -> dict[int, str]:
    """Return {place of the column: field}; headings that mean nothing are left out.

    fields: {heading: field}, where several headings may mean one field; required: fields that need a column.

    >>> match(["编号", "备注", " 单位 "], {"编号": "ref", "单位": "unit"})
    {0: 'ref', 2: 'unit'}
    >>> match(["编号"], {"编号": "ref", "单位": "unit", "受理单位": "unit"}, required=["unit"])
    Traceback (most recent call last):
    ...
    jn_rules.tables.TableError: These headings are missing: 单位.
    """
    words = [text(heading) for heading in headings]
    columns = {place: fields[word] for place, word in enumerate(words) if word in fields}
    if not columns:
        raise TableError("no_header", found=_listed(word for word in words if word))
    double = [words[place] for place, field in columns.items() if list(columns.values()).count(field) > 1]
    if double:
        raise TableError("double", headings=_listed(dict.fromkeys(double)))
    there = set(columns.values())
    missing = [field for field in required if field not in there and STAND_INS.get(field) not in there]
    if missing:
        names = {field: heading for heading, field in reversed(fields.items())}
        raise TableError("missing", headings=_listed(names.get(field, field) for field in missing))
    return columns


def rows(table: Iterable, columns: Mapping[int, str]) -> Iterator[tuple[int, dict]]:
    """Yield (line, {field: text}) for each row below the headings that holds anything; the headings are line 1.

    >>> list(rows([["A1", ""], [None, None], ["A2", 7]], {0: "ref", 1: "unit"}))
    [(2, {'ref': 'A1', 'unit': ''}), (4, {'ref': 'A2', 'unit': '7'})]
    """
    for line, cells in enumerate(table, start=2):
        row = {field: text(cells[place]) if place < len(cells) else "" for place, field in columns.items()}
        if any(row.values()):
            yield line, row


def text(value) -> str:
    """Return what a cell shows: whole numbers without a point, moments and days in ISO 8601.

    >>> text(13805370001.0), text(None), text(datetime(2026, 11, 20, 9, 30)), text(" 张三 ")
    ('13805370001', '', '2026-11-20 09:30:00', '张三')
    """
    if value is None:
        return ""
    if isinstance(value, (float, Decimal)) and value == value // 1:
        value = int(value)
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
    return str(value).replace("\x00", "").strip()


def moment(words: str, tz: str) -> str:
    """Return a local moment as ISO 8601 with its offset; what is no such moment, or has an offset, stays as it is.

    >>> moment("2026/11/20 9:30", "Asia/Shanghai")
    '2026-11-20T09:30:00+08:00'
    >>> moment("2026-11-20T01:30:00+00:00", "Asia/Shanghai"), moment("2026-02-30 10:00", "Asia/Shanghai")
    ('2026-11-20T01:30:00+00:00', '2026-02-30 10:00')
    """
    found = MOMENT.fullmatch(words)
    if not found:
        return words
    year, _mark, month, day, hour, minute, second = found.groups(default="0")
    try:
        local = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=zone(tz))
    except ValueError:
        return words
    return local.isoformat()


def item(row: Mapping, moments: Iterable[str], tz: str) -> dict:
    """Return a row of texts or database values as the intake wants it: empty cells left out, moments in ISO 8601.

    >>> item({"ref": "A1", "phone": "", "completed_at": "2026-11-20 09:30"}, ["completed_at"], "Asia/Shanghai")
    {'ref': 'A1', 'completed_at': '2026-11-20T09:30:00+08:00'}
    """
    words = {field: text(value) for field, value in row.items()}
    return {field: moment(word, tz) if field in moments else word for field, word in words.items() if word}


def day(words) -> date | None:
    """Return the day of an ISO date, None for anything else.

    >>> day("2026-11-20"), day("20.11.2026"), day(7)
    (datetime.date(2026, 11, 20), None, None)
    """
    try:
        return date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words) else None
    except (TypeError, ValueError):
        return None


def _listed(words):
    return "、".join(words) or "-"
