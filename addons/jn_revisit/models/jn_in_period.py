from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_rules.periods import month_of, quarter_of


class JnInPeriod(models.AbstractModel):
    """What is counted by period: years of it are nobody's figure, and the quarter is what is assessed (Art. 14)."""

    _name = "jn.in.period"
    _description = "Counted by period"
    _period_moment = "create_date"  # the field that says when it was

    in_month = fields.Boolean(compute="_compute_in_month", search="_search_in_month", string="This month")
    in_quarter = fields.Boolean(compute="_compute_in_quarter", search="_search_in_quarter", string="This quarter")

    @api.depends(lambda self: [self._period_moment])
    def _compute_in_month(self):
        self._tell_in("in_month", month_of)

    @api.depends(lambda self: [self._period_moment])
    def _compute_in_quarter(self):
        self._tell_in("in_quarter", quarter_of)

    @api.model
    def _search_in_month(self, operator, value):
        return self._found_in(month_of, operator, value)

    @api.model
    def _search_in_quarter(self, operator, value):
        return self._found_in(quarter_of, operator, value)

    def _tell_in(self, name, period_of):
        start, end = self.env["jn.flow.mixin"]._present(period_of)
        for record in self:
            moment = record[self._period_moment]
            record[name] = bool(moment) and start <= moment < end

    @api.model
    def _found_in(self, period_of, operator, value):
        if operator != "in":
            return NotImplemented
        start, end = self.env["jn.flow.mixin"]._present(period_of)
        inside = Domain(self._period_moment, ">=", start) & Domain(self._period_moment, "<", end)
        return Domain.OR(inside if wanted else ~inside for wanted in value)
