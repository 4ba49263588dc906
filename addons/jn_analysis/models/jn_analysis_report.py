from odoo import api, fields, models

from odoo.addons.jn_papers.const import JOIN
from odoo.addons.jn_rules import periods

from ..const import BEFORE, NOW, SPAN_KEY

LISTS = {"matters": "matter_id", "windows": "unit_id", "reasons": "tag_ids", "causes": "cause_id"}
MOST = 10


class JnAnalysisReport(models.Model):
    """An analysis for leaders (编发分析报告供领导参考, Art. 10): what its maker saw of a period when it was made, kept as it was.

    It holds figures and names of matters, windows and suggestions, and no words of citizens.
    """

    _name = "jn.analysis.report"
    _inherit = ["jn.kept"]
    _description = "Analysis for leaders"
    _order = "made_at desc, id desc"

    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    period_start = fields.Date(required=True, readonly=True, string="From")
    period_end = fields.Date(required=True, readonly=True, string="To")
    made_at = fields.Datetime(required=True, readonly=True, string="Made")
    made_by_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict", string="Made by")
    figures = fields.Json(readonly=True, required=True)
    answers = fields.Integer(readonly=True)
    bad = fields.Integer(readonly=True, string="Bad answers")
    before_answers = fields.Integer(readonly=True, string="Answers before")
    before_bad = fields.Integer(readonly=True, string="Bad answers before")
    overview = fields.Text(compute="_compute_overview")

    _unit_index = models.Index("(unit_id, id)")

    @api.depends("unit_id.name", "period_start", "period_end")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for report in self:
            report.display_name = self.env._("%(unit)s, analysis %(period)s", unit=report.unit_id.name, period=report._period_words())

    @api.depends("figures")
    @api.depends_context("lang")
    def _compute_overview(self):
        """What the lists begin with, one sentence each."""
        for report in self:
            lines = [report._first_words(name, words) for name, words in report._list_names().items()]
            lines += [self.env._("Groups of similar complaints: %(number)s", number=len(report.figures["groups"]))]
            lines += [self.env._("Suggestions: %(number)s", number=len(report.figures["suggestions"]))]
            report.overview = "\n".join(filter(None, lines))

    @api.model
    def make(self, period=None):
        """Make the analysis of a period as the user sees it; returns the window that shows it.

        :param period: a key of `_names()` of jn.analysis.period or [first day, last day]; without, this quarter
        """
        self.check_access("create")
        chosen = self.env["jn.analysis.period"]._of(period)
        # what it says was gathered by the maker's own sight; the row itself is the system's
        report = self.sudo().create(self._prepare_values(chosen))
        return {
            "type": "ir.actions.act_window", "name": self.env._("Analysis for leaders"), "res_model": self._name, "res_id": report.id,
            "views": [(False, "form")],
        }  # fmt: skip

    @api.model
    def _prepare_values(self, period):
        asked = [str(period.start), str(period.end)]
        pareto = self.env["jn.analysis.pareto"]
        lists = {name: self._rows(pareto.page(dimension, asked)) for name, dimension in LISTS.items()}
        groups = [self._group(group) for group in self.env["jn.similar"].page(asked)["groups"][:MOST]]
        totals = self._totals(asked)
        return {
            "unit_id": self.env.user.unit_ids[:1].id, "period_start": period.start, "period_end": period.end,
            "made_at": self.env["jn.clock"]._now(), "made_by_id": self.env.uid,
            "figures": {**lists, "groups": groups, "suggestions": self._suggestions(period)},
            "answers": totals[NOW][0], "bad": totals[NOW][1], "before_answers": totals[BEFORE][0], "before_bad": totals[BEFORE][1],
        }  # fmt: skip

    @api.model
    def _totals(self, asked):
        """{span: (answers, bad answers)} of first automatic revisits."""
        model = self.env["jn.analysis.compared"].with_context(**{SPAN_KEY: asked})
        found = model._read_group([("is_first", "=", True)], ["span"], ["answers:sum", "bad:sum"])
        return {NOW: (0, 0), BEFORE: (0, 0)} | {span: (answers, bad) for span, answers, bad in found}

    @api.model
    def _rows(self, page):
        names = ("name", "number", "before", "share", "cumulative", "vital")
        return [{name: row[name] for name in names} for row in page["rows"][:MOST]]

    @api.model
    def _group(self, group):
        """A group without its example: words of citizens stay where they can be anonymised."""
        named = {name: JOIN.join(f"{row['name']}（{row['number']}）" for row in group[name]) for name in ("matters", "units")}
        return {"size": group["size"], "words": JOIN.join(group["words"]), **named}

    @api.model
    def _suggestions(self, period):
        """What was suggested until the period's end and had not ended before it began."""
        start, end = self.env["jn.analysis.period"]._bounds(period)
        open_then = ["|", ("ended_at", "=", False), ("ended_at", ">=", start)]
        found = self.env["jn.suggestion"].search([("issued_at", "!=", False), ("made_at", "<", end), *open_then], limit=MOST)
        stages = dict(found._fields["stage_code"]._description_selection(self.env))
        return [
            {
                "name": one.name, "unit": one.unit_id.display_name, "person": one.owner_id.name, "due_on": str(one.due_on),
                "stage": stages.get(one.stage_code, ""), "measurement": one.measurement,
            }
            for one in found
        ]  # fmt: skip

    @api.model
    def _list_names(self):
        return {
            "matters": self.env._("Matters"), "windows": self.env._("Windows"), "reasons": self.env._("Reasons ticked by citizens"),
            "causes": self.env._("Causes found by windows"),
        }  # fmt: skip

    def _first_words(self, name, words):
        rows = self.figures[name]
        return rows and self.env._(
            "%(list)s: most about “%(name)s” with %(number)s bad answers (%(share)s)", list=words, name=rows[0]["name"],
            number=rows[0]["number"], share=_percent(rows[0]["share"]),
        )  # fmt: skip

    def _period_words(self):
        return self.env["jn.analysis.period"]._words(periods.Period(self.period_start, self.period_end))


def _percent(share):
    return f"{100 * share:.1f}%"
