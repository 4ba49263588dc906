"""A year's holidays and make-up working days, as a list somebody hands in (decision B4)."""

import csv
import io
from collections.abc import Mapping, Set
from datetime import date
from typing import NamedTuple

from .errors import RuleError

OFF, ON = "off", "on"
COLUMNS = ("date", "kind", "name")
ENCODINGS = ("utf-8-sig", "gb18030")


class HolidayError(RuleError):
    """A list of days that cannot be read; `line` counts from 1, the headings."""

    sentences = {
        "encoding": "The file is neither UTF-8 nor GB 18030 text.",
        "columns": "The first line must name the columns {wanted}.",
        "date": "Line {line}: {text!r} is no date like 2027-01-01.",
        "kind": "Line {line}: {text!r} is neither {wanted}.",
        "twice": "Line {line}: {date} is there twice.",
        "year": "Line {line}: {date} is not in {year}.",
        "empty": "The file names no day of {year}.",
    }


class Day(NamedTuple):
    """One day that is not as its weekday says."""

    kind: str
    name: str


class Difference(NamedTuple):
    """The first day on which two lists disagree; None: as its weekday says."""

    date: date
    old: str | None
    new: str | None


def effective(days: Mapping[date, Day], working: Set[int]) -> dict[date, Day]:
    """The days that change something, when the weekdays `working` (0 is Monday) are the working ones.

    >>> friday, saturday = date(2026, 10, 2), date(2026, 10, 3)
    >>> sorted(effective({friday: Day("off", "x"), saturday: Day("off", "x")}, {0, 1, 2, 3, 4})) == [friday]
    True
    """
    return {day: row for day, row in days.items() if (row.kind == OFF) == (day.weekday() in working)}


def first_difference(old: Mapping[date, Day], new: Mapping[date, Day]) -> Difference | None:
    """The first day whose kind differs; names may differ.

    >>> a, b = date(2026, 1, 1), date(2026, 1, 2)
    >>> first_difference({a: Day("off", "x")}, {a: Day("off", "y")}) is None
    True
    >>> first_difference({a: Day("off", "")}, {a: Day("off", ""), b: Day("off", "")}).new
    'off'
    """
    for day in sorted(old.keys() | new.keys()):
        here, there = (days[day].kind if day in days else None for days in (old, new))
        if here != there:
            return Difference(day, here, there)
    return None


def read_csv(content: bytes, year: int, kinds: Mapping[str, str], headings: Mapping[str, str]) -> dict[date, Day]:
    """The days of `year` in a CSV file with the columns date, kind, name; a mistake is a HolidayError.

    `kinds` and `headings` are further words for the kinds and the columns: {word: kind}, {word: column}.

    >>> read_csv(b"date,kind,name\\n2026-01-01,off,New Year\\n", 2026, {}, {})
    {datetime.date(2026, 1, 1): Day(kind='off', name='New Year')}
    """
    rows = csv.reader(io.StringIO(_text(content)))
    columns = [headings.get(word.strip(), word.strip().lower()) for word in next(rows, [])]
    if not {"date", "kind"} <= set(columns):
        raise HolidayError("columns", wanted=", ".join(COLUMNS))
    days = {}
    for line, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            day, found = _row(dict(zip(columns, map(str.strip, row), strict=False)), line, year, kinds)
            if day in days:
                raise HolidayError("twice", line=line, date=day)
            days[day] = found
    if not days:
        raise HolidayError("empty", year=year)
    return days


def _row(row, line, year, kinds):
    text = row.get("date", "")
    try:
        day = date(*(int(part) for part in text.replace("/", "-").split("-")))
    except (TypeError, ValueError) as error:
        raise HolidayError("date", line=line, text=text) from error
    if day.year != year:
        raise HolidayError("year", line=line, date=day, year=year)
    word = row.get("kind", "")
    kind = kinds.get(word, word.lower())
    if kind not in (OFF, ON):
        raise HolidayError("kind", line=line, text=word, wanted=" / ".join([OFF, ON, *kinds]))
    return day, Day(kind, row.get("name", ""))


def _text(content):
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise HolidayError("encoding")
