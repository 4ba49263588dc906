from odoo import api, fields, models
from odoo.tools import SQL

KEPT = "1 day"


class JnMessageTurn(models.Model):
    """Whose messages have been claimed, so that two nodes never claim one person's at the same moment (decision D8).

    The cap looks at what a person has got; what another node is about to claim it cannot see. Each claim
    therefore writes the person's row: the second waits for the first, meets a concurrent change and claims again.
    A person is kept as a keyed hash. The table is not logged: nothing is claimed across a crash.
    """

    _name = "jn.message.turn"
    _description = "Person whose messages are claimed"
    _log_access = False

    key = fields.Char(required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    _key_unique = models.UniqueIndex("(key)")

    def init(self):
        self.env.cr.execute(SQL("ALTER TABLE jn_message_turn SET UNLOGGED"))

    @api.model
    def _take(self, numbers):
        """Have these people's messages to oneself until the transaction ends.

        Raises a serialisation failure if somebody has claimed some since this transaction's snapshot.
        """
        keys = sorted(self.env["jn.refusal"]._of(f"turn of {number}") for number in set(numbers) if number)  # in one order: no deadlock
        if keys:
            self.env.cr.execute(SQL(
                """INSERT INTO jn_message_turn (key, at) SELECT key, now() AT TIME ZONE 'UTC' FROM unnest(%s) AS key
                   ON CONFLICT (key) DO UPDATE SET at = excluded.at""",
                keys,
            ), log_exceptions=False)

    @api.autovacuum
    def _gc_old(self):
        self.env.cr.execute(SQL("DELETE FROM jn_message_turn WHERE at < now() AT TIME ZONE 'UTC' - %s::interval", KEPT))
