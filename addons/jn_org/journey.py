"""The rehearsal clock's way from one due moment to the next, up to a target."""

import logging
from contextvars import ContextVar

from odoo import SUPERUSER_ID

from . import const, transactions
from .exceptions import NotPossible

_logger = logging.getLogger(__name__)
_travelling = ContextVar("jn_org_travelling", default=False)


def is_travelling():
    """True inside `Journey.go`, where waking crons is of no use: everything due is run at once."""
    return _travelling.get()


class Journey:
    """Runs all sweeps in time order while the clock moves; each batch is committed on its own."""

    def __init__(self, env):
        # As crons do: the superuser, and nothing of the caller's context.
        self.env = env(user=SUPERUSER_ID, context={})
        self.clock = self.env["jn.clock"]

    def go(self, hours):
        """Move `hours` ahead, or finish an interrupted journey, and return the moment reached."""
        token = _travelling.set(True)
        try:
            with transactions.alone(self.env):
                target = self.clock._aim(hours)
                transactions.commit(self.env)
                self._travel(target)
        finally:
            _travelling.reset(token)
        self._wake_crons()
        return target

    def _travel(self, target):
        """Stop at every due moment up to `target`, the target included."""
        moment = self.clock._now()
        while True:
            with self.clock._frozen(moment):
                later = self._settle(moment)
                if moment >= target:
                    break
                moment = min(later or target, target)
            self.clock._stand_at(moment)
            transactions.commit(self.env)
        self.clock._arrive(target)
        transactions.commit(self.env)

    def _settle(self, moment):
        """Run what is due until a whole round of all sweeps finds nothing to do; return when something is due next, None if never.

        Each is asked first: a question costs far less than a transaction that finds nothing.
        """
        left = const.MAX_BATCHES_PER_MOMENT
        while True:
            busy, later = False, []
            for sweep in self._sweeps():
                due = sweep._sweep_next()
                if due and due > moment:
                    later.append(due)
                    continue
                while due and self._batch(sweep):
                    busy = True
                    left -= 1
                    if not left:
                        raise self._stuck(sweep)
            if not busy:
                return min(later, default=None)

    def _batch(self, sweep):
        """Run and commit one batch; return the number handled."""
        for _attempt in range(const.FAULT_TRIES):
            try:
                handled = sweep._sweep_attempt()
                transactions.commit(self.env)
                return handled
            except Exception:
                _logger.exception("Sweep %s failed at %s", sweep._name, self.clock._now())
                transactions.roll_back(self.env)
        raise self._stuck(sweep)

    def _stuck(self, sweep):
        """The refusal that names the sweep and the moment where the journey ended."""
        return NotPossible(
            self.env._(
                "The clock stopped at %(moment)s UTC because “%(sweep)s” cannot finish its work. "
                "Mend the cause shown in the server's log, then advance again: the journey goes on to its old target.",
                moment=self.clock._now(),
                sweep=sweep._description,
            )
        )

    def _wake_crons(self):
        """Set the triggers that were not set on the way."""
        for sweep in self._sweeps():
            sweep._sweep_wake(sweep._sweep_next())

    def _sweeps(self):
        return self.env["jn.sweep"]._sweep_all()
