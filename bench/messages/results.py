"""What was measured, in numbers and words: rates, tails, counts, and whether the bounds are kept."""

from bisect import bisect_right
from statistics import median

from bench.report import at_least, at_most, bounds_table, exactly, none_of, table, versions_list
from bench.serving import WORKERS

BATCH_RATE, SINGLE_RATE = 300, 60  # messages a second, with a vendor's batch call and without
GET_PEER, GET_EMPTY, POST_PEER = 1.8, 0.45, 1.3  # of the throughput of the rating page, of an empty route
TAIL = 0.6  # of the rating page's p95, at most
KILLS = 50
MOST_ROWS = 30 + WORKERS - 1  # of refusals kept for one guesser: the limit, and what the other workers count at the same moment

GATEWAYS = {
    "aliyun": "Aliyun's SDK, batches of 100",
    "carrier": "signed gateway, one batch",
    "wechat": "WeChat, message by message",
    "forgetful": "signed gateway that forgets our ids",
}
BATCHED, SINGLE = ("aliyun", "carrier"), ("wechat",)
PAGES = {
    "empty": "empty route",
    "rating_get": "rating page, GET",
    "page_get": "answer page, GET",
    "rating_post": "rating page, POST",
    "page_post": "answer page, POST",
}


def windows(arrivals, commits):
    """Milliseconds from each call's arrival to its being written down, of the calls that some commit follows.

    >>> windows([1.0, 2.0, 9.0], [0.5, 1.25, 2.5])
    [250.0, 500.0]
    """
    first = min(commits, default=0)
    places = [(at, bisect_right(commits, at)) for at in sorted(arrivals) if at >= first]
    return [round(1000 * (commits[place] - at), 1) for at, place in places if place < len(commits)]


def bounds(found):
    """Return every `Bound` for what was found."""
    return [*_out(found), *_page(found), *_in(found), *_guessed(found["guesses"]), *_killed(found["kills"])]


def _out(found):
    for kind, run in found["out"].items():
        wanted = BATCH_RATE if kind in BATCHED else SINGLE_RATE
        yield at_least(GATEWAYS[kind], run["rate"], wanted, "/s")
        yield exactly(f"{GATEWAYS[kind]}: arrived", run["arrived"], run["messages"])


def _page(found):
    pages, answers = found["pages"], found["answers"]
    rates, tails = ({name: page[key] for name, page in pages.items()} for key in ("rate", "p95"))
    yield at_least("answer page GET, against the rating page", rates["page_get"] / rates["rating_get"], GET_PEER, " ×")
    yield at_least("answer page GET, against an empty route", rates["page_get"] / rates["empty"], GET_EMPTY, " ×")
    yield at_least("answer page POST, against the rating page", rates["page_post"] / rates["rating_post"], POST_PEER, " ×")
    for verb in ("get", "post"):
        share = tails[f"page_{verb}"] / tails[f"rating_{verb}"]
        yield at_most(f"p95 of {verb.upper()}, against the rating page", share, TAIL, " ×")
    yield none_of("answers that were not as they must be", {PAGES[name]: page["unlike"] for name, page in pages.items() if page["unlike"]})
    yield exactly("answers stored, each revisit's once", (answers["answers"], answers["revisits_answered"]), (answers["posted"],) * 2)
    yield exactly("ratings stored", answers["ratings"], answers["posted"])


def _in(found):
    brought = found["callbacks"]
    yield exactly("callbacks acknowledged", brought["statuses"].get("204", 0), brought["brought"])
    yield exactly("texts stored", brought["inbound"], brought["different"])
    yield exactly("texts stored twice", brought["doubled"], 0)
    yield exactly("texts acknowledged before the rules read them", brought["not_read"], brought["different"])
    yield exactly("texts understood by the rules afterwards", brought["understood"], brought["different"])


def _guessed(guesses):
    refused = sum(guesses["statuses"].get(status, 0) for status in ("404", "429"))
    yield exactly("guessed links refused", refused, guesses["tried"])
    yield at_most("rows kept of a guesser", guesses["refusals"], MOST_ROWS)
    yield exactly("a valid link afterwards", guesses["valid"]["statuses"], {"200": 1})


def _killed(kills):
    for kind, run in kills.items():
        name = GATEWAYS[kind]
        yield exactly(f"{name}: killed at work", run["killed"], KILLS)
        # who waits for a person may have been reached or not, and is in any case not forgotten
        yield exactly(f"{name}: lost", run["lost"], 0)
        if kind == "forgetful":
            yield at_most(f"{name}: delivered twice", run["twice"], run["batch"] * KILLS)
        else:
            yield exactly(f"{name}: delivered twice", run["twice"], 0)


def page(found):
    """The whole result as a page in Markdown."""
    out = [[GATEWAYS[kind], f"{run['rate']:,.0f}", f"{run['messages']:,}"] for kind, run in found["out"].items()]
    pages = [
        [PAGES[name], f"{one['rate']:,.0f}", f"{one['p50']:.0f}", f"{one['p95']:.0f}"] for name, one in found["pages"].items()
    ]
    return "\n\n".join([
        f"{found['records']:,} callbacks and guesses, {found['requests']:,} requests of each kind a run, median of {found['repeat']} runs.",
        table(["handed over by one process, each answer after 20 ms", "messages/s", "messages"], out),
        table(["20 users at once, 2 workers", "requests/s", "p50 ms", "p95 ms"], [*pages, *_rest(found)]),
        table(["killed by SIGKILL at random moments", "kills", "twice", "for a person", "window"], [_window(*one) for one in found["kills"].items()]),
        bounds_table(bounds(found)),
        versions_list(found["versions"]),
    ])


def _rest(found):
    brought, guesses = found["callbacks"], found["guesses"]
    named = (("signed callback, stored and acknowledged", brought), ("guessed link, refused", guesses))
    rows = [[name, f"{one['rate']:,.0f}", f"{one['p50']:.0f}", f"{one['p95']:.0f}"] for name, one in named]
    return [*rows, ["read by the rules afterwards, one process", f"{brought['different'] / brought['seconds_read']:,.0f}", "", ""]]


def _window(kind, run):
    """One gateway's kills in words: what may go twice is what one call holds, for as long as it is not written down."""
    times = run["windows"]
    span = f"{run['batch']} messages for {median(times):.0f} ms, at most {max(times):.0f}" if times else ""
    return [GATEWAYS[kind], str(run["killed"]), str(run["twice"]), str(run["stuck"]), span]
