from pathlib import Path

from odoo import models

from odoo.addons.jn_papers.charts import Chart
from odoo.addons.jn_papers.const import LANGUAGE

from .. import bulletin_facts
from ..const import BULLETIN_PARTS, BULLETIN_ROWS, BULLETIN_WORDS, RANKING_WORDS

MOST_BARS = 20


class JnBulletin(models.Model):
    """A bulletin as an official Word file, from the words and figures that it keeps."""

    _name = "jn.bulletin"
    _inherit = ["jn.bulletin", "jn.paper.subject"]
    _paper_forms = Path(__file__).parents[1] / "forms"

    def _paper_placeholders(self):
        return BULLETIN_WORDS

    def _paper_rows(self):
        return BULLETIN_ROWS

    def _paper_case(self):
        return self.env["jn.case"]

    def _paper_ref(self):
        return f"{self.period_start}–{self.period_end}"

    def _paper_sample(self):
        """Rankings are lists inside a list."""
        ranking = {**dict.fromkeys(BULLETIN_ROWS["sheets"], "sheets"), "rows": [dict.fromkeys(RANKING_WORDS, "rows")]}
        return {**super()._paper_sample(), "sheets": [ranking]}

    def _paper_values(self, demand=None, number=None):
        self.ensure_one()
        record, figures = self.with_context(lang=LANGUAGE), self.figures
        known, lists = bulletin_facts.of(figures)
        values = {
            "title": self.name, "number": self.number or "", "city": self.unit_id.name, "regulation": record._paper_regulation(),
            "period": self._paper_period(self.period_start, self.period_end), "year": known["year"].words, "quarter": known["quarter"].words,
            **{part: [{"line": line} for line in (self[part] or "").splitlines() if line.strip()] for part in BULLETIN_PARTS},
            "issued_by": self.issued_by_id.sudo().name or "",  # colleagues' names are no secret on a paper
            "issued_on": record._paper_day(self.issued_at), "digest": self.digest or "", "author": self.env.user.name,
            "today": record._paper_day(self.env["jn.clock"]._now()), "units": len(self.address_ids),
            "sheets": [{**sheet, "rows": [self._paper_ranking(row) for row in sheet["rows"]]} for sheet in figures["sheets"]],
            "red": figures["red"], "score_chart": record._paper_chart(figures["sheets"][0]),
            **{name: [self._paper_fact_row(row, BULLETIN_ROWS[name]) for row in lists[name]] for name in ("best", "worst")},
        }
        return {name: values[name] for name in BULLETIN_WORDS}

    def _paper_fact_row(self, row, names):
        return {name: row[name].words or "" for name in names}

    def _paper_ranking(self, row):
        """One row of a ranking, as tables print it."""
        gained = bulletin_facts.gained(row)
        covered = bulletin_facts.coverage(row)
        change = None if row["score"] is None or row["before_score"] is None else row["score"] - row["before_score"]
        return {
            "unit": row["unit"], "group": row["group"], "rank": row["rank"] or "–", "before_rank": row["before_rank"] or "–",
            "score": _score(row["score"]), "before_score": _score(row["before_score"]), "deducted": f"{row['deducted']:g}",
            "coverage": "–" if covered is None else f"{covered:.2%}",
            "moved_rank": "–" if gained is None else f"{gained:+d}", "moved_score": "–" if change is None else f"{change:+.2f}",
        }

    def _paper_chart(self, sheet):
        rows = bulletin_facts.ranked(sheet["rows"])[:MOST_BARS]
        series = {
            self.env._("Score before"): [row["before_score"] for row in rows], self.env._("Score"): [row["score"] for row in rows],
        }
        return Chart(sheet["name"], [row["unit"] for row in rows], series, "bar")


def _score(number):
    return "–" if number is None else f"{number:.2f}"
