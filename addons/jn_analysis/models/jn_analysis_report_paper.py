from datetime import date
from pathlib import Path

from odoo import models

from odoo.addons.jn_papers.charts import Chart
from odoo.addons.jn_papers.const import LANGUAGE
from odoo.addons.jn_rules import periods

from ..const import REPORT_ROWS, REPORT_WORDS


class JnAnalysisReport(models.Model):
    """The analysis as an official Word file, from the figures that it keeps."""

    _name = "jn.analysis.report"
    _inherit = ["jn.analysis.report", "jn.paper.subject"]
    _paper_forms = Path(__file__).parents[1] / "forms"

    def _paper_placeholders(self):
        return REPORT_WORDS

    def _paper_rows(self):
        return REPORT_ROWS

    def _paper_case(self):
        return self.env["jn.case"]

    def _paper_ref(self):
        return f"{self.unit_id.name}-{self.period_start}–{self.period_end}"

    def _paper_values(self, demand=None, number=None):
        self.ensure_one()
        record, before = self.with_context(lang=LANGUAGE), periods.before(periods.Period(self.period_start, self.period_end))
        figures = self.figures
        values = {
            "city": self.unit_id._city().name or "", "place": self.unit_id.county_id.name or "",
            "unit": self.unit_id.name, "regulation": record._paper_regulation(),
            "period": self._paper_period(self.period_start, self.period_end), "before_period": self._paper_period(before.start, before.end),
            "author": self.made_by_id.sudo().name, "today": record._paper_day(self.made_at),  # colleagues' names are no secret
            "answers": self.answers, "bad": self.bad, "share": _share(self.bad, self.answers),
            "before_answers": self.before_answers, "before_bad": self.before_bad, "before_share": _share(self.before_bad, self.before_answers),
            **{name: [self._paper_cause(row) for row in figures[name]] for name in ("matters", "windows", "reasons", "causes")},
            "groups": [{name: str(group[name]) for name in REPORT_ROWS["groups"]} for group in figures["groups"]],
            "suggestions": [self._paper_suggestion(one) for one in figures["suggestions"]],
            "matter_chart": record._paper_bars(record.env._("Bad answers by matter"), figures["matters"]),
        }
        return {name: values[name] for name in REPORT_WORDS}

    def _paper_cause(self, row):
        """One row of causes, as tables print it."""
        return {
            "name": row["name"], "number": str(row["number"]), "before": str(row["before"]),
            "share": f"{100 * row['share']:.1f}%", "cumulative": f"{100 * row['cumulative']:.1f}%",
        }

    def _paper_suggestion(self, one):
        words = {name: one[name] or "" for name in REPORT_ROWS["suggestions"]}
        return {**words, "due_on": self._paper_date(date.fromisoformat(one["due_on"]))}

    def _paper_bars(self, title, rows):
        return Chart(title, [row["name"] for row in rows], {self.env._("Times"): [row["number"] for row in rows]}, "bar", "0")


def _share(numerator, denominator):
    return f"{100 * numerator / denominator:.1f}%" if denominator else "–"
