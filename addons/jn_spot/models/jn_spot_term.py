from odoo import api, models
from odoo.tools import SQL


class JnSpotTerm(models.AbstractModel):
    """Upholds proposed deductions to which nobody objected in time (Art. 15; decision D10)."""

    _name = "jn.spot.term"
    _inherit = "jn.sweep"
    _description = "Sweep of objections"
    _sweep_order = 60

    @api.model
    def _sweep_next(self):
        self.env["jn.spot.finding"].flush_model(["state", "object_until"])
        [[due]] = self.env.execute_query(SQL("SELECT min(object_until) FROM jn_spot_finding WHERE state = 'proposed'"))
        return due

    @api.model
    def _sweep_batch(self, limit):
        """Uphold what is due, oldest first; several nodes may do this at once."""
        now = self.env["jn.clock"]._now()
        self.env["jn.spot.finding"].flush_model(["state", "object_until"])
        rows = self.env.execute_query(SQL(
            """SELECT id FROM jn_spot_finding WHERE state = 'proposed' AND object_until <= %s
               ORDER BY object_until, id LIMIT %s FOR UPDATE SKIP LOCKED""", now, limit,
        ))
        self.env["jn.spot.finding"].browse([row[0] for row in rows])._put("upheld", decided_at=now)
        return len(rows)
