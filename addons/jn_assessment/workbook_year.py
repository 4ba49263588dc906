"""A year's score sheet as a workbook: the quarters' scores, and formulas that reckon the year out of them (Art. 14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import workbook_paper
from .workbook_page import LAST_ROW, Page

TOTAL = ""
FIRST_COLUMNS = ("rank", "group", "unit")
MEAN, RECORD = "mean", "record"


@dataclass(frozen=True)
class Figure:
    """What has a score in each quarter: an indicator, or a total; `look` is how its mean is written."""

    code: str
    name: str
    look: str = "score"


@dataclass(frozen=True)
class YearRow:
    """A unit: `quarters` is {figure code: its score in each quarter, None without one}, `record` {figure code: the year's}."""

    unit: str
    group: str
    quarters: Mapping[str, Sequence[float | None]]
    record: Mapping[str, float | None]
    rank: int | None


@dataclass(frozen=True)
class YearBook:
    """All that the workbook shows: the figure with the code "" is the total, `quarters` are headings."""

    title: str
    notes: Sequence[str]
    figures: Sequence[Figure]
    quarters: Sequence[str]
    rows: Sequence[YearRow]
    words: Mapping[str, str]
    rules: Sequence[tuple[str, str]]
    decimals: int = 2


def write(file, book: YearBook):
    """Put the workbook into an open file."""
    workbook_paper.write(file, lambda made: _Writer(made, book).draw())


class _Writer(Page):
    total = (TOTAL, MEAN)

    def _keys(self):
        """A figure has a column for each quarter, one for their mean and one for what is on record."""
        yield from FIRST_COLUMNS
        for figure in self.book.figures:
            yield from ((figure.code, part) for part in (*range(len(self.book.quarters)), MEAN, RECORD))
        yield from ("frozen_rank", "check")

    def _heading(self, key):
        if not isinstance(key, tuple):
            return self.words[key]
        code, part = key
        [name] = [figure.name for figure in self.book.figures if figure.code == code]
        return f"{name}\n{self.words[part] if part in (MEAN, RECORD) else self.book.quarters[part]}"

    def _make_rules(self):
        means = {(figure.code, MEAN): self._mean(LAST_ROW, figure.code) for figure in self.book.figures}
        pairs = [((figure.code, MEAN), (figure.code, RECORD)) for figure in self.book.figures]
        return {**means, "rank": self._rank(LAST_ROW), "check": self._check(LAST_ROW, pairs)}

    def _mean(self, number, code):
        """A quarter without a score stands there empty, which a mean leaves out."""
        first, last = (self._cell(number, (code, place)) for place in (0, len(self.book.quarters) - 1))
        return f'=IFERROR({self._rounded(f"AVERAGE({first}:{last})")},"")'

    def _write_row(self, put, row: YearRow):
        put("group", row.group)
        put("unit", row.unit)
        for figure in self.book.figures:
            self._write_figure(put, figure, row)
        put("rank", self.rules["rank"], "mark", row.rank)
        put("frozen_rank", row.rank)
        put("check", self.rules["check"], "mark", self.words["same"])

    def _write_figure(self, put, figure: Figure, row: YearRow):
        for place, score in enumerate(row.quarters[figure.code]):
            put((figure.code, place), score, "quiet")
        record = row.record[figure.code]
        put((figure.code, MEAN), self.rules[figure.code, MEAN], figure.look, record)
        put((figure.code, RECORD), record, "score")
