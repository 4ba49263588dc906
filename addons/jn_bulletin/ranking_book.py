"""The rankings of a bulletin as a workbook: places and changes are formulas, so that a unit can check them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from odoo.addons.jn_assessment import workbook_paper
from odoo.addons.jn_assessment.workbook_paper import SCALE, Paper, wide

from .bulletin_facts import coverage

HEAD = 2  # the row of the headings, counted from 0
NAME_LENGTH = 31  # the most that a sheet's name may have
BANNED = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
COLUMNS = ("rank", "unit", "group", "score", "before_score", "moved_score", "before_rank", "moved_rank", "deducted", "recorded_rank",
           "announced", "arrived", "coverage")  # fmt: skip
NAMES, WIDTH, FROZEN = ("unit", "group"), 11, 2
LOOKS = {
    "score": {"num_format": "0.00"},
    "change": {"num_format": "+0.00;-0.00;0.00"},
    "places": {"num_format": "+0;-0;0"},
}
LOOSE = {"good": {"font_color": "#00682F"}}


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
        super().__init__(file, LOOKS, LOOSE)
        self.words = words

    def draw(self, page, title, ranking):
        """One ranking with its formulas, its colours and its chart."""
        widths = {key: wide([row[key] for row in ranking.rows]) for key in NAMES}
        above = [(title, "title"), (f"{ranking.name}　{ranking.note}", "note")]
        self.lay_out(page, HEAD, 34, FROZEN, [widths.get(key, WIDTH) for key in COLUMNS], above)
        for place, key in enumerate(COLUMNS):
            page.write(HEAD, place, self.words[key], self.formats["head"])
        for number, row in enumerate(ranking.rows, start=HEAD + 1):
            self._write_row(page, number, row, HEAD + len(ranking.rows))
        if ranking.rows:
            self._colour(page, HEAD + len(ranking.rows))
            drawn = [key for key in ("score", "before_score") if any(row[key] is not None for row in ranking.rows)]
            bars = [([page.get_name(), HEAD, place], place) for place in map(COLUMNS.index, drawn)]
            self.draw_bars(page, title, HEAD, len(ranking.rows), COLUMNS.index("unit"), bars, FROZEN)

    def _write_row(self, page, number, row, last):
        at = {key: xl_rowcol_to_cell(number, place) for place, key in enumerate(COLUMNS)}
        cells = {**self._on_record(row), **self._reckoned(row, at, last), **self._covered(row, at)}
        for place, key in enumerate(COLUMNS):
            self.put(page, number, place, *cells.get(key, (None,)))

    def _on_record(self, row):
        looks = {"score": "score", "before_score": "score", "deducted": "score", "before_rank": "mark"}
        plain = {key: (row[key], looks.get(key, "plain")) for key in ("unit", "group", *looks)}
        return {**plain, "recorded_rank": (row["rank"], "mark")}

    def _reckoned(self, row, at, last):
        """Places and changes, {key: (formula, look, its result)}."""
        scores, groups = (self._range(key, last) for key in ("score", "group"))
        better = f"({groups}={at['group']})*ISNUMBER({scores})*({scores}>{at['score']})"
        return {
            "rank": (f'=IF(ISNUMBER({at["score"]}),SUMPRODUCT({better})+1,"")', "mark", row["rank"]),
            "moved_score": (_difference(at["score"], at["before_score"]), "change", _less(row["score"], row["before_score"])),
            # a smaller rank is a better one
            "moved_rank": (_difference(at["before_rank"], at["rank"]), "places", _less(row["before_rank"], row["rank"])),
        }

    def _covered(self, row, at):
        """How much of what the sources announced arrived (Art. 6); where they announced nothing that is said."""
        if not row.get("announced"):
            return {"coverage": (self.words["unannounced"],)}
        formula = f"={at['arrived']}/{at['announced']}"
        return {"announced": (row["announced"],), "arrived": (row["arrived"],), "coverage": (formula, "rate", coverage(row))}

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


def _difference(left, right):
    return f'=IF(ISNUMBER({left}),IF(ISNUMBER({right}),{left}-{right},""),"")'


def _less(left, right):
    return None if left is None or right is None else left - right
