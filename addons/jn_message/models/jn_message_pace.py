from datetime import timedelta

from odoo import models
from odoo.tools import SQL

UNDER_WAY = ("sending", "sent", "delivered")


class JnMessage(models.Model):
    """How fast messages leave: not in quiet hours, not too many for one person, not too many by one account.

    What may not go now is put off, never dropped.
    """

    _inherit = "jn.message"

    def _put_off(self, now):
        """Put off what may not be handed over `now`; return the rest, those that go together put together."""
        return self._outside_quiet_hours(now)._within_cap(now)._in_bundles()._within_rates(now)

    def _outside_quiet_hours(self, now):
        """Put off what the queue has carried into its unit's quiet hours (decision B1)."""
        left = self
        for unit, messages in self.grouped("unit_id").items():
            moment = self._earliest(unit, now)
            if moment > now:
                messages.not_before = moment
                left -= messages
        return left

    def _within_cap(self, now):
        """Put off what would be too much for one person: it is merged with all that waits by then (decision D8)."""
        merging = self.filtered(lambda message: message._can_merge() and not message.rung)
        self.env["jn.message.turn"]._take(merging.mapped("recipient"))
        hours = timedelta(hours=self.env["jn.setting"]._get("message.person_hours"))
        most = self.env["jn.setting"]._get("message.person_most")
        got = self._got_since(merging.mapped("recipient"), now - hours) if merging else {}
        left = self
        for recipient, messages in merging.grouped("recipient").items():
            moments = got.get(recipient, [])
            for group in messages._groups_together()[max(most - len(moments), 0) :]:
                free_at = moments[most - 1] + hours if len(moments) >= most else now + hours
                group._wait_for_cap(free_at)
                left -= group
        return left

    def _wait_for_cap(self, moment):
        for unit, messages in self.grouped("unit_id").items():
            messages.write({"capped": True, "not_before": self._earliest(unit, moment)})

    def _got_since(self, numbers, since):
        """Return {number: moments at which such messages were handed over to it after `since`, the latest first}."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT recipient, array_agg(claimed_at ORDER BY claimed_at DESC) FROM jn_message
               WHERE recipient = ANY(%s) AND state IN %s AND merges AND bundle_id IS NULL AND claimed_at > %s
               GROUP BY recipient""",
                list(set(numbers)),
                UNDER_WAY,
                since,
            )
        )
        return dict(rows)

    def _within_rates(self, now):
        """Put off what is more than an account may hand over in a minute."""
        left = self
        for account, messages in self.grouped("account_id").items():
            allowed, again_at = self.env["jn.message.rate"]._take(account, len(messages), now)
            rest = messages.sorted("id")[allowed:]
            rest.not_before = again_at
            left -= rest
        return left
