"""Tables of cases as people keep them: finds the columns, reads the cells, and writes moments in ISO 8601."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from .calendars import zone
from .errors import RuleError

MOMENT = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
# Excel counts days from here; what lies outside these years is no moment of a matter.
EXCEL_ZERO = datetime(1899, 12, 30)
SERIAL = re.compile(r"\d{5}\.\d+")
FIRST_SERIAL, LAST_SERIAL = 32874, 73050  # 1990, 2099
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
        "missing": "These headings are missing: {headings}. These mean nothing: {unknown}.",
        "double": "These headings mean the same field or stand there twice: {headings}.",
    }


def match(headings: Iterable, fields: Mapping[str, str], required: Iterable[str] = ()) -> dict[int, str]:
    """Return {place of the column: field}; headings that mean nothing are left out.

    fields: {heading: field}, where several headings may mean one field; required: fields that need a column.

    >>> match(["编号", "备注", " 单位 "], {"编号": "ref", "单位": "unit"})
    {0: 'ref', 2: 'unit'}
    >>> match(["编号"], {"编号": "ref", "单位": "unit", "受理单位": "unit"}, required=["unit"])
    Traceback (most recent call last):
    ...
    jn_rules.tables.TableError: These headings are missing: 单位. These mean nothing: -.
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
        unknown = _listed(word for place, word in enumerate(words) if word and place not in columns)
        raise TableError("missing", headings=_listed(names.get(field, field) for field in missing), unknown=unknown)
    return columns


def rows(table: Iterable, columns: Mapping[int, str], start: int = 2) -> Iterator[tuple[int, dict]]:
    """Yield (line, {field: text}) for each row that holds anything; the headings are line 1, the first row here is `start`.

    >>> list(rows([["A1", ""], [None, None], ["A2", 7]], {0: "ref", 1: "unit"}))
    [(2, {'ref': 'A1', 'unit': ''}), (4, {'ref': 'A2', 'unit': '7'})]
    """
    for line, cells in enumerate(table, start=start):
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

    Excel's own form (days since 1899 with a fraction), which a cell without a date's format shows, is one, too.

    >>> moment("2026/11/20 9:30", "Asia/Shanghai")
    '2026-11-20T09:30:00+08:00'
    >>> moment("2026-11-20T01:30:00+00:00", "Asia/Shanghai"), moment("2026-02-30 10:00", "Asia/Shanghai")
    ('2026-11-20T01:30:00+00:00', '2026-02-30 10:00')
    """
    found = MOMENT.fullmatch(words)
    if not found:
        return _of_serial(words, tz)
    year, _mark, month, day, hour, minute, second = found.groups(default="0")
    try:
        local = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=zone(tz))
    except ValueError:
        return words
    return local.isoformat()


def _of_serial(words, tz):
    """The moment that Excel keeps as this number of days; a whole number is a day without a time, which is none."""
    days = float(words) if SERIAL.fullmatch(words) else 0
    if not FIRST_SERIAL < days < LAST_SERIAL:
        return words
    local = EXCEL_ZERO + timedelta(seconds=round(days * timedelta(days=1).total_seconds()))
    return local.replace(tzinfo=zone(tz)).isoformat()


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
