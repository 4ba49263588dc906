"""Commits, rollbacks and the lock that sweeps share, in a form that test cases tolerate."""

from contextlib import contextmanager

from odoo.modules import module
from odoo.tools import SQL

_LOCK = SQL("hashtextextended('jn.sweep', 0)")


def commit(env):
    """Make what was done final; in a test case only flush, for commits are forbidden there."""
    if module.current_test:
        env.flush_all()
    else:
        env.cr.commit()


def roll_back(env):
    """Forget what was not committed; in a test case the savepoint around it has done so."""
    if module.current_test:
        env.invalidate_all(flush=False)
    else:
        env.cr.rollback()


@contextmanager
def alone(env):
    """Hold the sweeps' lock exclusively, waiting for running sweeps to leave."""
    env.execute_query(SQL("SELECT pg_advisory_lock(%s)", _LOCK))
    with _released(env, SQL("SELECT pg_advisory_unlock(%s)", _LOCK)):
        # The snapshot dates from before the wait: only a new transaction sees what others committed.
        commit(env)
        yield


@contextmanager
def beside_others(env):
    """Hold the lock together with other sweeps; yields False, at once, if somebody is alone with it."""
    [(free,)] = env.execute_query(SQL("SELECT pg_try_advisory_lock_shared(%s)", _LOCK))
    if not free:
        yield False
        return
    with _released(env, SQL("SELECT pg_advisory_unlock_shared(%s)", _LOCK)):
        yield True


@contextmanager
def _released(env, unlock):
    """Run `unlock` at the end whatever happens; the lock belongs to the session, not to the transaction."""
    try:
        yield
    except BaseException:
        # An aborted transaction would refuse the unlocking statement.
        roll_back(env)
        raise
    finally:
        env.cr.execute(unlock)
