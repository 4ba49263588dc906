from datetime import time, timedelta

from odoo import api, fields, models
from odoo.tools import groupby

from odoo.addons.jn_rules.quiet import awake

from ..const import SECRETS, Result

FIRST_ASK_MINUTES = 2


class JnMessage(models.Model):
    """The way out: queue, settle, receipts. This file is the one writer of outbound states.

    What several messages to one person have in common is in `jn_message_bundle.py`.
    """

    _inherit = "jn.message"

    @api.model
    def _send(self, values_list):
        """Queue messages in the transaction of the fact that causes them and return them, each key once.

        values_list: [{key, res_model, res_id, unit_id, matter_id, recipient (E.164 or False), text, values, template_id,
        merges}]. What cannot be sent at all (no number, no channel) becomes a failed message.
        """
        wanted = {values["key"]: values for values in values_list}
        known = self._known("key", wanted, "out")
        fresh = [values for key, values in wanted.items() if key not in known]
        stopped = self.env["jn.message.stop"]._among(values.get("recipient") for values in fresh)
        rows = []
        for (unit_id, matter_id), group in groupby(
            fresh, lambda values: (values.get("unit_id"), values.get("matter_id"))
        ):
            rows += self._prepare_out(self.env["jn.unit"].browse(unit_id or ()), matter_id, group, stopped)
        queued = self.sudo()._append(rows)  # the one writer of messages, whoever causes them
        self._wake_for(rows)
        return self.browse([*(message.id for message in known.values()), *queued])

    @api.model
    def _prepare_out(self, unit, matter_id, group, stopped):
        """The rows of messages of one unit about one matter: queued on the first rung of their ladder, or failed.

        stopped: the numbers among theirs that are not to be messaged.
        """
        now = self.env["jn.clock"]._now()
        ladder = self.env["jn.message.account"]._ladder_ids(unit, matter_id)
        channel, account = next(iter(ladder.items()), (False, False))
        common = {"direction": "out", "queued_at": now, "account_id": account, "channel": channel}
        queued = {**common, "state": "queued", "not_before": self._earliest(unit, now)}
        failed = {**common, "state": "failed", "news": True}
        for values in group:
            if not account:
                yield {**values, **failed, "error": "no_channel"}
            elif not values.get("recipient"):
                yield {**values, **failed, "error": "no_number"}
            elif values["recipient"] in stopped:
                yield {**values, **failed, "error": "opted_out"}
            else:
                yield {**values, **queued}

    @api.model
    def _earliest(self, unit, moment):
        """The first moment from `moment` on outside the unit's quiet hours (decision B1)."""
        get = self.env["jn.setting"]._get
        ends = (time.fromisoformat(get(code, unit)) for code in ("message.quiet_from", "message.quiet_to"))
        return awake(moment, *ends, self.env["jn.unit"]._calendar_of(unit.id).tz)

    def _filled_values(self):
        """Return {message id: {placeholder: words}} with the secrets: only for what leaves the house."""
        filled = {message.id: dict(message.values or {}) for message in self}
        for messages in self.grouped("res_model").values():
            records = messages._subjects()
            secrets = records._message_secrets() if records and hasattr(records, "_message_secrets") else {}
            for message in messages:
                filled[message.id].update(secrets.get(message.res_id, {}))
        return filled

    def _filled_texts(self):
        """Return {message id: text} with the secrets filled in: only for what leaves the house."""
        values = self._filled_values()
        return {message.id: message._filled_text(values[message.id]) for message in self}

    def _filled_text(self, values):
        text = self.text or ""
        for name in SECRETS:
            text = text.replace(f"{{{name}}}", values.get(name) or "")
        return text

    def _settle(self, results):
        """Write what became of outbound messages: {message id: (state, external_id, error, detail)}.

        A message that is settled already stays as it is; a late receipt still turns a missing one back.
        """
        changed = self.filtered(lambda message: message._may_become(Result(*results[message.id]).state))
        given_up = changed.filtered(lambda message: message.state == "failed")  # for want of a receipt, which may still come
        for message in changed:
            result = Result(*results[message.id])
            getattr(message, f"_settle_{result.state}")(result)
        changed.filtered(lambda message: message.state == "sent" and not message.receipt_due_at)._expect_receipts()
        changed._share()
        fresh = changed - given_up
        (fresh | fresh.part_ids).filtered(lambda message: message.state == "failed" and not message.next_id)._climb()
        self._wake_senders()

    def _may_become(self, state):
        """Whether a result of this state says something new."""
        if self.state == "failed":
            return state in ("delivered", "unknown") and self.error == "no_receipt"
        if self.state == "sent":
            return state in ("delivered", "failed", "unknown")
        return self.state == "sending"

    def _settle_sent(self, result):
        if not self.account_id.gives_receipts:
            return self._settle_delivered(result)
        now = self.env["jn.clock"]._now()
        ask_at = fields.Datetime.add(now, minutes=FIRST_ASK_MINUTES) if self._fetches_receipt() else False
        values = {**self._sent_values(result, now), "state": "sent", "receipt_due_at": False, "ask_at": ask_at}
        self.write(values)

    def _expect_receipts(self):
        """Note until when a receipt is waited for: as long as the rung allows."""
        now, ladder = self.env["jn.clock"]._now(), self.env["jn.message.ladder"]
        for (account, unit, matter), messages in self._alike():
            messages.receipt_due_at = fields.Datetime.add(now, hours=ladder._hours(account, unit, matter.id))

    def _fetches_receipt(self):
        channel = self.env["jn.channel"]._channels().get(self.channel)
        return channel is not None and channel._fetches_receipts(self.account_id)

    def _settle_delivered(self, result):
        now = self.env["jn.clock"]._now()
        values = {"state": "delivered", "delivered_at": now, "error": False, "error_detail": False}
        self.write({**self._sent_values(result, now), **values})
        following = self.next_id
        if following.state == "queued":  # the next channel was tried for want of this receipt: nobody is asked twice
            following._settle_withdrawn()

    def _sent_values(self, result, now):
        """What every message has that has left the house."""
        return {
            "sent_at": self.sent_at or now,
            "external_id": result.external_id or self.external_id,
            "claimant": False,
            "ask_at": False,
            "news": True,
        }

    def _settle_unknown(self, result):
        """Not known yet: nobody sends it again before the provider has been asked, at growing intervals."""
        now, get = self.env["jn.clock"]._now(), self.env["jn.setting"]._get
        long = timedelta(days=get("message.late_receipt_days")) if self.state == "failed" else timedelta(hours=get("message.ask_hours"))
        ask_at = self.ask_at if self.ask_at and self.ask_at > now else self._asked_next(now, long)
        self.write({"claimant": False, "error_detail": result.detail or self.error_detail, "ask_at": ask_at})

    def _asked_next(self, now, long):
        """When the provider is asked next, `long` after the sending for the last time; False once that is over."""
        start = self.sent_at or self.claimed_at or now
        wait = max(now - start, timedelta(minutes=FIRST_ASK_MINUTES))
        return min(now + wait, start + long) if now < start + long else False

    def _settle_stuck(self, result):
        """Nobody can say whether it went out: it waits in the list for people."""
        self.write({"claimant": False, "error_detail": result.detail, "ask_at": False})

    def _settle_again(self, result):
        """Queue what was cut off again at once, while the provider still takes it only once."""
        self._settle_retry(result, at_once=True)

    def _settle_retry(self, result, at_once=False):
        """Queue again after a growing delay, outside the quiet hours; in the end it has failed."""
        attempts = self.attempts + 1
        delay = self.account_id._retry_delay(attempts)
        self.write({"attempts": attempts, "error_detail": result.detail})
        if delay is None:
            self._settle_failed(result._replace(error=result.error or "not_sent"))
        else:
            moment = self.env["jn.clock"]._now() + (timedelta() if at_once else delay)
            self._queue_again(self._earliest(self.unit_id, moment))

    def _settle_failed(self, result):
        """It has failed on this rung; `_climb` goes on with the next. A receipt that did not come may still do so (decision A2)."""
        missing = result.error == "no_receipt" and self._fetches_receipt()
        long = timedelta(days=self.env["jn.setting"]._get("message.late_receipt_days"))
        self.write(
            {
                "state": "failed",
                "external_id": result.external_id or self.external_id,
                "error": result.error or "refused",
                "error_detail": result.detail,
                "claimant": False,
                "ask_at": missing and self._asked_next(self.env["jn.clock"]._now(), long),
            }
        )

    def _settle_stopped(self):
        """Fail what waits for a number that is not to be messaged: no other rung is tried."""
        end = {"state": "failed", "error": "opted_out", "error_detail": False, "claimant": False, "ask_at": False}
        parts = self.part_ids.filtered(lambda part: part.state == "bundled")
        (self | parts).write(end)
        (self.filtered(lambda message: not message.part_ids) | parts).news = True
        self._wake_senders()

    def _settle_withdrawn(self):
        """Take out of the queue what nobody needs any more; it was never sent, and nobody is told."""
        self.write({"state": "withdrawn", "claimant": False, "ask_at": False})

    def _climb(self):
        """Queue failed messages on their next rung; where there is none, the record is told. A bundle's parts climb alone."""
        rows, climbers = [], self.browse()
        for (account, unit, matter), messages in self._alike():
            following = account._next_rung(unit, matter.id)
            climbing = messages.filtered(lambda message: not message.part_ids) if following else self.browse()
            (messages - climbing).filtered(lambda message: not message.part_ids).news = True
            climbers += climbing
            rows += [message._prepare_climb(following) for message in climbing]
        for message, following in zip(climbers, self.create(rows), strict=True):
            message.next_id = following

    def _alike(self):
        """Return [((account, unit, matter), messages)], those that have the same ladder together."""
        groups = groupby(self, lambda message: (message.account_id, message.unit_id, message.matter_id))
        return [(ladder, self.browse().concat(*messages)) for ladder, messages in groups]

    def _prepare_climb(self, account):
        """The same message, for `account`."""
        now = self.env["jn.clock"]._now()
        values = {
            "key": f"{self.key}/{account.channel}",
            "account_id": account.id,
            "channel": account.channel,
            "rung": self.rung + 1,
            "state": "queued",
            "queued_at": now,
            "not_before": self._earliest(self.unit_id, now),
        }
        links = ("unit_id", "matter_id", "template_id")
        same = ("direction", "recipient", "text", "values", "res_model", "res_id", "numbered_ids", "merges")
        return {**{name: self[name] for name in same}, **{name: self[name].id for name in links}, **values}

    def _queue_again(self, moment):
        self.write({"state": "queued", "not_before": moment, "claimant": False, "ask_at": False})
        self.env["jn.message.outbox"]._sweep_wake(moment)

    @api.model
    def _take_receipts(self, channel, receipts):
        """Settle outbound messages by a channel's receipts: {external_id: (state, external_id, error, detail)}.

        Unknown numbers and repeated receipts are no-ops; returns the messages found.
        """
        found = self._known("external_id", receipts, "out").values()
        # The one writer of messages.
        messages = self.browse().sudo().union(*found).filtered(lambda message: message.channel == channel)
        messages._settle({message.id: receipts[message.external_id] for message in messages})
        return messages

    @api.model
    def _wake_for(self, rows):
        """Have messages that are new handed over when they may go, and told of if they have failed already."""
        waiting = [row["not_before"] for row in rows if row["state"] == "queued"]
        self.env["jn.message.outbox"]._sweep_wake(min(waiting, default=None))
        if len(waiting) < len(rows):
            self.env["jn.message.news"]._sweep_wake(self.env["jn.clock"]._now())

    @api.model
    def _wake_senders(self):
        for name in ("jn.message.outbox", "jn.message.asking", "jn.message.overdue", "jn.message.news"):
            sweep = self.env[name]
            sweep._sweep_wake(sweep._sweep_next())
