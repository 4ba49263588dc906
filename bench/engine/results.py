"""What was measured, in numbers and words: medians, ratios, and whether the bounds are kept."""

from statistics import median

from bench.report import Bound, bounds_table, listed, table, versions_list

MIB = 1024 * 1024
PEER_RATE = 3  # at least so many times the peer's rate
HAND_TIME = 3  # at most so many times the time of hand-written SQL
MEMORY = 150  # MiB that a sweeping process may grow by
KILLS = 50


def contestant(runs, records, rows):
    """Sum up the runs of one contestant, each {"seconds"}; `rows` are all rows that one run wrote.

    >>> contestant([{"seconds": 4}, {"seconds": 2}, {"seconds": 9}], 100, 800)
    {'seconds': [4, 2, 9], 'median': 4, 'rate': 25.0, 'rows_per_record': 8.0}
    """
    seconds = [run["seconds"] for run in runs]
    middle = median(seconds)
    return {"seconds": seconds, "median": middle, "rate": records / middle, "rows_per_record": rows / records}


def growth(runs):
    """The most MiB by which a sweeping process grew.

    >>> growth([{"sweepers": [{"before": 100 * MIB, "peak": 103 * MIB}, {"before": 1, "peak": 1}]}])
    3.0
    """
    return max((one["peak"] - one["before"]) / MIB for run in runs for one in run["sweepers"])


def bounds(found):
    """Return every `Bound` for what was found."""
    ours, peer, hand = (found["contestants"][name] for name in ("ours", "peer", "hand"))
    rate, time = ours["rate"] / peer["rate"], ours["median"] / hand["median"]
    two, kills = found["two"], found["kills"]
    return [
        Bound("rate, against base_automation", f"{rate:.1f} ×", f"≥ {PEER_RATE} ×", rate >= PEER_RATE),
        Bound("time, against hand-written SQL", f"{time:.1f} ×", f"≤ {HAND_TIME} ×", time <= HAND_TIME),
        Bound("memory of the sweeping process", f"+{found['memory']:.0f} MiB", f"< {MEMORY} MiB", found["memory"] < MEMORY),
        Bound("records that the peer wrote", str(found["peer_handled"]), str(found["records"]), found["peer_handled"] == found["records"]),
        Bound("rows unlike those of hand-written SQL", listed(found["unlike"]), "none", not found["unlike"]),
        Bound("faults after a sweep", listed(found["faults"]), "none", not found["faults"]),
        Bound("two sweepers, handled in all", str(two["handled"]), str(found["records"]), two["handled"] == found["records"]),
        Bound("two sweepers, seconds", f"{two['median']:.1f}", f"< {ours['median']:.1f}", two["median"] < ours["median"]),
        Bound("faults after two sweepers", listed(two["faults"]), "none", not two["faults"]),
        Bound("killed at work by SIGKILL", str(kills["killed"]), str(KILLS), kills["killed"] == KILLS),
        Bound("left due after the kills", str(kills["left"]), "some, not all", 0 < kills["left"] < found["records"]),
        Bound("faults after the kills and one last sweep", listed(kills["faults"]), "none", not kills["faults"]),
    ]


NAMES = {
    "ours": "the sweep",
    "peer": "base_automation, one plain field",
    "hand": "hand-written SQL, one statement",
}


def page(found):
    """The whole result as a page in Markdown."""
    rows = [
        [NAMES[name], f"{one['rate']:,.0f}", f"{one['median']:.1f}", ", ".join(f"{s:.1f}" for s in one["seconds"]),
         f"{one['rows_per_record']:.1f}"]
        for name, one in found["contestants"].items()
    ]
    two = found["two"]
    rows.append(["two sweepers at once", f"{found['records'] / two['median']:,.0f}", f"{two['median']:.1f}",
                 ", ".join(f"{s:.1f}" for s in two["seconds"]), ""])
    return "\n\n".join([
        f"{found['records']:,} due deadlines, median of {found['repeat']} runs, each on its own copy of the same database.",
        table(["", "records/s", "seconds", "each run", "rows written per record"], rows),
        bounds_table(bounds(found)),
        versions_list(found["versions"]),
    ])
