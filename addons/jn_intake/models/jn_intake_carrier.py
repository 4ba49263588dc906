from odoo import api, models
from odoo.tools import SQL


class JnIntakeCarrier(models.AbstractModel):
    """Goes on with uploads whose browser was closed, or whose server fell, in the middle."""

    _name = "jn.intake.carrier"
    _inherit = "jn.sweep"
    _description = "Sweep of uploads"
    _sweep_order = 40

    @api.model
    def _sweep_next(self):
        waiting = self.env["jn.intake.upload"].search_count([("state", "=", "taking")], limit=1)
        return self.env["jn.clock"]._now() if waiting else None

    @api.model
    def _sweep_batch(self, limit):
        """Take the next rows of the oldest upload that nobody else is at."""
        self.env["jn.intake.upload"].flush_model(["state"])
        rows = self.env.execute_query(
            SQL("SELECT id FROM jn_intake_upload WHERE state = 'taking' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")
        )
        upload = self.env["jn.intake.upload"].sudo().browse(rows[0] if rows else [])  # crons have no person
        reader = upload.with_context(lang=upload.user_id.lang)  # reasons are for who sent the file
        return reader._take_rows(limit) if upload else 0
