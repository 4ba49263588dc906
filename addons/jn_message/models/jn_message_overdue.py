from odoo import api, models
from odoo.tools import SQL

from ..const import Result


class JnMessageOverdue(models.AbstractModel):
    """Gives up waiting for receipts that have not come in time (decision A2)."""

    _name = "jn.message.overdue"
    _description = "Missing receipts"
    _inherit = ["jn.sweep"]
    _sweep_order = 22

    @api.model
    def _sweep_next(self):
        self.env["jn.message"].flush_model(["state", "receipt_due_at"])
        [[due]] = self.env.execute_query(SQL("SELECT min(receipt_due_at) FROM jn_message WHERE state = 'sent'"))
        return due

    @api.model
    def _sweep_batch(self, limit):
        now = self.env["jn.clock"]._now()
        messages = self.env["jn.message"]._claimed(SQL("state = 'sent' AND receipt_due_at <= %s", now), limit, SQL("receipt_due_at"))
        needless = messages._unwanted()  # answered without a receipt, say
        needless._settle_withdrawn()
        late = messages - needless
        channels = self.env["jn.channel"]._channels()
        errors = {code: channel._channel_overdue for code, channel in channels.items()}
        late._settle(
            {message.id: Result("failed", error=errors.get(message.channel, "no_receipt")) for message in late}
        )
        return len(messages)
