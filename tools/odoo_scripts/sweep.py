"""Run the sweep of deadlines as its cron does, in processes of their own, some of which are killed on the way."""

import json
import os
import random
import resource
import signal
import time
from pathlib import Path

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry

PAGE = resource.getpagesize()
SIGN = b"."
PACE = 0.1  # seconds that a batch may take, before one has been seen


def main(env, processes=1, kills=0, seed=0, limit=None):
    """Print as JSON what came of it: {"seconds", "sweepers": [{"handled", "before", "peak"}], "killed", "left"}.

    First `kills` sweepers are started one after the other, each killed by SIGKILL at a random moment of
    its first or second batch, which leaves `left` due; then `processes` of them run side by side until
    nothing is due. `limit` is the most that one of their transactions handles.
    """
    if limit:
        env.registry["jn.flow.sweep"]._sweep_limit = limit
    database = env.cr.dbname
    env.cr.commit()
    killed = _killed(database, kills, random.Random(seed))
    left = _due(env)
    env.cr.commit()
    started = time.monotonic()
    sweepers = [_fork(database) for _turn in range(processes)]
    told = [_heard(pipe) for _pid, pipe in sweepers]
    seconds = time.monotonic() - started
    ends = [os.waitpid(pid, 0)[1] for pid, _pipe in sweepers]
    print(json.dumps({"seconds": seconds, "sweepers": told, "killed": killed, "left": left}))
    return 1 if any(ends) else 0


def _fork(database):
    """Start a sweeper; return its process id and the pipe on which it tells of itself.

    A sign when it begins, one for each batch it has committed, and at the end what came of it.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    code = 1
    try:
        os.close(reading)
        _sweep(database, writing)
        code = 0
    finally:
        os._exit(code)


def _sweep(database, pipe):
    """Sweep in this fresh process, over a connection of its own: the parent's must not be shared."""
    sql_db._Pool = None
    with Registry(database).cursor() as cursor:
        env = api.Environment(cursor, SUPERUSER_ID, {})
        before = _resident()
        os.write(pipe, SIGN)
        handled = _told_batches(env, pipe)
        env["jn.flow.sweep"]._cron_sweep()
    os.write(pipe, json.dumps({"handled": sum(handled), "before": before, "peak": _peak()}).encode())


def _told_batches(env, pipe):
    """Give a sign after each batch that is committed, and return the list that their sizes go into."""
    handled, sweep = [], env.registry["jn.flow.sweep"]
    progress = sweep._sweep_progress

    def told(self, done, remaining):
        time_left = progress(self, done, remaining)
        if done:
            handled.append(done)
            os.write(pipe, SIGN)
        return time_left

    sweep._sweep_progress = told
    return handled


def _due(env):
    """Return how many time limits are due."""
    domain = [("state", "=", "running"), ("due_at", "<=", env["jn.clock"]._now())]
    return env["jn.flow.deadline"].search_count(domain)


def _killed(database, kills, chance):
    """Start and kill sweepers; return how many of them were still at work.

    A moment is a place in the work, not a number of seconds: machines differ in speed.
    """
    killed, pace = 0, PACE
    for _turn in range(kills):
        pid, pipe = _fork(database)
        os.read(pipe, 1)
        if chance.random() < 0.5:
            started = time.monotonic()
            os.read(pipe, 1)
            pace = time.monotonic() - started
        time.sleep(chance.uniform(0, pace))
        os.kill(pid, signal.SIGKILL)
        os.close(pipe)
        killed += os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    return killed


def _heard(pipe):
    """Return what a sweeper says at its end, None if it says nothing."""
    with os.fdopen(pipe) as lines:
        words = lines.read().lstrip(SIGN.decode())
    return json.loads(words) if words else None


def _resident():
    """Return the bytes of memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def _peak():
    """Return the most bytes that this process has held since it was started."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
