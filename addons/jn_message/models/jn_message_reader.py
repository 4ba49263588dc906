from odoo import api, models


class JnMessageReader(models.AbstractModel):
    """Understands inbound messages; whoever asks questions inherits this under a name of its own."""

    _name = "jn.message.reader"
    _description = "Reader of messages"

    @api.model
    def _read_messages(self, messages):
        """Act on those of `messages` that are meant for this reader and return them.

        `recipient` is the sender's number, `received_at` the moment that counts.
        """
        raise NotImplementedError

    @api.model
    def _readers(self):
        """All readers, as empty recordsets."""
        names = self.env.registry.descendants(["jn.message.reader"], "_inherit") - {"jn.message.reader"}
        return [self.env[name] for name in sorted(names)]
