"""Measure the sweep of deadlines: python -m bench.engine TEMPLATE."""

import os
import sys

from bench import report
from tools.say import step

from . import results
from .ground import Ground, copied

RECORDS, REPEAT, WARM = 100_000, 3, 1000
BATCHES = 100  # transactions at least, where sweepers are killed: fifty of them must not finish the work
LIMIT = 1000  # records in a transaction, as in life
SEED = 2019
HEAD = """# How fast the engine is

Written by `./jn bench engine --write`. Each due deadline is a citizen's silence of 48 hours: the sweep
writes the revisit's stage, its time limit (missed, then ended), the passages of revisit and case, and
closes the case through an event. The cases came through intake and outbox, or are copies of such rows;
afterwards all rows are compared with those of the hand-written statement. That one updates the time
limit once, the sweep twice.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("engine", words, (RECORDS, REPEAT), measure, results, HEAD)


def measure(template, records, repeat):
    """Return all that was found, as JSON-able data."""
    with copied(template, f"jn-bench-{os.getpid()}") as prepared:
        _warm_up(template)
        with step(f"Preparing {records:,} due cases"):
            made = prepared.prepare(records)
        return _measure(prepared, made, repeat)


def _warm_up(template):
    """Let everybody run once where nobody looks."""
    with copied(template, f"jn-bench-warm-{os.getpid()}") as prepared:
        prepared.prepare(WARM)
        for run in (Ground.peer, Ground.hand):
            _once(prepared, run)


def _measure(prepared, records, repeat):
    """Let all take part."""
    versions, names = report.versions(), ("ours", "peer", "hand")
    runs = {name: [] for name in names}
    seen = {}
    for turn in range(repeat):
        for name in names:  # in turns, so that a busy moment of the machine meets all of them
            with step(f"{results.NAMES[name]}, run {turn + 1} of {repeat}"):
                ran, *seen[name] = _once(prepared, getattr(Ground, name))
            runs[name].append(ran)
    two = [_told("two sweepers at once", prepared, processes=2) for _turn in range(repeat)]
    limit = max(1, min(LIMIT, records // BATCHES))
    kills = _told(f"{results.KILLS} kills", prepared, kills=results.KILLS, seed=SEED, limit=limit)
    return {
        "records": records,
        "repeat": repeat,
        "versions": versions,
        "contestants": {name: results.contestant(runs[name], records, seen[name][0]) for name in names},
        "memory": results.growth(runs["ours"] + two),
        "peer_handled": min(run["handled"] for run in runs["peer"]),
        "faults": _faults(runs["ours"] + runs["hand"]),
        "unlike": {t: 1 for t, digest in seen["ours"][1].items() if digest != seen["hand"][1][t]},
        "two": {**_summed(two), "faults": _faults(two)},
        "kills": {"killed": kills["killed"], "left": kills["left"], "faults": kills["faults"]},
    }


def _once(prepared, run):
    """Run one contestant on a copy; return what it told, the rows it wrote, and the digests of what it left."""
    with copied(prepared.name, f"{prepared.name}-run") as ground:
        told = run(ground)
        return told, ground.rows_written(), ground.digests() if "faults" in told else {}


def _told(what, prepared, **arguments):
    """Sweep a copy in another way than the plain one."""
    with step(what), copied(prepared.name, f"{prepared.name}-run") as ground:
        return ground.ours(**arguments)


def _summed(runs):
    """The times of runs with several sweepers, and the least that such a run handled."""
    seconds = [run["seconds"] for run in runs]
    handled = [sum(one["handled"] for one in run["sweepers"]) for run in runs]
    return {"seconds": seconds, "median": results.median(seconds), "handled": min(handled)}


def _faults(runs):
    return {fault: count for run in runs for fault, count in run["faults"].items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
