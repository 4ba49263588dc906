"""Measure messages out and in, and the citizen's page: python -m bench.messages TEMPLATE."""

import os
import sys
from statistics import median

from bench import report
from bench.ground import copied
from bench.rates import middle
from bench.serving import served
from tools.say import step

from . import gateways, results, runs

RECORDS, REPEAT = 10_000, 3
REQUESTS = 5  # of so many records one is a request of each kind in a run
SINGLES = 5  # a queue without a batch call is so much shorter
KILLED = 1500  # messages where senders are killed
ASKED_HOURS = 24  # ago: inside the reply window
PEER = "jn_bench_rating"
HEAD = """# How fast messages and the citizen's page are

Written by `./jn bench messages --write`. Messages are handed over by one process to loopback gateways that check
the vendors' signatures. The answer page stands beside Odoo's own rating page (`rating`) and an empty route, on one
server, in one run: each GET opens another citizen's link, each POST confirms another citizen's answer, one in twenty
a bad one, whose work order is opened with it. Callbacks are signed texts, one in ten brought twice.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("messages", words, (RECORDS, REPEAT), measure, results, HEAD)


def measure(template, records, repeat, killed=tuple(gateways.KINDS)):
    """Return all that was found, as JSON-able data; senders to these gateways are killed at work."""
    requests = max(1, records // REQUESTS)
    out = {kind: _handed_over(template, kind, records, repeat) for kind in (*results.BATCHED, *results.SINGLE)}
    killed = {kind: runs.kills(template, kind, KILLED, results.KILLS) for kind in killed}
    return {
        "records": records, "repeat": repeat, "requests": requests, "versions": report.versions(),
        "out": out, "kills": killed, **_served(template, records, repeat, requests),
    }


def _handed_over(template, kind, records, repeat):
    messages = records if kind in results.BATCHED else max(1, records // SINGLES)
    told = [runs.hand_over(template, kind, messages, turn + 1) for turn in range(repeat)]
    rates = [messages / run["seconds"] for run in told]
    return {"messages": messages, "rates": rates, "rate": median(rates), "arrived": min(run["arrived"] for run in told)}


def _served(template, records, repeat, requests):
    """What a served Odoo takes: pages, callbacks, guesses."""
    with copied(template, f"jn-bench-page-{os.getpid()}") as ground, gateways.running("carrier", 0) as (_server, gateway):
        keys, account = _people(ground, records + requests * (repeat + 1), requests * (repeat + 1), gateway)
        with served(ground) as server:
            port = server.port
            runs.pages(port, keys, requests, repeat)  # everybody's first steps, where nobody looks
            turns = [runs.pages(port, keys, requests, turn) for turn in range(repeat)]
            answers = {**ground.script("bench.messages.counted"), "posted": requests * (repeat + 1)}
            brought = runs.callbacks(port, account, keys["revisits"][requests * (repeat + 1) :], records)
            stored = ground.script("bench.messages.counted")
            guesses = runs.guesses(port, records, keys["revisits"][-1][1])
        with step("The rules read what came in"):
            read = ground.script("bench.messages.counted", read=True)
    return {
        "pages": {name: middle([turn[name] for turn in turns]) for name in results.PAGES},
        "answers": answers,
        "callbacks": {
            **brought, **{fact: stored[fact] for fact in ("inbound", "doubled", "not_read")},
            "understood": read["understood"], "seconds_read": read["seconds"],
        },
        "guesses": {**guesses, "tried": records, "refusals": read["refusals"]},
    }


def _people(ground, revisits, ratings, gateway):
    """Fill a ground with citizens who have been asked; return their pages' keys and the account of the gateway."""
    ground.install(PEER)
    with step(f"Preparing {revisits:,} citizens who have been asked"):
        ground.script("due_cases", count=revisits, hours=ASKED_HOURS)
        keys = ground.script("bench.messages.people", ratings=ratings)
        return keys, ground.script("outbox_queue", count=0, **gateway)["account"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
