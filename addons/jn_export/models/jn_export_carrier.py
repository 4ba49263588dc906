from odoo import api, models
from odoo.tools import SQL


class JnExportCarrier(models.AbstractModel):
    """Goes on with exports whose browser was closed, or whose server fell, in the middle."""

    _name = "jn.export.carrier"
    _inherit = "jn.sweep"
    _description = "Sweep of exports"
    _sweep_order = 190

    @api.model
    def _sweep_next(self):
        waiting = self.env["jn.export"].sudo().search_count([("state", "=", "gathering")], limit=1)  # crons have no person
        return self.env["jn.clock"]._now() if waiting else None

    @api.model
    def _sweep_batch(self, limit):
        """Gather the next rows of the oldest export that nobody else is at."""
        self.env["jn.export"].flush_model(["state"])
        rows = self.env.execute_query(
            SQL("SELECT id FROM jn_export WHERE state = 'gathering' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")
        )
        export = self.env["jn.export"].sudo().browse(rows[0] if rows else [])  # crons have no person
        return export._gather() if export else 0
