from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..signed import WINDOW, Refused, Repeated


class JnMessageNonce(models.Model):
    """The nonces of providers' calls, kept for as long as a replay could pass."""

    _name = "jn.message.nonce"
    _description = "Nonce of a provider's call"
    _log_access = False

    account_id = fields.Many2one("jn.message.account", required=True, readonly=True, ondelete="cascade")
    nonce = fields.Char(required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True, index=True)

    _nonce_unique = models.UniqueIndex("(account_id, nonce)", "This call has been taken already.")

    @api.model
    def _spend(self, account, nonce):
        """Note a nonce of `account`; False if it has been used before."""
        values = SQL("%s, %s, %s", account.id, nonce, self.env["jn.clock"]._now())
        query = SQL(
            "INSERT INTO %s (account_id, nonce, at) VALUES (%s) ON CONFLICT DO NOTHING RETURNING id",
            SQL.identifier(self._table),
            values,
        )
        return bool(self.env.execute_query(query))

    @api.model
    def _spend_once(self, account, nonce, words, patience):
        """Note a nonce; if it was used before raise Repeated, with the `words` to answer, for so many seconds, then Refused."""
        if self._spend(account, nonce):
            return
        first = self.sudo().search([("account_id", "=", account.id), ("nonce", "=", nonce)]).at  # providers have no login
        if self.env["jn.clock"]._now() - first > timedelta(seconds=patience):
            raise Refused("replayed")
        raise Repeated(words)

    @api.autovacuum
    def _gc_old(self):
        """Forget nonces whose timestamp no longer passes, in the future or the past."""
        oldest = self.env["jn.clock"]._now() - timedelta(seconds=2 * WINDOW)
        self.search([("at", "<", oldest)]).unlink()
