from datetime import timedelta

from odoo import api, fields, models

MINUTE = timedelta(minutes=1)


class JnMessageRate(models.Model):
    """How many messages an account has handed over in the minute that runs."""

    _name = "jn.message.rate"
    _inherit = "jn.kept"
    _description = "Use of an account"
    _rec_name = "account_id"

    account_id = fields.Many2one("jn.message.account", required=True, readonly=True, ondelete="cascade")
    minute_at = fields.Datetime(required=True, readonly=True)
    used = fields.Integer(readonly=True)

    _account_unique = models.Constraint("UNIQUE (account_id)", "The use of this account is counted already.")

    @api.model
    def _take(self, account, wanted, now):
        """Return how many of `wanted` messages may be handed over now, and when the rest may be tried.

        Two nodes at once: the second meets a concurrent change and claims again.
        """
        if not account.per_minute:
            return wanted, now
        rate = self.sudo().search([("account_id", "=", account.id)])  # the outbox counts for everybody
        running = rate and now < rate.minute_at + MINUTE
        start, used = (rate.minute_at, rate.used) if running else (now, 0)
        allowed = max(min(wanted, account.per_minute - used), 0)
        values = {"minute_at": start, "used": used + allowed}
        rate.write(values) if rate else rate.create({"account_id": account.id, **values})
        return allowed, start + MINUTE
