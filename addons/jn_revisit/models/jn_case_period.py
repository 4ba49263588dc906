from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_rules.periods import quarter_of


class JnCasePeriod(models.AbstractModel):
    """Closed cases are looked at by period: years of them are nobody's list, and the quarter is what is assessed (Art. 14)."""

    _name = "jn.case.period"
    _inherit = "jn.flow.mixin"
    _description = "Closed in a period"

    closed_this_quarter = fields.Boolean(compute="_compute_closed_this_quarter", search="_search_closed_this_quarter")

    @api.depends("closed_at")
    def _compute_closed_this_quarter(self):
        start, end = self._present(quarter_of)
        for case in self:
            case.closed_this_quarter = bool(case.closed_at) and start <= case.closed_at < end

    @api.model
    def _search_closed_this_quarter(self, operator, value):
        if operator != "in":
            return NotImplemented
        start, end = self._present(quarter_of)
        inside = Domain("closed_at", ">=", start) & Domain("closed_at", "<", end)
        return Domain.OR(inside if wanted else ~inside for wanted in value)
