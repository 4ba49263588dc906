from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL


class JnRevisitGiveUp(models.AbstractModel):
    """Ends what never left the house: every revisit has a result, and this one is not the citizen's silence (decision B8)."""

    _name = "jn.revisit.give.up"
    _inherit = ["jn.sweep"]
    _description = "End of revisits that were never sent"
    _sweep_order = 26  # after the news of what has been sent

    @api.model
    def _sweep_next(self):
        self.env["jn.revisit"].flush_model(["ask_from", "sent_at", "ended_at"])
        [[first]] = self.env.execute_query(SQL(
            "SELECT min(ask_from) FROM jn_revisit WHERE ended_at IS NULL AND sent_at IS NULL"
        ))
        return first and first + self._term()

    @api.model
    def _sweep_batch(self, limit):
        since = self.env["jn.clock"]._now() - self._term()
        unsent = [("ended_at", "=", False), ("sent_at", "=", False), ("ask_from", "<=", since)]
        revisits = self.env["jn.revisit"].sudo().search(unsent, order="ask_from, id", limit=limit)  # sweeps serve everybody
        return len(revisits._flow_fire("given_up"))

    @api.model
    def _term(self):
        return timedelta(days=self.env["jn.setting"]._get("send.give_up_days"))
