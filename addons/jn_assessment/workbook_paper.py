"""What every page of our workbooks shares: Chinese fonts, headings, printing on A4, a chart of bars, words in two columns."""

import xlsxwriter

FONT, TITLE_FONT = "SimSun", "SimHei"
A4 = 9
MOST_BARS = 30
LOOKS = {
    "plain": {},
    "wrap": {"text_wrap": True, "valign": "top"},
    "title": {"font_name": TITLE_FONT, "font_size": 16},
    "head": {"font_name": TITLE_FONT, "text_wrap": True, "align": "center", "bg_color": "#DDEBF7", "border": 1},
    "rate": {"num_format": "0.00%"},
    "bad": {"font_color": "#C00000"},
}
SCALE = {"type": "3_color_scale", "min_color": "#F8696B", "mid_color": "#FFEB84", "max_color": "#63BE7B"}


def write(file, draw):
    """Put the workbook that `draw` draws into an open file, a row at a time: no row is kept in memory once the next is begun."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        draw(book)


class Paper:
    """The looks of a book; `looks` are {name: format} that one kind of book has beside those of all."""

    def __init__(self, file, looks):
        plain = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
        self.file = file
        self.formats = {name: file.add_format({**plain, **look}) for name, look in {**LOOKS, **looks}.items()}

    def lay_out(self, page, head, height, frozen):
        """Keep the headings in row `head` and `frozen` columns in sight, and print landscape on A4, as wide as the paper.

        Before anything is written: of a row that is written already the height stays as it is.
        """
        page.freeze_panes(head + 1, frozen)
        page.set_row(head, height)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(head)
        page.set_footer("&C&P / &N")

    def write_words(self, page, rows):
        """Pairs of a name and what is said of it."""
        for number, (name, words) in enumerate(rows):
            page.write(number, 0, name, self.formats["wrap"])
            page.write(number, 1, words, self.formats["wrap"])
        page.set_column(0, 0, 28, self.formats["wrap"])
        page.set_column(1, 1, 90, self.formats["wrap"])
        page.set_paper(A4)
        page.fit_to_pages(1, 0)

    def draw_bars(self, page, title, head, rows, unit, series):
        """A chart below the rows: of the first of them, whose names stand in column `unit`, a bar for each of `series`.

        `series` are pairs of what a bar is called and the column of its numbers; names may be cells.
        """
        chart, name = self.file.add_chart({"type": "bar"}), page.get_name()
        first, last = head + 1, head + min(rows, MOST_BARS)
        for called, place in series:
            chart.add_series({
                "name": called, "categories": [name, first, unit, last, unit], "values": [name, first, place, last, place],
                "data_labels": {"value": True},
            })  # fmt: skip
        chart.set_title({"name": title, "name_font": {"name": TITLE_FONT, "size": 12}})
        chart.set_y_axis({"reverse": True, "num_font": {"name": FONT}})
        chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom", "font": {"name": FONT}})
        chart.set_size({"width": 760, "height": 120 + 12 * (len(series) + 1) * (last - first + 1)})
        page.insert_chart(head + rows + 2, 1, chart)
