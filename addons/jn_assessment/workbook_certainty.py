"""The second page of a score sheet's workbook: how certain each rate is, and what it is among those who really answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from .workbook_paper import A4

COLUMNS = (
    "unit", "indicator", "numerator", "denominator", "rate", "low", "high", "sample",
    "active_numerator", "active_denominator", "active_rate",
)  # fmt: skip
RATES = {"rate", "low", "high", "active_rate"}
# what a rate is the quotient of, where it is one
QUOTIENTS = {"rate": ("numerator", "denominator"), "active_rate": ("active_numerator", "active_denominator")}
WIDTHS = {"unit": 26, "indicator": 20}


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


def draw(page, rows: Sequence[Certainty], words: Mapping[str, str], formats: Mapping):
    """Write the page: one row for each unit and indicator; `words` are its headings and how a small sample is marked."""
    page.set_row(0, 45)
    for place, key in enumerate(COLUMNS):
        page.write(0, place, words[key], formats["head"])
        page.set_column(place, place, WIDTHS.get(key, 12))
    for number, row in enumerate(rows, start=1):
        _write_row(page, number, row, words, formats)
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&P / &N")


def _write_row(page, number, row: Certainty, words, formats):
    for place, key in enumerate(COLUMNS):
        if key == "sample":
            page.write(number, place, words["small"] if row.is_small else "", formats["plain"])
            continue
        found = getattr(row, key)
        if key in QUOTIENTS and _is_quotient(row, key):
            above, below = (xl_rowcol_to_cell(number, COLUMNS.index(part)) for part in QUOTIENTS[key])
            page.write_formula(number, place, f"={above}/{below}", formats["rate"], found)
        elif found is not None:
            page.write(number, place, found, formats["rate" if key in RATES else "plain"])


def _is_quotient(row: Certainty, key: str) -> bool:
    above, below = (getattr(row, part) for part in QUOTIENTS[key])
    return above is not None and bool(below)
