from pathlib import Path

from odoo import models

from odoo.addons.jn_papers.charts import Chart
from odoo.addons.jn_papers.const import LANGUAGE

from .. import facts
from ..const import PARTS, REPORT_ROWS, REPORT_WORDS

MOST_BARS = 8


class JnQuarterlyReport(models.Model):
    """A quarterly report as a Word file: its words, its table of figures, its charts."""

    _name = "jn.quarterly.report"
    _inherit = ["jn.quarterly.report", "jn.paper.subject"]
    _paper_forms = Path(__file__).parents[1] / "forms"

    def _paper_placeholders(self):
        return REPORT_WORDS

    def _paper_rows(self):
        return REPORT_ROWS

    def _paper_case(self):
        return self.env["jn.case"]

    def _paper_ref(self):
        return f"{self.unit_id.name}-{self.period_start.year}Q{self._quarter()}"

    def _paper_values(self, demand=None, number=None):
        self.ensure_one()
        record = self.with_context(lang=LANGUAGE)
        known, lists = facts.of(self.figures) if self.figures else self.env["jn.quarterly.texts"]._sample([])
        values = {
            **record._paper_facts(known), **record._paper_parts(), **record._paper_signed(), **record._paper_charts(),
            **record._paper_lists(known, lists),
        }
        return {name: values[name] for name in REPORT_WORDS}

    def _paper_facts(self, known):
        today = self._paper_day(self.env["jn.clock"]._now())
        words = {name: known[name].words or "" for name in ("year", "quarter", "score", "rank", "ranked", "before_score")}
        return {
            **words, "county": self.unit_id.name, "city": self.unit_id._city().name or "", "regulation": self._paper_regulation(),
            "period": self._paper_period(self.period_start, self.period_end), "data_until": self._paper_date(self.data_until),
            "author": self.env.user.name, "today": today, "due_on": self._paper_until(self.due_at),
        }

    def _paper_parts(self):
        """Each part as its lines: a paragraph stays a paragraph."""
        return {part: [{"line": line} for line in (self[part] or "").splitlines() if line.strip()] for part in PARTS}

    def _paper_signed(self):
        """Who handed it in when, what the city said, and the digest of what was handed in."""
        handed_in = self._handed_in()
        return {
            "signed_by": handed_in.user_id.sudo().name or "", "signed_on": self._paper_day(self.submitted_at),  # colleagues are no secret
            "digest": handed_in.digest or "", "grade": self._paper_word(self, "grade"), "grade_note": self.grade_note or "",
        }

    def _paper_lists(self, known, lists):
        rows = {
            name: [{word: row[word].words or "" for word in ("name", "number", "share")} for row in lists[name]]
            for name in ("matters", "reasons", "windows")
        }
        plain = [name for name in REPORT_ROWS["indicators"] if name != "moved"]
        rows["indicators"] = [
            {**{name: row[name].words or "–" for name in plain}, "moved": self._paper_moved(row["moved_rate"])} for row in lists["indicators"]
        ]
        return rows

    def _paper_moved(self, fact):
        """A change as tables print it, with its sign."""
        if fact.words is None:
            return "–"
        return f"{'+' if fact.number > 0 else '−' if fact.number < 0 else ''}{fact.words}"

    def _paper_charts(self):
        """The charts, drawn from the figures that the report keeps."""
        figures = self.figures or {"now": {}, "before": {}, "indicators": [], "lists": {}}
        names = [one["name"] for one in figures["indicators"]]
        scores = {
            label: [figures[when].get(one["code"], {}).get("score") for one in figures["indicators"]]
            for label, when in ((self.env._("Quarter before"), "before"), (self.env._("This quarter"), "now"))
        }
        return {
            "score_chart": Chart(self.env._("Points of the indicators"), names, scores),
            "window_chart": self._paper_bars(self.env._("Windows with bad answers"), figures["lists"].get("windows", [])),
            "reason_chart": self._paper_bars(self.env._("Why citizens were dissatisfied"), figures["lists"].get("reasons", [])),
        }

    def _paper_bars(self, title, rows):
        """The most frequent of a list, each as a bar."""
        rows = rows[:MOST_BARS]
        return Chart(title, [row["name"] for row in rows], {self.env._("Times"): [row["number"] for row in rows]}, "bar", "0")
