from odoo import api, models
from odoo.tools import SQL

from ..const import Result


class JnMessageAsking(models.AbstractModel):
    """Asks providers what became of messages whose sending was cut off, and for receipts that do not come by themselves.

    A process may die, or a line break, between a message's leaving and our knowing it.
    """

    _name = "jn.message.asking"
    _description = "Questions to providers"
    _inherit = ["jn.sweep"]
    _sweep_order = 21

    @api.model
    def _sweep_next(self):
        self.env["jn.message"].flush_model(["ask_at"])
        [[due]] = self.env.execute_query(SQL("SELECT min(ask_at) FROM jn_message WHERE ask_at IS NOT NULL"))
        return due

    @api.model
    def _sweep_batch(self, limit):
        now = self.env["jn.clock"]._now()
        messages = self.env["jn.message"]._claimed(SQL("ask_at <= %s", now), limit, SQL("ask_at"))
        for code, group in messages.grouped("channel").items():
            answers = self.env["jn.channel"]._called(code, "_ask", group)
            unknown = Result("unknown")
            group._settle({message.id: answers.get(message.id, unknown) for message in group})
        # what the answer did not settle (still no receipt) is asked again later
        left = messages.filtered(lambda message: message.ask_at and message.ask_at <= now)
        left._settle(dict.fromkeys(left.ids, Result("unknown")))
        return len(messages)
