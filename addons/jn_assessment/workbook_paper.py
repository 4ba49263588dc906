"""What every page of our workbooks shares: Chinese fonts, headings, printing on A4, a chart of bars, words in two columns."""

from math import ceil

import xlsxwriter

FONT, TITLE_FONT = "SimSun", "SimHei"
A4 = 9
MOST_BARS = 30
MOST_WIDE = 190  # characters beside each other on a landscape page that can still be read
LEAST_NAME, MOST_NAME = 18, 44  # characters that a column of names is wide
LINE, SPARE = 1.4, 1.15  # a line is so many times as high as its letters; words that break leave so much room
WIDE_FROM = 0x2E7F  # characters behind this one are as wide as two
CELL = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
FRAME = {"border": 1, "border_color": "#A6A6A6"}
# looks of what stands in no table
ABOVE = {"note": {}, "title": {"font_name": TITLE_FONT, "font_size": 16}}
LOOSE = {**ABOVE, **{f"{name}_over": {**look, "text_wrap": True} for name, look in ABOVE.items()}, "bad": {"font_color": "#C00000"}}
LOOKS = {
    "plain": {},
    "wrap": {"text_wrap": True, "valign": "top"},
    "head": {"font_name": TITLE_FONT, "text_wrap": True, "align": "center", "bg_color": "#DDEBF7"},
    "rate": {"num_format": "0.00%"},
    "mark": {"align": "center"},
}
SCALE = {"type": "3_color_scale", "min_color": "#F8696B", "mid_color": "#FFEB84", "max_color": "#63BE7B"}


def write(file, draw):
    """Put the workbook that `draw` draws into an open file, a row at a time: no row is kept in memory once the next is begun."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        draw(book)


class Paper:
    """The looks of a book; `looks` are {name: format} that one kind of book has beside those of all, `loose` those outside its tables."""

    def __init__(self, file, looks, loose=None):
        self.file = file
        framed = {name: {**FRAME, **look} for name, look in {**LOOKS, **looks}.items()}
        self.formats = {name: file.add_format({**CELL, **look}) for name, look in {**framed, **LOOSE, **(loose or {})}.items()}

    def lay_out(self, page, head, height, frozen, widths, above=()):
        """Make columns as wide as `widths`, keep the headings in row `head` and `frozen` columns in sight, and print that on A4.

        `above` are words and how they look, a row each from the first on. Before anything else is written: of a row that is
        written already the height stays as it is.
        """
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        page.freeze_panes(head + 1, frozen)
        page.set_row(head, height)
        page.set_landscape()
        page.repeat_rows(head)
        page.repeat_columns(0, frozen - 1)
        pages = _pages(widths, frozen)
        self.print_on_a4(page, pages)
        for number, (words, look) in enumerate(above):
            if pages == 1:
                page.write(number, 0, words, self.formats[look])
            else:
                self._write_over(page, number, words, look, widths[:frozen])

    def _write_over(self, page, number, words, look, widths):
        """Words over the columns that every printed page has, in as many lines as it takes: further right the next page would cut them."""
        size = ABOVE[look].get("font_size", CELL["font_size"])
        page.set_row(number, LINE * size * _lines(words, size / CELL["font_size"], sum(widths)))
        page.merge_range(number, 0, number, len(widths) - 1, words, self.formats[f"{look}_over"])

    def print_on_a4(self, page, wide=1):
        """Print so many pages wide and as many long as it takes, each with its number."""
        page.set_paper(A4)
        page.fit_to_pages(wide, 0)
        page.set_footer("&C&P / &N")

    def put(self, page, number, place, content, look="plain", value=None):
        """Write a cell; a text that begins with "=" is a formula whose result is `value`, and nothing is an empty cell in its frame."""
        if content is None:
            page.write_blank(number, place, None, self.formats[look])
        elif isinstance(content, str) and content.startswith("="):
            page.write_formula(number, place, content, self.formats[look], "" if value is None else value)
        else:
            page.write(number, place, content, self.formats[look])

    def write_words(self, page, rows):
        """Pairs of a name and what is said of it."""
        for number, (name, words) in enumerate(rows):
            page.write(number, 0, name, self.formats["wrap"])
            page.write(number, 1, words, self.formats["wrap"])
        page.set_column(0, 0, 28, self.formats["wrap"])
        page.set_column(1, 1, 90, self.formats["wrap"])
        self.print_on_a4(page)

    def draw_bars(self, page, title, head, rows, unit, series, place):
        """A chart below the rows: of the first of them, whose names stand in column `unit`, a bar for each of `series`.

        `series` are pairs of what a bar is called and the column of its numbers; names may be cells. It begins in column
        `place`: over columns that stand on every printed page it would be printed again and again.
        """
        chart, name = self.file.add_chart({"type": "bar"}), page.get_name()
        first, last = head + 1, head + min(rows, MOST_BARS)
        for called, column in series:
            chart.add_series({
                "name": called, "categories": [name, first, unit, last, unit], "values": [name, first, column, last, column],
                "data_labels": {"value": True},
            })  # fmt: skip
        chart.set_title({"name": title, "name_font": {"name": TITLE_FONT, "size": 12}})
        chart.set_y_axis({"reverse": True, "num_font": {"name": FONT}})
        chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom", "font": {"name": FONT}})
        chart.set_size({"width": 760, "height": 120 + 12 * (len(series) + 1) * (last - first + 1)})
        page.insert_chart(head + rows + 2, place, chart)


def _pages(widths, frozen):
    """How many pages wide columns are printed, so that they can be read; the frozen ones stand on each.

    >>> _pages([40, 100], 1), _pages([40, 100, 100, 100], 1)
    (1, 2)
    """
    still = sum(widths[:frozen])
    return max(1, ceil((sum(widths) - still) / (MOST_WIDE - still)))


def wide(names):
    """How wide a column is in which these names stand: a Chinese character takes the room of two.

    >>> wide(["县"]), wide(["太白湖新区为民服务中心 / 市场监管窗口"]), wide(["x" * 99])
    (18, 38, 44)
    """
    longest = max(map(_length, names), default=0)
    return min(MOST_NAME, max(LEAST_NAME, longest + 1))


def _lines(words, larger, width):
    """How many lines words take that are so many times larger than plain ones.

    >>> _lines("县" * 20, 1, 50), _lines("县" * 20, 1.5, 50), _lines("", 1, 50)
    (1, 2, 1)
    """
    return max(1, ceil(_length(words) * larger * SPARE / width))


def _length(words):
    return sum(2 if ord(character) > WIDE_FROM else 1 for character in words)
