from odoo import models

from .jn_analysis_fact import READ


class JnAnalysisAnswer(models.Model):
    """Answers to look at from any side, by whatever period the reader filters for."""

    _name = "jn.analysis.answer"
    _inherit = ["jn.analysis.fact", "jn.in.period"]
    _description = "Answer in numbers"
    _auto = False
    _depends = READ
    _period_moment = "answered_at"

    @property
    def _table_query(self):
        return self._facts()
