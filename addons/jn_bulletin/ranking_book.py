"""The rankings of a bulletin as a workbook: places and changes are formulas, so that a unit can check them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from odoo.addons.jn_assessment import workbook_paper
from odoo.addons.jn_assessment.workbook_paper import SCALE, Paper

from .bulletin_facts import coverage

HEAD = 2  # the row of the headings, counted from 0
NAME_LENGTH = 31  # the most that a sheet's name may have
BANNED = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
COLUMNS = ("rank", "unit", "group", "score", "before_score", "moved_score", "before_rank", "moved_rank", "deducted", "recorded_rank",
           "announced", "arrived", "coverage")  # fmt: skip
WIDTHS = {"unit": 30, "group": 20}
LOOKS = {
    "score": {"num_format": "0.00"},
    "change": {"num_format": "+0.00;-0.00;0.00"},
    "places": {"num_format": "+0;-0;0"},
    "good": {"font_color": "#00682F"},
}


@dataclass(frozen=True)
class Ranking:
    """One published sheet: rows are {unit, group, rank, score, before_rank, before_score, deducted, announced, arrived}."""

    name: str
    note: str
    rows: Sequence[Mapping]


def write(file, title: str, rankings: Sequence[Ranking], notes: Sequence[tuple[str, str]], words: Mapping[str, str]):
    """Put the workbook into an open file: a page for each ranking, and one with `notes`; `words` are the headings."""

    def draw(book):
        writer = _Writer(book, words)
        for number, ranking in enumerate(rankings, start=1):
            name = f"{number} {ranking.name}".translate(BANNED)[:NAME_LENGTH]
            writer.draw(book.add_worksheet(name), title, ranking)
        writer.write_words(book.add_worksheet(words["notes"]), notes)

    workbook_paper.write(file, draw)


class _Writer(Paper):
    def __init__(self, file, words):
        super().__init__(file, LOOKS)
        self.words = words

    def draw(self, page, title, ranking):
        """One ranking with its formulas, its colours and its chart."""
        self._set_up(page)
        page.write(0, 0, title, self.formats["title"])
        page.write(1, 0, f"{ranking.name}　{ranking.note}", self.formats["plain"])
        for place, key in enumerate(COLUMNS):
            page.write(HEAD, place, self.words[key], self.formats["head"])
        for number, row in enumerate(ranking.rows, start=HEAD + 1):
            self._write_row(page, number, row, HEAD + len(ranking.rows))
        if ranking.rows:
            self._colour(page, HEAD + len(ranking.rows))
            bars = [([page.get_name(), HEAD, place], place) for place in map(COLUMNS.index, ("score", "before_score"))]
            self.draw_bars(page, title, HEAD, len(ranking.rows), COLUMNS.index("unit"), bars)

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
        page.conditional_format(HEAD + 1, score, last, score, SCALE)
        for key in ("moved_score", "moved_rank"):
            place = COLUMNS.index(key)
            for criteria, look in ((">", "good"), ("<", "bad")):
                # text is greater than every number, so an empty change is left out by its own rule
                cell = xl_rowcol_to_cell(HEAD + 1, place)
                rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}{criteria}0)", "format": self.formats[look]}
                page.conditional_format(HEAD + 1, place, last, place, rule)

    def _set_up(self, page):
        self.lay_out(page, HEAD, 34, 2)
        for place, key in enumerate(COLUMNS):
            page.set_column(place, place, WIDTHS.get(key, 11))


def _difference(left, right):
    return f'=IF(ISNUMBER({left}),IF(ISNUMBER({right}),{left}-{right},""),"")'


def _less(left, right):
    return None if left is None or right is None else left - right
