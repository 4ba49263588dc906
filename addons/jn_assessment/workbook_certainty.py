"""The second page of a score sheet's workbook: how certain each rate is, and what it is among those who really answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from .workbook_paper import wide

COLUMNS = (
    "unit", "indicator", "numerator", "denominator", "rate", "low", "high", "sample",
    "active_numerator", "active_denominator", "active_rate",
)  # fmt: skip
RATES = {"rate", "low", "high", "active_rate"}
# what a rate is the quotient of, where it is one
QUOTIENTS = {"rate": ("numerator", "denominator"), "active_rate": ("active_numerator", "active_denominator")}
WIDTH = 13
FROZEN = 2  # columns


@dataclass(frozen=True)
class Certainty:
    """One figure of one unit; None where there is nothing to count. `low` and `high` bound the rate (decision C13)."""

    unit: str
    indicator: str
    numerator: int | None
    denominator: int | None
    rate: float | None
    low: float | None
    high: float | None
    is_small: bool
    active_numerator: int | None
    active_denominator: int | None
    active_rate: float | None


def draw(paper, page, rows: Sequence[Certainty], words: Mapping[str, str]):
    """Write the page: one row for each unit and indicator; `words` are its headings and how a small sample is marked."""
    names = [wide({getattr(row, key) for row in rows}) for key in COLUMNS[:FROZEN]]
    paper.lay_out(page, 0, 45, FROZEN, [*names, *[WIDTH] * (len(COLUMNS) - FROZEN)])
    for place, key in enumerate(COLUMNS):
        page.write(0, place, words[key], paper.formats["head"])
    for number, row in enumerate(rows, start=1):
        _write_row(paper, page, number, row, words)
    page.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)


def _write_row(paper, page, number, row: Certainty, words):
    for place, key in enumerate(COLUMNS):
        if key == "sample":
            paper.put(page, number, place, words["small"] if row.is_small else None, "mark")
        else:
            paper.put(page, number, place, _content(number, row, key), "rate" if key in RATES else "plain", getattr(row, key))


def _content(number, row: Certainty, key):
    """What stands in a cell: a quotient is a formula over the numbers beside it."""
    if key not in QUOTIENTS or not _is_quotient(row, key):
        return getattr(row, key)
    above, below = (xl_rowcol_to_cell(number, COLUMNS.index(part)) for part in QUOTIENTS[key])
    return f"={above}/{below}"


def _is_quotient(row: Certainty, key: str) -> bool:
    above, below = (getattr(row, part) for part in QUOTIENTS[key])
    return above is not None and bool(below)
