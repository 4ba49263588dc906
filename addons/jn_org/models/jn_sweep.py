import logging
import random
import time

from odoo import api, models, tools
from odoo.modules import module
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .. import const, transactions
from ..journey import is_travelling

_logger = logging.getLogger(__name__)


class JnSweep(models.AbstractModel):
    """Work that falls due with time: a cron runs it as time goes by, `advance` as the clock is moved."""

    _name = "jn.sweep"
    _description = "Sweep"

    # Sweeps of one moment run in this order, lowest first.
    _sweep_order = 100
    # The most that one transaction handles.
    _sweep_limit = const.SWEEP_BATCH

    @api.model
    def _sweep_next(self):
        """The earliest moment (naive UTC) at which something is due here, None if nothing is."""
        raise NotImplementedError

    @api.model
    def _sweep_batch(self, limit):
        """Handle at most `limit` of what is due at the clock's `_now()`; return the number handled."""
        raise NotImplementedError

    @api.model
    def _sweep_all(self):
        """All sweeps of this database, as empty recordsets, in their order."""
        names = self.env.registry.descendants(["jn.sweep"], "_inherit")
        sweeps = (self.env[name] for name in names if name != "jn.sweep")
        return sorted(sweeps, key=lambda sweep: (sweep._sweep_order, sweep._name))

    @api.model
    def _sweep_attempt(self):
        """Run one batch, uncommitted; after a concurrent change claim again in a fresh transaction."""
        for tries_left in reversed(range(const.SWEEP_TRIES)):
            try:
                with self.env.cr.savepoint():
                    return self._sweep_batch(self._sweep_limit)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
                transactions.roll_back(self.env)
                if not tries_left:
                    raise
                _logger.info("Sweep %s meets a concurrent change: %s", self._name, error.pgcode)
                time.sleep(random.uniform(0.0, 0.2))

    @api.model
    def _sweep_wake(self, at):
        """Have this sweep's crons run when the clock shows `at` (naive UTC); nothing for None."""
        if at and not is_travelling():
            real = at - self.env["jn.clock"]._offset()
            for cron in self.env["ir.cron"].sudo().browse(self._sweep_cron_ids()):  # staff cause due moments
                cron._trigger(at=real)

    @api.model
    @tools.ormcache("self._name")
    def _sweep_cron_ids(self):
        """Ids of the crons that run this sweep; they live in the rooms, none here."""
        domain = [("model_id.model", "=", self._name), ("code", "like", "_cron_sweep")]
        return tuple(self.env["ir.cron"].sudo().search(domain).ids)  # staff cannot read crons

    @api.model
    def _cron_sweep(self):
        """Run batches until nothing is due; leave at once while the clock is being advanced."""
        with transactions.beside_others(self.env) as free:
            if not free:
                return
            self._sweep_progress(0, remaining=1)
            while handled := self._sweep_attempt():
                if not self._sweep_progress(handled, remaining=1):
                    return
            self._sweep_progress(0, remaining=0)

    @api.model
    def _sweep_progress(self, handled, remaining):
        """Commit a batch of the cron; return the seconds left for this run."""
        if module.current_test:
            transactions.commit(self.env)
            return float("inf")
        return self.env["ir.cron"]._commit_progress(handled, remaining=remaining)
