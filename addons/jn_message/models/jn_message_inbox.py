from odoo import api, models
from odoo.tools import SQL

from ..careful import attempt


class JnMessageInbox(models.AbstractModel):
    """Lets the readers have what came in; what none of them understands goes to the list for people."""

    _name = "jn.message.inbox"
    _description = "Inbox"
    _inherit = ["jn.sweep"]
    _sweep_order = 30

    @api.model
    def _sweep_next(self):
        self.env["jn.message"].flush_model(["state"])
        [[waits]] = self.env.execute_query(SQL("SELECT EXISTS (SELECT FROM jn_message WHERE state = 'received')"))
        return self.env["jn.clock"]._now() if waits else None

    @api.model
    def _sweep_batch(self, limit):
        messages = self.env["jn.message"]._claimed(SQL("state = 'received'"), limit, SQL("id"))
        left = messages
        for reader in self.env["jn.message.reader"]._readers():
            left -= self._understood(reader, left)
        (messages - left).write({"state": "read", "puzzle": False})
        left.filtered(lambda message: not message.puzzle).write({"puzzle": "unclear"})
        left.write({"state": "unmatched"})
        return len(messages)

    def _understood(self, reader, messages):
        """Those of `messages` that `reader` took; one that makes it fail is not understood."""
        taken = set()

        def read(some):
            taken.update(reader._read_messages(some).ids)

        failed = attempt(messages, read) if messages else messages
        return messages.filtered(lambda message: message.id in taken) - failed
