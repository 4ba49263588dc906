from odoo import api, models
from odoo.tools import SQL

from ..const import UNSORTED


class JnRevisitRelease(models.AbstractModel):
    """Lets silence count after all, once the texts that held it up have been sorted and were no answer."""

    _name = "jn.revisit.release"
    _inherit = ["jn.sweep"]
    _description = "Release of held defaults"
    _sweep_order = 31  # after the inbox

    @api.model
    def _sweep_next(self):
        return self.env["jn.clock"]._now() if self._released(1) else None

    @api.model
    def _sweep_batch(self, limit):
        revisits = self._released(limit)
        revisits._flow_fire("reply_sorted")
        revisits.held_at = False
        return len(revisits)

    @api.model
    def _released(self, limit):
        """Up to `limit` revisits whose default was held and is held no longer, as superuser."""
        revisits = self.env["jn.revisit"].sudo()  # sweeps serve everybody
        revisits.flush_model(["held_at", "ended_at"])
        self.env["jn.case"].flush_model(["phone_e164"])
        self.env["jn.message"].flush_model(["state", "recipient"])
        rows = self.env.execute_query(SQL(
            """SELECT revisit.id FROM jn_revisit revisit JOIN jn_case kase ON kase.id = revisit.case_id
               WHERE revisit.held_at IS NOT NULL AND revisit.ended_at IS NULL AND NOT EXISTS (
                   SELECT FROM jn_message text
                   WHERE text.recipient = kase.phone_e164 AND text.state IN %s AND text.direction = 'in')
               ORDER BY revisit.id LIMIT %s""", UNSORTED, limit,
        ))
        return revisits.browse([row[0] for row in rows])
