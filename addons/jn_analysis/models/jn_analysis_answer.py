from odoo import api, fields, models
from odoo.fields import Domain

from .jn_analysis_fact import READ


class JnAnalysisAnswer(models.Model):
    """Answers to look at from any side, by whatever period the reader filters for."""

    _name = "jn.analysis.answer"
    _inherit = ["jn.analysis.fact"]
    _description = "Answer in numbers"
    _auto = False
    _depends = READ

    in_quarter = fields.Boolean(compute="_compute_in_quarter", search="_search_in_quarter", string="This quarter")

    @property
    def _table_query(self):
        return self._facts()

    @api.depends("answered_at")
    def _compute_in_quarter(self):
        start, end = self._quarter()
        for row in self:
            row.in_quarter = start <= row.answered_at < end

    @api.model
    def _search_in_quarter(self, operator, value):
        if operator != "in":
            return NotImplemented
        start, end = self._quarter()
        inside = Domain("answered_at", ">=", start) & Domain("answered_at", "<", end)
        return Domain.OR(inside if wanted else ~inside for wanted in value)

    @api.model
    def _quarter(self):
        period = self.env["jn.analysis.period"]
        return period._bounds(period._of())
