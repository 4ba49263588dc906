import functools
import os
import uuid

from odoo import api, fields, models
from odoo.tools import SQL

from ..const import Result


@functools.cache
def _claimant(pid):
    """A name that this process, and no later one, claims messages under."""
    return uuid.uuid4().hex


class JnMessageOutbox(models.AbstractModel):
    """Hands queued messages over to their channels.

    The claim is committed before anything leaves the house: if the process dies in between, its
    messages stay visibly `sending` until the provider has been asked what became of them.
    """

    _name = "jn.message.outbox"
    _description = "Outbox"
    _inherit = ["jn.sweep"]
    _sweep_order = 20

    @api.model
    def _sweep_next(self):
        self.env["jn.message"].flush_model(["state", "not_before"])
        [[due]] = self.env.execute_query(SQL("SELECT min(not_before) FROM jn_message WHERE state = 'queued'"))
        return due

    @api.model
    def _sweep_batch(self, limit):
        """Hand over what this process has claimed, else claim what is due; one of the two per transaction."""
        return self._send_claimed(limit) or self._claim(limit)

    @api.model
    def _claim(self, limit):
        now = self.env["jn.clock"]._now()
        due = self.env["jn.message"]._claimed(SQL("state = 'queued' AND not_before <= %s", now), limit, SQL("not_before"))
        messages = due | self._mates(due, now)
        stopped = self.env["jn.message.stop"]._among(messages.mapped("recipient"))
        unwanted = messages.filtered(lambda message: message.recipient in stopped)
        unwanted._settle_stopped()
        going = (messages - unwanted)._drop_unwanted()._put_off(now)
        claim = {"state": "sending", "claimant": self._me(), "claim": uuid.uuid4().hex, "claimed_at": now}
        channels = self.env["jn.channel"]._channels()
        for code, group in going.grouped("channel").items():
            minutes = channels.get(code, self.env["jn.channel"])._channel_ask_minutes
            group.write({**claim, "ask_at": fields.Datetime.add(now, minutes=minutes)})
        return len(messages)

    @api.model
    def _mates(self, messages, now):
        """What else is due for the same people and would go together with these: no batch tears it apart."""
        merging = messages.filtered("merges")
        if not merging:
            return merging
        due = SQL("state = 'queued' AND merges AND not_before <= %s", now)
        people = SQL("recipient = ANY(%s) AND NOT id = ANY(%s)", list(set(merging.mapped("recipient"))), messages.ids)
        return self.env["jn.message"]._claimed(SQL("%s AND %s", due, people), self._sweep_limit, SQL("not_before"))

    @api.model
    def _send_claimed(self, limit):
        mine = SQL("state = 'sending' AND claimant = %s", self._me())
        messages = self.env["jn.message"]._claimed(mine, limit, SQL("claimed_at"))
        for code, group in messages.grouped("channel").items():
            group._settle(self._hand_over(code, group))
        return len(messages)

    @api.model
    def _hand_over(self, code, messages):
        """Return {message id: Result} of the channel `code`, for each of `messages`."""
        results = self.env["jn.channel"]._called(code, "_hand_over", messages)
        unknown = Result("retry", error="not_sent")
        return {message.id: Result(*results.get(message.id, unknown)) for message in messages}

    @api.model
    def _me(self):
        return _claimant(os.getpid())
