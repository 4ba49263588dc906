from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError

from odoo.addons.jn_rules import phones


class JnMessage(models.Model):
    """The way in: what citizens send us is stored at once and read by the inbox."""

    _inherit = "jn.message"

    @api.model
    def _receive(self, values_list):
        """Store inbound messages once per channel and external id; return the new ones.

        values_list: [{channel, account_id (may be missing), sender, text, external_id, at (naive UTC),
        answered_key (the key of the message of ours that it answers; may be missing)}].
        Of two deliveries of one message at the same moment one is asked to begin again, as Odoo's requests then do.
        """
        fresh = {}
        for values in values_list:
            fresh.setdefault((values["channel"], values["external_id"]), values)
        for channel in {channel for channel, _external_id in fresh}:
            repeated = self._received(channel, fresh)
            repeated._count_repeats()
            for message in repeated:
                fresh.pop((channel, message.external_id))
        answered = self._known("key", {values.get("answered_key") for values in fresh.values()} - {None}, "out")
        rows = [self._prepare_in(values, answered) for values in fresh.values()]
        try:
            messages = self.sudo().create(rows)  # citizens have no login
        except UniqueViolation as error:
            raise ConcurrencyError("another delivery of the same message") from error
        inbox = self.env["jn.message.inbox"]
        inbox._sweep_wake(inbox._sweep_next())
        return messages

    @api.model
    def _received(self, channel, keys):
        """The messages that the channel has brought before, of those `keys` (channel, external id)."""
        ids = [external_id for key, external_id in keys if key == channel]
        domain = [("direction", "=", "in"), ("channel", "=", channel), ("external_id", "in", ids)]
        return self.sudo().search(domain)  # citizens have no login

    def _count_repeats(self):
        """Note that the provider has brought these once more: staff see it, and nothing else comes of it."""
        for repeats, messages in self.grouped("repeats").items():
            messages.write({"repeats": repeats + 1})

    @api.model
    def _prepare_in(self, values, answered):
        """The row of an inbound message; `answered`: {key: outbound message}."""
        number = phones.check(values["sender"]).e164 or values["sender"]
        question = answered.get(values.get("answered_key"))
        # nobody answers what another was asked; what lists several questions is about none of them alone
        if not question or question.recipient != number or question.numbered_ids:
            question = self.browse()
        return {
            "direction": "in",
            "state": "received",
            "channel": values["channel"],
            "account_id": values.get("account_id"),
            "recipient": number,
            "res_model": question.res_model,
            "res_id": question.res_id,
            "unit_id": question.unit_id.id,
            "text": values["text"],
            "external_id": values["external_id"],
            "received_at": values["at"],
        }
