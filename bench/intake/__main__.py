"""Measure how fast cases are taken from business systems: python -m bench.intake TEMPLATE."""

import os
import sys

from bench import packages, report
from bench.ground import copied
from bench.serving import served
from tools.say import step

from . import counted, results, runs

RECORDS, REPEAT = 20_000, 3
PEER, SINGLE, WARM = 10, 50, 10  # of so many records one is the peer's, one is sent alone, one is sent to warm up
CALL, HELPDESK = "jn_bench_call", "helpdesk_mgmt_sla"
HEAD = """# How fast cases come in

Written by `./jn bench intake --write`. Business systems send cases over JSON-2 (`jn.case/ingest`); everything that follows is
in the measured time: the case's process, its revisit, the message that is queued, the time limit, the passages. Beside it stand
OCA's helpdesk (`helpdesk_mgmt` with `helpdesk_mgmt_sla`: tickets of a team with a time limit of 48 hours, created over the same
JSON-2 by the same senders), a call that does nothing, and the limit: one hand-written SQL statement for each table, which writes
the same rows from the same JSON in as many sessions as there are workers. All take part in turns, on one server and one database;
afterwards every case is counted with all its rows, and those of ours are compared with those written by hand, numbers and
moments of writing apart.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("intake", words, (RECORDS, REPEAT), measure, results, HEAD)


def measure(template, records, repeat):
    """Return all that was found, as JSON-able data."""
    packages.ensure()
    amounts = _amounts(records)
    with copied(template, f"jn-bench-intake-{os.getpid()}") as ground:
        ground.install(HELPDESK, CALL)
        with step("Founding a city to send cases to"):
            keys = ground.script("bench.intake.prepare", peer=True)
        with served(ground) as server:
            unlike = _warm_up(server, ground.name, keys, _amounts(max(1, records // WARM)))
            turns = [runs.turn(server, ground.name, keys, amounts, number + 1) for number in range(repeat)]
        with served(ground, workers=results.CROWD) as server:
            crowd = runs.crowd(server, ground.name, keys, records)
        return {
            "records": records, "repeat": repeat, "amounts": amounts, "batch": runs.batch(records), "senders": runs.SENDERS, "versions": _versions(),
            "contestants": {name: results.middle([turn[name] for turn in turns]) for name in results.CONTESTANTS},
            "unlike": unlike, "crowd": {**crowd, "faults": counted.faults(ground.name, runs.CROWD)}, **_stored(ground.name, amounts, repeat),
        }


def _amounts(records):
    """How many cases each contestant takes in a run."""
    few, peer = max(1, records // SINGLE), max(1, records // PEER)
    return {"ours": records, "peer": peer, "ours_single": few, "peer_single": few, "empty": few, "hand": records}


def _warm_up(server, database, keys, amounts):
    """Let everybody work once where nobody looks; return the tables where the same cases left other rows than by hand."""
    runs.turn(server, database, keys, amounts, 0)
    ours, hand = (counted.digests(database, runs.sources(0)[name]) for name in ("ours", "hand"))
    return [table for table, digest in ours.items() if digest != hand[table]]


def _stored(database, amounts, repeat):
    """What is stored of what was sent in the measured turns."""
    sources = [runs.sources(number + 1) for number in range(repeat)]
    ours = [source[name] for source in sources for name in ("ours", "ours_single")]
    tickets = [counted.tickets(database, source[name]) for source in sources for name in ("peer", "peer_single")]
    faults = {}
    for source in ours:
        faults |= counted.faults(database, source)
    return {
        "stored": sum(counted.cases(database, source) for source in ours), "sent": repeat * (amounts["ours"] + amounts["ours_single"]),
        "faults": faults, "tickets": [sum(column) for column in zip(*tickets, strict=True)],
        "tickets_sent": repeat * (amounts["peer"] + amounts["peer_single"]),
    }


def _versions():
    return {**report.versions(), **packages.versions()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
