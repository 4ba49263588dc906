"""The rankings of a bulletin as a workbook: places and changes are formulas, so that a unit can check them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from .bulletin_facts import coverage

FONT, TITLE_FONT = "SimSun", "SimHei"
A4 = 9
HEAD = 2  # the row of the headings, counted from 0
MOST_BARS = 30
NAME_LENGTH = 31  # the most that a sheet's name may have
BANNED = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
COLUMNS = ("rank", "unit", "group", "score", "before_score", "moved_score", "before_rank", "moved_rank", "deducted", "recorded_rank",
           "announced", "arrived", "coverage")  # fmt: skip
WIDTHS = {"unit": 30, "group": 20}


@dataclass(frozen=True)
class Ranking:
    """One published sheet: rows are {unit, group, rank, score, before_rank, before_score, deducted, announced, arrived}."""

    name: str
    note: str
    rows: Sequence[Mapping]


def write(title: str, rankings: Sequence[Ranking], notes: Sequence[tuple[str, str]], words: Mapping[str, str]) -> bytes:
    """The workbook's file: a page for each ranking, and one with `notes`; `words` are the headings."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as file:
        writer = _Writer(file, words)
        for number, ranking in enumerate(rankings, start=1):
            name = f"{number} {ranking.name}".translate(BANNED)[:NAME_LENGTH]
            writer.draw(file.add_worksheet(name), title, ranking)
        writer.draw_notes(file.add_worksheet(words["notes"]), notes)
    return output.getvalue()


class _Writer:
    def __init__(self, file, words):
        self.file, self.words = file, words
        plain = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
        looks = {
            "plain": {}, "title": {"font_name": TITLE_FONT, "font_size": 16}, "score": {"num_format": "0.00"}, "rate": {"num_format": "0.00%"},
            "change": {"num_format": "+0.00;-0.00;0.00"}, "places": {"num_format": "+0;-0;0"},
            "head": {"font_name": TITLE_FONT, "text_wrap": True, "align": "center", "bg_color": "#DDEBF7", "border": 1},
            "wrap": {"text_wrap": True, "valign": "top"}, "good": {"font_color": "#00682F"}, "bad": {"font_color": "#C00000"},
        }  # fmt: skip
        self.formats = {name: file.add_format({**plain, **look}) for name, look in looks.items()}

    def draw(self, page, title, ranking):
        """One ranking with its formulas, its colours and its chart."""
        page.write(0, 0, title, self.formats["title"])
        page.write(1, 0, f"{ranking.name}　{ranking.note}", self.formats["plain"])
        for place, key in enumerate(COLUMNS):
            page.write(HEAD, place, self.words[key], self.formats["head"])
        for number, row in enumerate(ranking.rows, start=HEAD + 1):
            self._write_row(page, number, row, HEAD + len(ranking.rows))
        if ranking.rows:
            self._colour(page, HEAD + len(ranking.rows))
            self._draw_chart(page, title, len(ranking.rows))
        self._set_up(page)

    def draw_notes(self, page, notes):
        """What the figures mean, in words."""
        for number, (name, words) in enumerate(notes):
            page.write(number, 0, name, self.formats["wrap"])
            page.write(number, 1, words, self.formats["wrap"])
        page.set_column(0, 0, 28)
        page.set_column(1, 1, 90)
        page.set_paper(A4)
        page.fit_to_pages(1, 0)

    def _write_row(self, page, number, row, last):
        at = {key: xl_rowcol_to_cell(number, place) for place, key in enumerate(COLUMNS)}
        for key, look in (("unit", "plain"), ("group", "plain"), ("score", "score"), ("before_score", "score"),
                          ("before_rank", "plain"), ("deducted", "score"), ("recorded_rank", "plain")):
            value = row["rank"] if key == "recorded_rank" else row[key]
            if value is not None:
                page.write(number, COLUMNS.index(key), value, self.formats[look])
        self._write_coverage(page, number, row, at)
        scores, groups = (self._range(key, last) for key in ("score", "group"))
        better = f"({groups}={at['group']})*ISNUMBER({scores})*({scores}>{at['score']})"
        change = _difference(at["score"], at["before_score"])
        # a smaller rank is a better one
        gained = _difference(at["before_rank"], at["rank"])
        for key, formula, look, value in (
            ("rank", f'=IF(ISNUMBER({at["score"]}),SUMPRODUCT({better})+1,"")', "plain", row["rank"]),
            ("moved_score", change, "change", _less(row["score"], row["before_score"])),
            ("moved_rank", gained, "places", _less(row["before_rank"], row["rank"])),
        ):
            page.write_formula(number, COLUMNS.index(key), formula, self.formats[look], "" if value is None else value)

    def _write_coverage(self, page, number, row, at):
        """How much of what the sources announced arrived (Art. 6); where they announced nothing that is said."""
        if not row.get("announced"):
            page.write(number, COLUMNS.index("coverage"), self.words["unannounced"], self.formats["plain"])
            return
        for key in ("announced", "arrived"):
            page.write(number, COLUMNS.index(key), row[key], self.formats["plain"])
        formula = f"={at['arrived']}/{at['announced']}"
        page.write_formula(number, COLUMNS.index("coverage"), formula, self.formats["rate"], coverage(row))

    def _range(self, key, last):
        place = COLUMNS.index(key)
        return f"{xl_rowcol_to_cell(HEAD + 1, place, True, True)}:{xl_rowcol_to_cell(last, place, True, True)}"

    def _colour(self, page, last):
        score = COLUMNS.index("score")
        scale = {"type": "3_color_scale", "min_color": "#F8696B", "mid_color": "#FFEB84", "max_color": "#63BE7B"}
        page.conditional_format(HEAD + 1, score, last, score, scale)
        for key in ("moved_score", "moved_rank"):
            place = COLUMNS.index(key)
            for criteria, look in ((">", "good"), ("<", "bad")):
                # text is greater than every number, so an empty change is left out by its own rule
                cell = xl_rowcol_to_cell(HEAD + 1, place)
                rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}{criteria}0)", "format": self.formats[look]}
                page.conditional_format(HEAD + 1, place, last, place, rule)

    def _draw_chart(self, page, title, rows):
        first, last = HEAD + 1, HEAD + min(rows, MOST_BARS)
        chart, name = self.file.add_chart({"type": "bar"}), page.get_name()
        for key in ("score", "before_score"):
            place = COLUMNS.index(key)
            chart.add_series({
                "name": [name, HEAD, place], "categories": [name, first, 1, last, 1], "values": [name, first, place, last, place],
                "data_labels": {"value": True},
            })  # fmt: skip
        chart.set_title({"name": title, "name_font": {"name": TITLE_FONT, "size": 12}})
        chart.set_y_axis({"reverse": True, "num_font": {"name": FONT}})
        chart.set_legend({"position": "bottom", "font": {"name": FONT}})
        chart.set_size({"width": 760, "height": 140 + 36 * (last - first + 1)})
        page.insert_chart(HEAD + rows + 2, 1, chart)

    def _set_up(self, page):
        page.freeze_panes(HEAD + 1, 2)
        page.set_row(HEAD, 34)
        for place, key in enumerate(COLUMNS):
            page.set_column(place, place, WIDTHS.get(key, 11))
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD)
        page.set_footer("&C&P / &N")


def _difference(left, right):
    return f'=IF(ISNUMBER({left}),IF(ISNUMBER({right}),{left}-{right},""),"")'


def _less(left, right):
    return None if left is None or right is None else left - right
