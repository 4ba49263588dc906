from odoo import api, models

from .. import signed
from ..const import Result

# What a provider answers that has never seen an id.
NEVER = ("unknown", None)


class JnChannelSigned(models.AbstractModel):
    """A channel whose provider speaks our signed protocol; it names its words, and what else differs."""

    _name = "jn.channel.signed"
    _description = "Channel with signed calls"
    _inherit = ["jn.channel"]

    # What the provider's words mean: {code: (state, error)}, see `Result`.
    _channel_words = {}
    _channel_needs = ("endpoint",)
    _channel_methods = ("POST",)

    @api.model
    def _hand_over_account(self, account, messages):
        values = messages._filled_values()
        rows = [self._prepare_row(message, values[message.id]) for message in messages]
        answers = signed.hand_over(account.endpoint, account._secret(), rows, self.env["jn.clock"]._now())
        return self._read_answers(messages, answers, ("unanswered", None))

    @api.model
    def _prepare_row(self, message, values):
        """One message as the provider gets it."""
        return {"id": message.key, "number": message.recipient, "text": message._filled_text(values)}

    @api.model
    def _ask_account(self, account, messages):
        """Ask under our ids; where there is nobody to ask, send again: the provider takes an id only once."""
        address = account._setting("status_endpoint")
        if not address:
            return dict.fromkeys(messages.ids, Result("again", error="not_sent", detail="cut off"))
        answers = signed.ask(address, account._secret(), messages.mapped("key"), self.env["jn.clock"]._now())
        return self._read_answers(messages, answers, NEVER)

    @api.model
    def _read_answers(self, messages, answers, missing):
        words = self._channel_words
        return {message.id: Result.of(words, *answers.get(message.key, missing)) for message in messages}

    @api.model
    def _take_call(self, account, call):
        """Take receipts and texts; who calls is known by the signature alone."""
        body = call.get_data()
        nonce = signed.check(account._callback_key(), call.headers, body, self.env["jn.clock"]._now())
        if not self.env["jn.message.nonce"]._spend(account, nonce):
            raise signed.Refused("replay")
        receipts, texts = signed.read(body)
        results = {number: Result.of(self._channel_words, code, number) for number, code in receipts.items()}
        self.env["jn.message"]._take_receipts(self._channel_code, results)
        self.env["jn.message"]._receive([self._prepare_text(account, *text) for text in texts])
