"""The whole set-up, step by step; a step that is already done costs nothing."""

import fcntl
import os
import threading
from contextlib import contextmanager

from . import leases, odoo_source, paths, postgres, python_env
from .say import say

_our_turn = threading.Lock()


@contextmanager
def locked():
    """Let only one command at a time, and of it one thread, change what lies in .jn."""
    paths.JN.mkdir(exist_ok=True)
    with _our_turn, (paths.JN / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  waiting for another ./jn that is setting up …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def programs():
    """Have Python's environment and Odoo ready."""
    python_env.ensure()
    odoo_source.ensure()


@contextmanager
def at_work(name):
    """Have programs and PostgreSQL ready for one command, and stop PostgreSQL if it was the last."""
    lease = f"{name}-{os.getpid()}"
    with locked():
        leases.take(lease)
        programs()
        postgres.start()
    try:
        yield
    finally:
        with locked():
            leases.drop(lease)
            postgres.stop_if_idle()
