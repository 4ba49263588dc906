import hashlib
import hmac
import ipaddress

from odoo import api, fields, models
from odoo.tools import SQL

KEPT = "1 day"
SIX_PREFIX = 64  # of an IPv6 address: what one household or hall has


class JnRefusal(models.Model):
    """A request without a login that was refused; whoever fails too often waits (only failures count).

    Citizens at their page and providers at their addresses are known by no login, but by a link or a signature.
    Rows are only inserted, for one key and window never more than the limit and one for each other worker that counts
    at the same moment: no worker waits for another.
    An address is kept as a keyed hash. The table is not logged: losing it in a crash forgives a guesser.
    """

    _name = "jn.refusal"
    _description = "Refused request"
    _log_access = False

    key = fields.Char(required=True)
    at = fields.Datetime(required=True)

    _key_index = models.Index("(key, at)")

    def init(self):
        self.env.cr.execute(SQL("ALTER TABLE jn_refusal SET UNLOGGED"))

    @api.model
    def _of_address(self, address):
        """The key of a client's address."""
        try:
            known = ipaddress.ip_address(address or "")
        except ValueError:
            return self._hashed("address unknown")
        prefix = SIX_PREFIX if known.version == 6 else 32
        return self._hashed(f"address {ipaddress.ip_network((known, prefix), strict=False)}")

    @api.model
    def _of(self, subject):
        """The key of whatever else is counted by itself, such as a valid link."""
        return self._hashed(subject)

    @api.model
    def _is_closed(self, key):
        """Whether this key has failed as often as the settings allow within their minutes."""
        [[count]] = self.env.execute_query(SQL(
            "SELECT count(*) FROM jn_refusal WHERE key = %s AND at > now() AT TIME ZONE 'UTC' - %s * interval '1 minute'",
            key, self._setting("refusals.minutes"),
        ))
        return count >= self._setting("refusals.most")

    @api.model
    def _count(self, key):
        """Note one failure, by the computer's clock: a rehearsal's stands still."""
        self.env.cr.execute(SQL("INSERT INTO jn_refusal (key, at) VALUES (%s, now() AT TIME ZONE 'UTC')", key))

    @api.model
    def _wait_seconds(self):
        return self._setting("refusals.minutes") * 60

    @api.autovacuum
    def _gc_old(self):
        self.env.cr.execute(SQL("DELETE FROM jn_refusal WHERE at < now() AT TIME ZONE 'UTC' - %s::interval", KEPT))

    @api.model
    def _hashed(self, text):
        key = self.env["jn.secret"]._key("link_key").encode()
        return hmac.new(key, f"{self.env.cr.dbname}/{self._name}/{text}".encode(), hashlib.sha256).hexdigest()

    @api.model
    def _setting(self, code):
        return self.env["jn.setting"]._get(code)
