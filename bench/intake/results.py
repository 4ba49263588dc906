"""What was measured of intake, in numbers and words: rates, ratios, counts, and whether the bounds are kept."""

from statistics import median

from bench.report import at_least, bounds_table, exactly, none_of, table, versions_list

BATCHES, RATE, SINGLE = 8, 1000, 1.5  # times the peer's rate in batches; cases a second; times the peer's rate, case by case
CROWD = 8  # senders at once
CONTESTANTS = {
    "ours": "ingest, in batches",
    "peer": "helpdesk's create with its SLA, in batches",
    "ours_single": "ingest, one case a call, one sender",
    "peer_single": "helpdesk's create with its SLA, one a call, one sender",
    "empty": "empty call, one sender",
    "hand": "hand-written SQL, one statement for each table",
}


def middle(turns):
    """The median of one contestant's turns, number by number; what went wrong is summed up.

    >>> one = {"rate": 10.0, "memory": 90.0, "rows": 7.0, "statuses": {"200": 2}}
    >>> middle([one, {**one, "rate": 30.0, "statuses": {"200": 1, "500": 1}}, one])
    {'rates': [10.0, 30.0, 10.0], 'rate': 10.0, 'memory': 90.0, 'rows': 7.0, 'refused': {'500': 1}}
    """
    numbers = {name: median(turn[name] for turn in turns) for name in ("rate", "memory", "rows") if name in turns[0]}
    refused = {}
    for turn in turns:
        for status, count in turn.get("statuses", {}).items():
            if status != "200":
                refused[status] = refused.get(status, 0) + count
    return {"rates": [turn["rate"] for turn in turns], **numbers, "refused": refused}


def bounds(found):
    """Return every `Bound` for what was found."""
    one = found["contestants"]
    rates = {name: contestant["rate"] for name, contestant in one.items()}
    yield at_least("rate in batches, against helpdesk", rates["ours"] / rates["peer"], BATCHES, " ×")
    yield at_least("cases a second in batches", rates["ours"], RATE, "/s")
    yield at_least("rate case by case, against helpdesk", rates["ours_single"] / rates["peer_single"], SINGLE, " ×")
    yield none_of("calls not answered as they must be", _refused(one))
    yield exactly("cases stored, of those sent", found["stored"], found["sent"])
    yield none_of("faults among them", found["faults"])
    yield exactly("tickets of the peer stored, each with its time limit", found["tickets"], [found["tickets_sent"]] * 2)
    yield none_of("tables unlike those written by hand", dict.fromkeys(found["unlike"], 1))
    yield from _crowd(found["crowd"])


def _refused(contestants):
    return {f"{CONTESTANTS[name]}: status {status}": count for name, one in contestants.items() for status, count in one["refused"].items()}


def _crowd(crowd):
    others = {f"status {status}": count for status, count in crowd["statuses"].items() if status != "200"}
    yield none_of(f"errors that reached one of {crowd['senders']} senders at once", others)
    yield exactly(f"cases of {crowd['senders']} senders at once, stored", crowd["stored"], crowd["cases"])
    yield none_of("faults among these", crowd["faults"])


def page(found):
    """The whole result as a page in Markdown."""
    ours = found["contestants"]["ours"]["rate"]
    rows = [
        [CONTESTANTS[name], f"{one['rate']:,.0f}", f"{one['rate'] / ours:.2f}", ", ".join(f"{rate:,.0f}" for rate in one["rates"]),
         f"{found['amounts'][name]:,}", f"{one['rows']:.1f}", f"{one['memory']:.0f}" if "memory" in one else ""]
        for name, one in found["contestants"].items()
    ]
    crowd = found["crowd"]
    return "\n\n".join([
        f"Batches of at most {found['batch']:,}, {found['senders']} senders of batches, 2 workers; median of {found['repeat']} runs.",
        table(["", "cases/s", "of our batches", "each run", "cases in a run", "rows stored per case", "memory of a worker, MiB"], rows),
        f"{crowd['senders']} senders at once, before as many workers: {crowd['cases'] / crowd['seconds']:,.0f} cases/s.",
        bounds_table(list(bounds(found))),
        versions_list(found["versions"]),
    ])
