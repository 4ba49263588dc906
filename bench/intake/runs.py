"""The single measurements; each returns JSON-able numbers and judges nothing."""

from bench import load
from bench.rates import summed
from tools.say import step

from . import byhand, counted, items, results

BATCH = 500  # cases in a call
SENDERS = 4  # of batches at once: both workers have always something to do
CROWD = "bench-crowd"  # the source of what many senders bring at once


def batch(amount, senders=SENDERS):
    """How many cases are in a call, so that each of the senders has one to make.

    >>> batch(20_000), batch(100), batch(1)
    (500, 25, 1)
    """
    return min(BATCH, -(-amount // senders))


def sources(turn):
    """What the cases of a turn are called, by contestant.

    >>> sources(2)["ours"]
    'bench-2-ours'
    """
    return {name: f"bench-{turn}-{name}" for name in results.CONTESTANTS}


def turn(server, database, keys, amounts, number):
    """Let everybody take their cases once, in turns; return {contestant: what came of it}."""
    sent = {name: items.cases(keys, source, amounts[name]) for name, source in sources(number).items()}
    calls = {
        "ours": (items.ingest(keys, sent["ours"], batch(amounts["ours"])), SENDERS),
        "peer": (items.create(keys, sent["peer"], batch(amounts["peer"])), SENDERS),
        "ours_single": (items.ingest(keys, sent["ours_single"], 1), 1),
        "peer_single": (items.create(keys, sent["peer_single"], 1), 1),
        "empty": (items.empty(keys, amounts["empty"]), 1),
    }
    told = {}
    for name, (requests, senders) in calls.items():
        with step(f"{results.CONTESTANTS[name]}, {amounts[name]:,} cases, run {number}"):
            told[name] = _asked(server, database, requests, senders, amounts[name])
    with step(f"{results.CONTESTANTS['hand']}, {amounts['hand']:,} cases, run {number}"):
        told["hand"] = _by_hand(database, keys["user"], sent["hand"], batch(amounts["hand"]))
    return told


def crowd(server, database, keys, amount):
    """Let many senders bring cases at once, to as many workers; return what came of it."""
    calls = items.ingest(keys, items.cases(keys, CROWD, amount), batch(amount, results.CROWD))
    with step(f"{results.CROWD} senders at once, {amount:,} cases"):
        told = load.run(server.port, calls, users=results.CROWD)
    return {**summed(told), "senders": results.CROWD, "cases": amount, "stored": counted.cases(database, CROWD)}


def _asked(server, database, requests, senders, amount):
    before = counted.rows(database)
    server.forget_peaks()
    told = load.run(server.port, requests, users=senders)
    peak = server.peak()
    rows = counted.rows(database) - before
    return {**summed(told), "calls": len(requests), "rate": amount / told.seconds, "memory": peak, "rows": rows / amount}


def _by_hand(database, user, sent, size):
    before = counted.rows(database)
    seconds = byhand.write(database, user, sent, size)
    return {"seconds": seconds, "rate": len(sent) / seconds, "rows": (counted.rows(database) - before) / len(sent)}
