"""The measurements on one city: looked at, archived while it is at work, looked at again."""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from bench import load
from bench.cities import come_to_present, spare
from bench.ground import Ground
from bench.growth.runs import NUMBERS, OPENINGS, Place, asked, handed_over, intake, swept
from bench.intake import items
from bench.rates import middle, summed
from bench.screens.__main__ import Visit, opened, people
from bench.serving import served
from tools import ports, psql
from tools.say import step

EMPTY = 8  # tables of years that hold nothing: with the city's own two there are those of ten years
CALLS = 20  # cases that come in one by one before somebody looks whether archiving is over
TABLES = ("jn_flow_passage", "jn_flow_deadline", "jn_message")
STAND = " UNION ALL ".join(f"SELECT '{table}', max(id) FROM {table}" for table in TABLES)
THERE = "SELECT count(*), count(DISTINCT id), sum(id) FROM {table} WHERE id <= {last}"


def city(cases, sample, repeat):
    """What was found on a city of so many cases."""
    with spare(cases) as name:
        ground = Ground(name)
        keys = ground.script("bench.intake.prepare")
        come_to_present(ground)
        before = _looked(ground, keys, "before", sample, repeat)
        last = dict(psql.ask(STAND, name))
        there = _there(name, last)
        archived, meanwhile = _archived(ground, keys, sample)
        psql.ask("VACUUM", name)  # as autovacuum does it in the following hours
        lost = {table: 1 for table, found in _there(name, last).items() if found != there[table]}
        after = _looked(ground, keys, "after", sample, repeat)
    return {"cases": cases, "before": before, "after": after, "archived": archived, "meanwhile": meanwhile, "lost": lost}


def _there(name, last):
    """{table: how many rows up to the last number there are, under how many numbers, and their sum}."""
    return {table: psql.ask(THERE.format(table=table, last=number), name) for table, number in last.items()}


def _looked(ground, keys, source, sample, repeat):
    """What everybody's work takes."""
    name, source = ground.name, f"bench-{source}-{int(time.time())}"
    with served(ground) as server:
        [taken] = intake([Place(ground, server, keys, source)], sample, repeat)
        sent = handed_over(ground, source, sample * (repeat + 1))
        asked(ground, source)
        [screens] = people([Visit(name, ports.address(server.port))], OPENINGS * repeat)
        menus = opened(name, ports.address(server.port))
    sweeps = [swept(ground, source, sample // 2) for _turn in range(repeat)]
    with step(f"{name}: both sheets of a quarter, {repeat} times"):
        sheets = ground.script("bench.assessment.sheets", repeat=repeat)
    return {
        "intake": taken, "outbox": {"rate": sent}, "sweep": {"rate": median(sweeps)}, "screens": screens, "menus": menus,
        "sheets": sheets,
    }


def _archived(ground, keys, sample):
    """Archive while cases come in one by one and silence is swept; return what came of the one and of the others."""
    source = f"bench-meanwhile-{int(time.time())}"
    with served(ground) as server, ThreadPoolExecutor(1) as aside:
        intake([Place(ground, server, keys, source)], sample, 1)
        handed_over(ground, source, 2 * sample)
        asked(ground, source)
        alone = _one_by_one(server, keys, f"{source}-alone", lambda turn: turn == 0)
        work = aside.submit(ground.script, "bench.archive.archived", empty=EMPTY)
        rate = swept(ground, source, sample // 2)
        with step(f"{ground.name}: cases come in one by one while past years are archived"):
            told = _one_by_one(server, keys, f"{source}-calls", lambda turn: turn == 0 or not work.done())
        return work.result(), {"sweep": rate, "alone": alone, "calls": told}


def _one_by_one(server, keys, source, wanted):
    """Let single cases come in as long as they are wanted, and sum up how long each took."""
    first, turns, slowest = int(time.time() * 1000) % (NUMBERS // 2), [], 0.0
    while wanted(len(turns)):
        sent = items.cases(keys, source, CALLS, first + len(turns) * CALLS)
        told = load.run(server.port, items.ingest(keys, sent, 1), users=1)
        turns.append(summed(told))
        slowest = max(slowest, *told.times)
    return {**middle(turns), "slowest": 1000 * slowest, "cases": len(turns) * CALLS}
