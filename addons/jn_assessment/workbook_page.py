"""What every workbook of scores shares: ranks, a check against the record, a chart, and the rules in words."""

from xlsxwriter.utility import xl_rowcol_to_cell

from odoo.addons.jn_rules.excel import DECIMALS

from .workbook_paper import SCALE, Paper, wide

HEAD = 4  # the row of the headings, counted from 0
# the last row that a spreadsheet has: formulas are made for it once and moved to each row, which takes a tenth of the time
LAST_ROW = 1_048_575


class Page(Paper):
    """Writes a book to a file; a kind of book says its columns, the formulas of a row and what stands in a row.

    `total` is the heading key by which rows are ranked, coloured and drawn, `frozen` how many columns stand still.
    """

    total = "total"
    frozen = 3

    def __init__(self, file, book):
        self.book, self.words = book, book.words
        super().__init__(file, self._looks())
        self.places = {key: place for place, key in enumerate(self._keys())}
        self.rules = self._make_rules()

    def draw(self):
        """Write the worksheets: the scores, what a kind of book has beside them, the rules."""
        page = self.file.add_worksheet(self.words["scores"])
        self._set_up(page)
        self._write_head(page)
        for number, row in enumerate(self.book.rows, start=HEAD + 1):
            self._write_cells(page, number, row)
        if self.book.rows:
            self._colour(page)
            bars = [(self.words["total"], self.places[self.total])]
            self.draw_bars(page, self.book.title, HEAD, len(self.book.rows), self.places["unit"], bars, self.frozen)
        self._write_beside()
        self.write_words(self.file.add_worksheet(self.words["rules"]), self.book.rules)

    def _write_beside(self):
        """Write further worksheets."""

    def _keys(self):
        """The heading keys of all columns, from left to right."""
        raise NotImplementedError

    def _heading(self, key):
        """What stands over a column."""
        raise NotImplementedError

    def _make_rules(self):
        """{heading key: the formula of its column}, as it stands in the last row."""
        raise NotImplementedError

    def _write_row(self, put, row):
        """Put a row's contents under their heading keys."""
        raise NotImplementedError

    def _looks(self):
        number = "0." + "0" * self.book.decimals if self.book.decimals else "0"
        return {
            "score": {"num_format": number},
            "total": {"num_format": number, "bold": True},
            "quiet": {"num_format": number, "font_color": "#7F7F7F"},
        }

    def _cell(self, number, key):
        return xl_rowcol_to_cell(number, self.places[key], col_abs=True)

    def _range(self, key):
        first, last = HEAD + 1, HEAD + len(self.book.rows)
        place = self.places[key]
        return f"{xl_rowcol_to_cell(first, place, True, True)}:{xl_rowcol_to_cell(last, place, True, True)}"

    def _write_head(self, page):
        for key, place in self.places.items():
            page.write(HEAD, place, self._heading(key), self.formats["head"])

    def _write_cells(self, page, number, row):
        """A row from its first column to its last."""
        last, here, cells = str(LAST_ROW + 1), str(number + 1), {}

        def keep(key, content, look="plain", value=None):
            moved = content.replace(last, here) if isinstance(content, str) and content.startswith("=") else content
            cells[key] = (moved, look, value)

        self._write_row(keep, row)
        for key, place in self.places.items():
            self.put(page, number, place, *cells.get(key, (None,)))

    def _rounded(self, expression):
        """Half up as on record (decision C10); first at nine decimals, or 0.625 might be 0.6249999 here."""
        return f"ROUND(ROUND({expression},{DECIMALS}),{self.book.decimals})"

    def _rank(self, number):
        total, group = self._cell(number, self.total), self._cell(number, "group")
        totals = self._range(self.total)
        better = f"({self._range('group')}={group})*ISNUMBER({totals})*({totals}>{total})"
        return f'=IF(ISNUMBER({total}),SUMPRODUCT({better})+1,"")'

    def _check(self, number, pairs):
        """Whether each reckoned cell says what is on record: `pairs` of heading keys (reckoned, on record)."""
        same = "*".join(self._same(self._cell(number, key), self._cell(number, frozen)) for key, frozen in pairs)
        return f'=IF({same},"{self.words["same"]}","{self.words["differs"]}")'

    @staticmethod
    def _same(reckoned, frozen):
        return f'IF(ISNUMBER({reckoned}),ABS({reckoned}-{frozen})<0.000001,{frozen}="")'

    def _colour(self, page):
        first, last = HEAD + 1, HEAD + len(self.book.rows)
        total, check = self.places[self.total], self.places["check"]
        page.conditional_format(first, total, last, total, SCALE)
        wrong = {"type": "cell", "criteria": "==", "value": f'"{self.words["differs"]}"', "format": self.formats["bad"]}
        page.conditional_format(first, check, last, check, wrong)

    def _set_up(self, page):
        names = [wide([getattr(row, key) for row in self.book.rows]) for key in ("group", "unit")]
        above = [(self.book.title, "title"), *((note, "note") for note in self.book.notes[: HEAD - 1])]
        self.lay_out(page, HEAD, 45, self.frozen, [7, *names, *[11] * (len(self.places) - 3)], above)
