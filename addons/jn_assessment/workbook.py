"""A score sheet as a workbook: figures, formulas that reckon every score again, a chart, and the rules in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from odoo.addons.jn_rules.excel import NOTHING, translate

from . import workbook_paper
from .workbook_certainty import Certainty, draw
from .workbook_page import HEAD, LAST_ROW, Page

FIRST_COLUMNS = ("rank", "group", "unit", "business")


@dataclass(frozen=True)
class Column:
    """An indicator: `rate` a formula over its parts, else a quotient; `score` a formula, or "" for a part."""

    code: str
    name: str
    rate: str = ""
    score: str = ""
    weight: float = 0
    standard: float = 0
    parent: str = ""


@dataclass(frozen=True)
class Row:
    """A unit: `counts` is {indicator code: (numerator, denominator)}; `score` and `rank` are frozen; `announced` may be None."""

    unit: str
    group: str
    business: int
    counts: Mapping[str, tuple]
    deducted: float
    score: float | None
    rank: int | None
    active_score: float | None
    active_rank: int | None
    announced: int | None = None
    arrived: int | None = None
    is_small: bool = False


@dataclass(frozen=True)
class Book:
    """All that the workbook shows; `words` are its headings, `rules` the lines of the second sheet."""

    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Row]
    words: Mapping[str, str]
    rules: Sequence[tuple[str, str]]
    total: str
    idle: str
    base: float = 0
    decimals: int = 2
    formulas: Mapping[str, str] = field(default_factory=dict)
    certainty: Sequence[Certainty] = ()


def write(file, book: Book):
    """Put the workbook into an open file."""
    workbook_paper.write(file, lambda made: _Writer(made, book).draw())


class _Writer(Page):
    def _write_beside(self):
        draw(self, self.file.add_worksheet(self.words["certainty"]), self.book.certainty, self.words)

    def _keys(self):
        """An indicator has four columns: its counts, its rate, its score."""
        yield from FIRST_COLUMNS
        for column in self.book.columns:
            yield from ((column.code, part) for part in ("numerator", "denominator", "rate", "score"))
        yield from ("deducted", "total", "frozen_score", "frozen_rank", "check", "active_score", "active_rank")
        yield from ("sample", "announced", "arrived", "coverage")

    def _heading(self, key):
        names = {column.code: column.name for column in self.book.columns}
        return f"{names[key[0]]}\n{self.words[key[1]]}" if isinstance(key, tuple) else self.words[key]

    def _make_rules(self):
        rules = {}
        for column in self.book.columns:
            cells = [self._cell(LAST_ROW, (column.code, part)) for part in ("numerator", "denominator")]
            quotient = "/".join(cells)
            rate = translate(column.rate, self._part_cells(LAST_ROW, column), self.book.formulas) if column.rate else quotient
            # an empty rate is written as text, which counts as "no data" wherever it is used
            rules[column.code, "rate"] = f'=IFERROR({rate},"")'
            if column.score:
                rules[column.code, "score"] = f'=IFERROR({self._rounded(self._score(LAST_ROW, column))},"")'
        rules["coverage"] = f"={self._cell(LAST_ROW, 'arrived')}/{self._cell(LAST_ROW, 'announced')}"
        check = self._check(LAST_ROW, [("total", "frozen_score")])
        return {**rules, "total": self._total(LAST_ROW), "rank": self._rank(LAST_ROW), "check": check}

    def _write_row(self, put, row: Row):
        put("group", row.group)
        put("unit", row.unit)
        put("business", row.business)
        for column in self.book.columns:
            self._write_indicator(put, column, row)
        put("deducted", row.deducted, "score")
        put("total", self.rules["total"], "total", row.score)
        put("rank", self.rules["rank"], "mark", row.rank)
        put("frozen_score", row.score, "score")
        put("frozen_rank", row.rank)
        put("check", self.rules["check"], "mark", self.words["same"])
        put("active_score", row.active_score, "quiet")
        put("active_rank", row.active_rank, "quiet")
        put("sample", self.words["small"] if row.is_small else "", "mark")
        self._write_coverage(put, row)

    def _write_coverage(self, put, row: Row):
        """Whoever holds cases back is seen to do so (Art. 6); where nothing was announced that is said."""
        if not row.announced:
            return put("coverage", self.words["unannounced"])
        put("announced", row.announced)
        put("arrived", row.arrived)
        return put("coverage", self.rules["coverage"], "rate", row.arrived / row.announced)

    def _write_indicator(self, put, column: Column, row: Row):
        numerator, denominator = row.counts.get(column.code, (None, None))
        put((column.code, "numerator"), numerator)
        put((column.code, "denominator"), denominator)
        put((column.code, "rate"), self.rules[column.code, "rate"], "rate")
        if column.score:
            put((column.code, "score"), self.rules[column.code, "score"], "score")

    def _given(self, cell):
        """A cell that may be empty, as formulas take it: no data is an error value."""
        return f"IF(ISNUMBER({cell}),{cell},{NOTHING})"

    def _part_cells(self, number, column: Column):
        cells = {}
        for part in self.book.columns:
            if part.parent == column.code:
                cells[part.code] = self._given(self._cell(number, (part.code, "rate")))
                for name in ("numerator", "denominator"):
                    cells[f"{part.code}_{name}"] = self._cell(number, (part.code, name))
        return cells

    def _score(self, number, column: Column):
        scored = [one for one in self.book.columns if one.score]
        every = sum(one.weight for one in scored)
        there = "+".join(f"{one.weight:g}*ISNUMBER({self._cell(number, (one.code, 'rate'))})" for one in scored)
        cells = {
            "rate": self._given(self._cell(number, (column.code, "rate"))),
            "weight": f"{column.weight:g}",
            "standard": f"{column.standard:g}",
            "base": f"{self.book.base:g}",
            "spread": f"({column.weight:g}*{every:g}/({there}))",
        }
        return translate(column.score, cells, self.book.formulas)

    def _total(self, number):
        cells = {one.code: self._given(self._cell(number, (one.code, "score"))) for one in self.book.columns if one.score}
        cells |= {"base": f"{self.book.base:g}", "deductions": self._cell(number, "deducted"), "nothing": NOTHING}
        total = translate(self.book.total, cells, self.book.formulas)
        idle = translate(self.book.idle, cells, self.book.formulas)
        scored = f"IF({self._cell(number, 'business')}=0,{idle},{total})"
        return f'=IFERROR({self._rounded(scored)},"")'

    def _colour(self, page):
        super()._colour(page)
        first, last = HEAD + 1, HEAD + len(self.book.rows)
        for column in self.book.columns:
            place = self.places[column.code, "rate"]
            goal = column.standard or (0.9 if column.weight else 0)
            if goal:
                below = {"type": "cell", "criteria": "<", "value": goal, "format": self.formats["bad"]}
                page.conditional_format(first, place, last, place, below)
