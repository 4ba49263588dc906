import math
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, timedelta

from odoo import api, fields, models, tools

from .. import const
from ..exceptions import BadInput, NotAllowed, NotPossible
from ..journey import Journey

# Not in Odoo's context: that one comes with every RPC call and could be forged.
_frozen_moment = ContextVar("jn_org_frozen_moment", default=None)


class JnClock(models.Model):
    """The only source of "now"; it has a row only in a database made for rehearsal."""

    _name = "jn.clock"
    _inherit = "jn.kept"
    _description = "Clock"

    is_rehearsal = fields.Boolean(default=True, required=True, readonly=True)
    offset_seconds = fields.Integer(
        readonly=True, help="What the rehearsal clock is ahead of the real one; negative: behind."
    )
    target_at = fields.Datetime(readonly=True, help="Where an advance that has not ended yet is going.")

    _one_row = models.UniqueIndex("(is_rehearsal)", "A database has one rehearsal clock.")
    _rehearsal_only = models.Constraint("CHECK (is_rehearsal)", "Only a rehearsal database has a movable clock.")

    @api.model
    @api.readonly
    def now(self):
        """The clock's moment in ISO 8601 with offset, e.g. 2026-11-23T02:00:00+00:00."""
        return self._iso(self._now())

    @api.model
    def advance(self, hours):
        """Move a rehearsal clock `hours` ahead, running what falls due on the way in time order.

        Returns the new now in ISO 8601. After an interruption, the next call ends the old journey
        instead of beginning another one, so a repeated call never doubles the way.
        """
        if not self.env.user.has_group("jn_org.group_administrator"):
            raise NotAllowed(self.env._("Only administrators may move the clock."))
        if not self._is_rehearsal():
            raise NotPossible(self.env._("The clock can only be moved in a database made for rehearsal."))
        return self._iso(Journey(self.env).go(self._check_hours(hours)))

    @api.model
    def _now(self):
        """Naive UTC now of this database, to the second."""
        return _frozen_moment.get() or fields.Datetime.now() + self._offset()

    @api.model
    @contextmanager
    def _frozen(self, moment):
        """Let the clock stand at `moment` (naive UTC) for whatever this thread does inside."""
        token = _frozen_moment.set(moment.replace(microsecond=0))
        try:
            yield
        finally:
            _frozen_moment.reset(token)

    @api.model
    def _is_rehearsal(self):
        """True if this database was made for rehearsal."""
        return bool(self._row_id())

    @api.model
    @tools.ormcache()
    def _row_id(self):
        return self._row().id

    @api.model
    def _make_rehearsal(self, at=None):
        """Make this database one for rehearsal, once; its clock shows `at` (naive UTC) now."""
        if self._row():
            raise NotPossible(self.env._("This database has a rehearsal clock already."))
        row = self.sudo().create({"offset_seconds": self._offset_at(at) if at else 0})  # nobody else may write it
        self.env.registry.clear_cache()
        return row

    @api.model
    def _offset(self):
        """The timedelta by which this clock is ahead of the real one.

        Read once in a transaction: it could not see another's moves anyway. An ordinary database pays no query.
        """
        row = self.sudo().browse(self._row_id())  # everybody may know the time
        return timedelta(seconds=row.offset_seconds) if row else timedelta()

    @api.model
    def _aim(self, hours):
        """Store and return the moment `hours` ahead, or the target of an interrupted journey."""
        row, now = self._row(), self._now()
        if not row.target_at or row.target_at <= now:
            row.target_at = now + timedelta(seconds=round(hours * 3600))
        return row.target_at

    @api.model
    def _stand_at(self, moment):
        """Make the clock show `moment` now, to everybody."""
        self._row().offset_seconds = self._offset_at(moment)

    @api.model
    def _arrive(self, target):
        """End a journey: the clock shows `target` and goes on from there."""
        self._row().write({"offset_seconds": self._offset_at(target), "target_at": False})

    @api.model
    def _row(self):
        return self.sudo().search([], limit=1)  # everybody may know the time, nobody may set it

    @api.model
    def _offset_at(self, moment):
        """Whole seconds from the real now to `moment`."""
        return round((moment - fields.Datetime.now()).total_seconds())

    @api.model
    def _iso(self, moment):
        return moment.replace(tzinfo=UTC).isoformat()

    @api.model
    def _check_hours(self, hours):
        """Return `hours` if it is a number in (0, MAX_ADVANCE_HOURS], else refuse it."""
        is_number = isinstance(hours, (int, float)) and not isinstance(hours, bool) and math.isfinite(hours)
        if not is_number or not 0 < hours <= const.MAX_ADVANCE_HOURS:
            raise BadInput(
                self.env._(
                    "Give the hours to advance as a number above 0 and not above %(limit)s.",
                    limit=const.MAX_ADVANCE_HOURS,
                )
            )
        return hours
