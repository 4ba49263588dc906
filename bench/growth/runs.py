"""The measurements on one city: the other benches' own, one after the other, about the same number of fresh cases in every city."""

import time
from statistics import median

from bench import load
from bench.cities import come_to_present, spare
from bench.ground import Ground
from bench.intake import items
from bench.intake.runs import SENDERS, batch
from bench.messages.runs import answer
from bench.rates import middle, summed
from bench.screens.__main__ import people
from bench.serving import served
from tools import ports, psql
from tools.say import step

OPENINGS = 3  # of each screen in each run
USERS = 4  # at once, who open pages and answer
NUMBERS = 100_000_000  # phone numbers that there are
OUTBOX = "jn.message.outbox"
AT_ONCE = """
    UPDATE jn_message SET not_before = queued_at WHERE state = 'queued' AND res_model = 'jn.revisit' AND res_id IN (
        SELECT r.id FROM jn_revisit r JOIN jn_case c ON c.id = r.case_id WHERE c.source = :'source')"""
# The reply windows of so many cases end now; by the city's own clock, so that they are the sweep's next ones.
SILENT = """
    WITH moment AS (
        SELECT date_trunc('second', now() AT TIME ZONE 'UTC') + COALESCE((SELECT offset_seconds FROM jn_clock), 0) * interval '1 second' AS now
    ), due AS (
        SELECT d.id, d.res_id FROM jn_flow_deadline d JOIN jn_revisit r ON r.id = d.res_id JOIN jn_case c ON c.id = r.case_id
        WHERE d.res_model = 'jn.revisit' AND d.state = 'running' AND r.stage_code = 'awaiting_answer' AND c.source = :'source'
        ORDER BY d.id LIMIT :amount
    ), revisits AS (
        UPDATE jn_revisit r SET answer_due_at = now, next_due_at = now, light_at = now FROM due, moment WHERE r.id = due.res_id
    ) UPDATE jn_flow_deadline d SET due_at = now, warn_at = now FROM due, moment WHERE d.id = due.id"""


def city(cases, sample, repeat, most=None):
    """What was found on a city of so many cases; each measurement takes `sample` fresh ones and is done `repeat` times.

    `most`: how many rows the smallest city's screens showed, as `bench.screens` counts them.
    """
    with spare(cases) as name:
        ground = Ground(name)
        keys = ground.script("bench.intake.prepare")
        source = f"bench-{int(time.time())}"
        come_to_present(ground)
        with served(ground) as server:
            taken = intake(server, name, keys, source, sample, repeat)
            seconds, asked = handed_over(ground, source)
            pages = _pages(server, asked, max(1, sample // 4), repeat)
            screens = people(name, ports.address(server.port), OPENINGS * repeat, most)
        sweeps = [swept(ground, source, sample // 2, turn) for turn in range(repeat + 1)][1:]  # here too the first warms up
        with step(f"{name}: both sheets of a quarter, {repeat} times"):
            sheets = ground.script("bench.assessment.sheets", repeat=repeat)
    return {
        "cases": cases, "intake": taken, "outbox": {"rate": len(asked) / seconds, "handled": len(asked)}, **pages,
        "sweep": {"rate": median(sweeps), "rates": sweeps}, "screens": screens, "sheets": sheets,
    }


def intake(server, name, keys, source, sample, repeat):
    """Cases a second in batches; the first turn warms up."""
    first, turns = int(time.time() * 1000) % (NUMBERS // 2), []
    for turn in range(repeat + 1):
        sent = items.cases(keys, source, sample, first + turn * sample)
        with step(f"{name}: {sample:,} cases come in, run {turn}"):
            told = load.run(server.port, items.ingest(keys, sent, batch(sample)), users=SENDERS)
        turns.append({**summed(told), "rate": sample / told.seconds})
    return middle(turns[1:])


def handed_over(ground, source):
    """Hand over to the demo phones what intake has queued; return the seconds, and [[revisit's id, token]] of the citizens asked."""
    psql.ask(AT_ONCE, ground.name, source=source)
    with step(f"{ground.name}: messages go out"):
        told = ground.script("sweep", sweep=OUTBOX)
        return told["seconds"], ground.script("bench.growth.asked", source=source)


def _pages(server, asked, requests, repeat):
    """Answer pages a second: opened, and answered, each turn by citizens of its own; the first warms up."""
    turns = {"get": [], "post": []}
    for turn in range(repeat + 1):
        mine = asked[turn * requests : (turn + 1) * requests]
        with step(f"answer page, {len(mine):,} citizens, run {turn}"):
            opened = load.run(server.port, [load.get(f"/jn/r/{token}") for _id, token in mine], b'name="level"', USERS)
            answered = load.run(server.port, [answer(place, *row) for place, row in enumerate(mine)], b"303 SEE OTHER", USERS)
        turns["get"].append(summed(opened))
        turns["post"].append(summed(answered))
    return {verb: middle(told[1:]) for verb, told in turns.items()}


def swept(ground, source, amount, turn):
    """Deadlines a second of `amount` citizens who kept silent."""
    psql.ask(SILENT, ground.name, source=source, amount=amount)
    with step(f"{ground.name}: the sweep of {amount:,} deadlines, run {turn}"):
        told = ground.script("sweep")
    return sum(one["handled"] for one in told["sweepers"]) / told["seconds"]
