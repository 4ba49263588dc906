"""Keeps system administration out of reach of those who merely manage people."""

from contextlib import contextmanager

from .exceptions import NotAllowed


@contextmanager
def system_apart(env, touches_system):
    """Refuse a change that touches system administration, before it or by what it leads to.

    `touches_system` is asked before and after; who may is asked before, or the change itself
    could make its author a system administrator.
    """
    may = env.su or env.user.has_group("base.group_system")
    _refuse(env, not may and touches_system())
    yield
    _refuse(env, not may and touches_system())


def _refuse(env, is_touched):
    if is_touched:
        refusal = NotAllowed(env._("Only a system administrator may change or appoint system administrators."))
        # The caches now know groups that the caller's rollback takes away again.
        env.registry.clear_cache("default", "groups")
        raise refusal
