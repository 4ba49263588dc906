from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.jn_rules import periods

from ..const import BEFORE, NOW, SPAN_KEY, SPANS
from .jn_analysis_fact import READ


class JnAnalysisCompared(models.Model):
    """Answers of a period beside those of the period before it: the context says which, without it this quarter."""

    _name = "jn.analysis.compared"
    _inherit = ["jn.analysis.fact"]
    _description = "Answer of a period or of the one before"
    _auto = False
    _depends = READ

    span = fields.Selection(SPANS, readonly=True, string="When")

    @property
    def _table_query(self):
        asked = self.env["jn.analysis.period"]
        period = asked._of(self.env.context.get(SPAN_KEY))
        (first, _), (start, end) = asked._bounds(periods.before(period)), asked._bounds(period)
        return self._facts(
            span=SQL("CASE WHEN answer.answered_at >= %s THEN %s ELSE %s END", start, NOW, BEFORE),
            bounds=SQL("answer.answered_at >= %s AND answer.answered_at < %s", first, end),
        )
