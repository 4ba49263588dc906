from odoo import api, fields, models

from odoo.addons.jn_rules import periods


class JnSpotDrawWizard(models.TransientModel):
    """Choose the quarter whose samples are drawn and sealed now (Art. 15; decision D10)."""

    _name = "jn.spot.draw.wizard"
    _description = "Draw spot checks"

    day = fields.Date(required=True, default=lambda self: self._default_day(), string="Any day of the quarter")
    period_start = fields.Date(compute="_compute_period", string="From")
    period_end = fields.Date(compute="_compute_period", string="To")
    opens_on = fields.Date(compute="_compute_period", string="Drawn from")
    unit_ids = fields.Many2many("jn.unit", compute="_compute_period", string="Counties to be drawn")
    size = fields.Integer(compute="_compute_period", string="Cases per county")
    reserves = fields.Integer(compute="_compute_period", string="Reserves per county")

    @api.depends("day")
    def _compute_period(self):
        draws, setting = self.env["jn.spot.draw"], self.env["jn.setting"]._get
        city = draws._drawing_city()
        for wizard in self:
            period = periods.quarter_of(wizard.day or draws._today(city))
            wizard.period_start, wizard.period_end = period.start, period.end
            wizard.opens_on, wizard.unit_ids = draws._opens_on(period), draws._counties_left(city, period)
            wizard.size, wizard.reserves = setting("spot_check.size"), setting("spot_check.reserves")

    def action_draw(self):
        """Draw and seal, then show the samples."""
        self.ensure_one()
        draws = self.env["jn.spot.draw"].draw(self.day)
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_spot.jn_spot_draw_action")
        return {**action, "domain": [("id", "in", draws.ids)]}

    @api.model
    def _default_day(self):
        """A day of the last quarter that may be drawn: this one after its day, else the one before."""
        draws = self.env["jn.spot.draw"]
        today = draws._today(draws._drawing_city())
        period = periods.quarter_of(today)
        return today if today >= draws._opens_on(period) else fields.Date.subtract(period.start, days=1)
