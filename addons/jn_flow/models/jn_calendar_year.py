from odoo import api, models


class JnCalendarYear(models.Model):
    _inherit = "jn.calendar.year"

    @api.model_create_multi
    def create(self, vals_list):
        """A year that is loaded settles the deadlines that were provisional for want of it (decision B4)."""
        years = super().create(vals_list)
        if years:
            self.env["jn.flow.recount"]._sweep_wake(self.env["jn.clock"]._now())
        return years
