"""A score sheet as a workbook: figures, formulas that reckon every score again, a chart, and the rules in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from odoo.addons.jn_rules.excel import DECIMALS, NOTHING, translate

from .workbook_certainty import A4, Certainty, draw

FONT, TITLE_FONT = "SimSun", "SimHei"
HEAD = 4  # the row of the headings, counted from 0
MOST_BARS = 30
FIRST_COLUMNS = ("rank", "group", "unit", "business")
# the last row that a spreadsheet has: formulas are made for it once and moved to each row, which takes a tenth of the time
LAST_ROW = 1_048_575


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


def write(book: Book) -> bytes:
    """The workbook's file."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as file:
        _Writer(file, book).draw()
    return output.getvalue()


class _Writer:
    def __init__(self, file, book: Book):
        self.file, self.book, self.words = file, book, book.words
        self.formats = self._make_formats()
        self.places = self._make_places()
        self.rules = self._make_rules()

    def draw(self):
        page = self.file.add_worksheet(self.words["scores"])
        self._write_head(page)
        for number, row in enumerate(self.book.rows, start=HEAD + 1):
            self._write_row(page, number, row)
        if self.book.rows:
            self._colour(page)
            self._draw_chart(page)
        self._set_up(page)
        draw(self.file.add_worksheet(self.words["certainty"]), self.book.certainty, self.words, self.formats)
        self._write_rules(self.file.add_worksheet(self.words["rules"]))

    def _make_formats(self):
        plain = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
        number = "0." + "0" * self.book.decimals if self.book.decimals else "0"
        looks = {
            "plain": {},
            "wrap": {"text_wrap": True, "valign": "top"},
            "title": {"font_name": TITLE_FONT, "font_size": 16},
            "head": {"font_name": TITLE_FONT, "text_wrap": True, "align": "center", "bg_color": "#DDEBF7", "border": 1},
            "rate": {"num_format": "0.00%"},
            "score": {"num_format": number},
            "total": {"num_format": number, "bold": True},
            "quiet": {"num_format": number, "font_color": "#7F7F7F"},
            "bad": {"font_color": "#C00000"},
        }
        return {name: self.file.add_format({**plain, **look}) for name, look in looks.items()}

    def _make_places(self):
        """{heading key: column number}; an indicator has four: its counts, its rate, its score."""
        keys = list(FIRST_COLUMNS)
        for column in self.book.columns:
            keys += [(column.code, part) for part in ("numerator", "denominator", "rate", "score")]
        keys += ["deducted", "total", "frozen_score", "frozen_rank", "check", "active_score", "active_rank"]
        keys += ["sample", "announced", "arrived", "coverage"]
        return {key: place for place, key in enumerate(keys)}

    def _cell(self, number, key):
        return xl_rowcol_to_cell(number, self.places[key], col_abs=True)

    def _range(self, key):
        first, last = HEAD + 1, HEAD + len(self.book.rows)
        place = self.places[key]
        return f"{xl_rowcol_to_cell(first, place, True, True)}:{xl_rowcol_to_cell(last, place, True, True)}"

    def _write_head(self, page):
        page.write(0, 0, self.book.title, self.formats["title"])
        for number, note in enumerate(self.book.notes[: HEAD - 1], start=1):
            page.write(number, 0, note, self.formats["plain"])
        names = {column.code: column.name for column in self.book.columns}
        for key, place in self.places.items():
            heading = f"{names[key[0]]}\n{self.words[key[1]]}" if isinstance(key, tuple) else self.words[key]
            page.write(HEAD, place, heading, self.formats["head"])

    def _make_rules(self):
        """{heading key: the formula of its column}, as it stands in the last row."""
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
        return {**rules, "total": self._total(LAST_ROW), "rank": self._rank(LAST_ROW), "check": self._check(LAST_ROW)}

    def _write_row(self, page, number, row: Row):
        put = self._putter(page, number)
        put("group", row.group)
        put("unit", row.unit)
        put("business", row.business)
        for column in self.book.columns:
            self._write_indicator(put, column, row)
        put("deducted", row.deducted, "score")
        put("total", self.rules["total"], "total", row.score)
        put("rank", self.rules["rank"], "plain", row.rank)
        put("frozen_score", row.score, "score")
        put("frozen_rank", row.rank)
        put("check", self.rules["check"], "plain", self.words["same"])
        put("active_score", row.active_score, "quiet")
        put("active_rank", row.active_rank, "quiet")
        put("sample", self.words["small"] if row.is_small else "")
        self._write_coverage(put, row)

    def _write_coverage(self, put, row: Row):
        """Whoever holds cases back is seen to do so (Art. 6); where nothing was announced that is said."""
        if not row.announced:
            return put("coverage", self.words["unannounced"])
        put("announced", row.announced)
        put("arrived", row.arrived)
        return put("coverage", self.rules["coverage"], "rate", row.arrived / row.announced)

    def _putter(self, page, number):
        last, here = str(LAST_ROW + 1), str(number + 1)

        def put(key, content, look="plain", value=None):
            place, form = self.places[key], self.formats[look]
            if isinstance(content, str) and content.startswith("="):
                page.write_formula(number, place, content.replace(last, here), form, "" if value is None else value)
            elif content is not None:
                page.write(number, place, content, form)

        return put

    def _write_indicator(self, put, column: Column, row: Row):
        numerator, denominator = row.counts.get(column.code, (None, None))
        put((column.code, "numerator"), numerator)
        put((column.code, "denominator"), denominator)
        put((column.code, "rate"), self.rules[column.code, "rate"], "rate")
        if column.score:
            put((column.code, "score"), self.rules[column.code, "score"], "score")

    def _rounded(self, expression):
        """Half up as on record (decision C10); first at nine decimals, or 0.625 might be 0.6249999 here."""
        return f"ROUND(ROUND({expression},{DECIMALS}),{self.book.decimals})"

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

    def _rank(self, number):
        total, group = self._cell(number, "total"), self._cell(number, "group")
        totals = self._range("total")
        better = f"({self._range('group')}={group})*ISNUMBER({totals})*({totals}>{total})"
        return f'=IF(ISNUMBER({total}),SUMPRODUCT({better})+1,"")'

    def _check(self, number):
        total, frozen = self._cell(number, "total"), self._cell(number, "frozen_score")
        same = f"IF(ISNUMBER({total}),ABS({total}-{frozen})<0.000001,{frozen}=\"\")"
        return f'=IF({same},"{self.words["same"]}","{self.words["differs"]}")'

    def _colour(self, page):
        first, last = HEAD + 1, HEAD + len(self.book.rows)
        total = self.places["total"]
        scale = {"type": "3_color_scale", "min_color": "#F8696B", "mid_color": "#FFEB84", "max_color": "#63BE7B"}
        page.conditional_format(first, total, last, total, scale)
        for column in self.book.columns:
            place = self.places[column.code, "rate"]
            goal = column.standard or (0.9 if column.weight else 0)
            if goal:
                below = {"type": "cell", "criteria": "<", "value": goal, "format": self.formats["bad"]}
                page.conditional_format(first, place, last, place, below)
        check = self.places["check"]
        wrong = {"type": "cell", "criteria": "==", "value": f'"{self.words["differs"]}"', "format": self.formats["bad"]}
        page.conditional_format(first, check, last, check, wrong)

    def _draw_chart(self, page):
        chart = self.file.add_chart({"type": "bar"})
        first, last = HEAD + 1, HEAD + min(len(self.book.rows), MOST_BARS)
        name, unit, total = self.words["scores"], self.places["unit"], self.places["total"]
        chart.add_series({
            "name": self.words["total"],
            "categories": [name, first, unit, last, unit],
            "values": [name, first, total, last, total],
            "data_labels": {"value": True},
        })  # fmt: skip
        chart.set_title({"name": self.book.title, "name_font": {"name": TITLE_FONT, "size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"none": True})
        chart.set_size({"width": 760, "height": 120 + 24 * (last - first + 1)})
        page.insert_chart(HEAD + len(self.book.rows) + 2, 1, chart)

    def _set_up(self, page):
        page.freeze_panes(HEAD + 1, len(FIRST_COLUMNS) - 1)
        page.set_row(HEAD, 45)
        page.set_column(0, 0, 7)
        page.set_column(1, 2, 18)
        page.set_column(3, len(self.places) - 1, 11)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD)
        page.set_footer("&C&P / &N")

    def _write_rules(self, page):
        for number, (name, words) in enumerate(self.book.rules):
            page.write(number, 0, name, self.formats["wrap"])
            page.write(number, 1, words, self.formats["wrap"])
        page.set_column(0, 0, 28, self.formats["wrap"])
        page.set_column(1, 1, 90, self.formats["wrap"])
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
