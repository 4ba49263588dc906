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
# Of each sweep: where its work stands, when it is due, while it is in which state, and how many batches a killed one
# may finish: the outbox claims in one and hands over in the next. An exchange table is due until its last row is read.
# What is left to archivists no field tells; their first batches make tables only.
WORK = {
    "jn.flow.sweep": ("jn.flow.deadline", "due_at", "running", 1),
    "jn.message.outbox": ("jn.message", "not_before", "queued", 2),
    "jn.intake.puller": ("jn.intake.table", "next_at", None, 1),
    "jn.flow.archivist": ("jn.flow.archive", "before", None, 3),
}


def main(env, sweep="jn.flow.sweep", processes=1, kills=0, seed=0, limit=None):
    """Print as JSON what came of it: {"seconds", "sweepers": [{"handled", "before", "peak", "commits"}], "killed", "left"}.

    `sweep` is one of those in `WORK`. First `kills` sweepers are started one after the other, each killed by
    SIGKILL at a random moment of one of its first batches, which leaves `left` due; then `processes` of them run
    side by side until nothing is due. `limit` is the most that one of their transactions handles.
    `commits` are the moments, by the machine's monotonic clock, at which a batch was written down.
    """
    if limit:
        env.registry[sweep]._sweep_limit = limit
    database = env.cr.dbname
    env.cr.commit()
    killed = _killed(database, sweep, kills, random.Random(seed))
    left = _due(env, sweep)
    env.cr.commit()
    started = time.monotonic()
    sweepers = [_fork(database, sweep) for _turn in range(processes)]
    told = [_heard(pipe) for _pid, pipe in sweepers]
    seconds = time.monotonic() - started
    ends = [os.waitpid(pid, 0)[1] for pid, _pipe in sweepers]
    print(json.dumps({"seconds": seconds, "sweepers": told, "killed": killed, "left": left}))
    return 1 if any(ends) else 0


def _fork(database, sweep):
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
        _sweep(database, sweep, writing)
        code = 0
    finally:
        os._exit(code)


def _sweep(database, name, pipe):
    """Sweep in this fresh process, over a connection of its own: the parent's must not be shared."""
    sql_db._Pool = None
    with Registry(database).cursor() as cursor:
        env = api.Environment(cursor, SUPERUSER_ID, {})
        before = _resident()
        os.write(pipe, SIGN)
        handled, commits = _told_batches(env.registry[name], pipe)
        env[name]._cron_sweep()
    told = {"handled": sum(handled), "before": before, "peak": _peak(), "commits": commits}
    os.write(pipe, json.dumps(told).encode())


def _told_batches(sweep, pipe):
    """Give a sign after each batch that is committed, and return the lists that their sizes and moments go into."""
    handled, commits, progress = [], [], sweep._sweep_progress

    def told(self, done, remaining):
        time_left = progress(self, done, remaining)
        if done:
            handled.append(done)
            commits.append(time.monotonic())
            os.write(pipe, SIGN)
        return time_left

    sweep._sweep_progress = told
    return handled, commits


def _due(env, sweep):
    """Return how much is due."""
    model, due, state, _batches = WORK[sweep]
    running = [("state", "=", state)] if state else []
    return env[model].search_count([*running, (due, "<=", env["jn.clock"]._now())])


def _killed(database, sweep, kills, chance):
    """Start and kill sweepers; return how many of them were still at work.

    A moment is a place in the work, not a number of seconds: machines differ in speed.
    """
    killed, most = 0, WORK[sweep][-1]
    paces = [PACE] * most
    for _turn in range(kills):
        pid, pipe = _fork(database, sweep)
        os.read(pipe, 1)
        finished = chance.randint(0, most)
        for place in range(finished):
            started = time.monotonic()
            os.read(pipe, 1)
            paces[place] = time.monotonic() - started
        time.sleep(chance.uniform(0, paces[min(finished, most - 1)]))
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
