"""The measurements on several cities: the other benches' own, about the same number of fresh cases in every city.

A machine has better and worse hours: each turn of a measurement is done on one city after the other before the next turn begins.
"""

import time
from contextlib import ExitStack
from statistics import median
from typing import NamedTuple

from bench import load
from bench.cities import come_to_present, spare
from bench.ground import Ground
from bench.intake import items
from bench.intake.runs import SENDERS, batch
from bench.messages.runs import answer
from bench.rates import middle, summed
from bench.screens.__main__ import Visit, people
from bench.serving import Served, served
from tools import ports, psql
from tools.say import step

OPENINGS = 3  # of each screen in a run
USERS = 4  # at once, who open pages and answer
NUMBERS = 100_000_000  # phone numbers that there are
OUTBOX, LATER = "jn.message.outbox", "1 year"
QUEUED = """
    WITH queued AS (
        SELECT m.id FROM jn_message m JOIN jn_revisit r ON r.id = m.res_id JOIN jn_case c ON c.id = r.case_id
        WHERE m.state = 'queued' AND m.res_model = 'jn.revisit' AND c.source = :'source' ORDER BY m.id LIMIT :amount
    ) UPDATE jn_message SET not_before = queued_at + :'later' FROM queued WHERE queued.id = jn_message.id RETURNING queued.id"""
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


class Place(NamedTuple):
    """A city at work, what senders need of it, and the source of its fresh cases."""

    ground: Ground
    server: Served
    keys: dict
    source: str


def cities(sizes, sample, repeat):
    """What was found on cities of so many cases; a turn takes `sample` fresh ones at most, and there are `repeat` of each measurement."""
    with ExitStack() as stack:
        grounds = [Ground(stack.enter_context(spare(cases))) for cases in sizes]
        keys = [come_to_present(ground).script("bench.intake.prepare") for ground in grounds]
        source = f"bench-{int(time.time())}"
        places = [Place(ground, stack.enter_context(served(ground)), own, source) for ground, own in zip(grounds, keys, strict=True)]
        found = {
            "cases": sizes,
            "intake": intake(places, sample, repeat),
            "outbox": _outbox(places, sample, repeat),
            **_pages(places, max(1, sample // 4), repeat),
            "screens": _screens(places, repeat),
            "sweep": _rates(in_turn(places, repeat, lambda place, _turn: swept(place.ground, source, sample // 2))),
            "sheets": [_sheets(ground, repeat) for ground in grounds],
        }
        for ground in grounds:  # a city that stands is not left with more open cases than it had
            swept(ground, source, sample * (repeat + 1))
    return [dict(zip(found, each, strict=True)) for each in zip(*found.values(), strict=True)]


def in_turn(places, repeat, measure):
    """What `measure(place, turn)` told, each place's turns in a list; a turn before them warms up."""
    turns = [[measure(place, turn) for place in places] for turn in range(repeat + 1)]
    return [list(told) for told in zip(*turns[1:], strict=True)]


def _rates(places):
    return [{"rate": median(turns), "rates": turns} for turns in places]


def intake(places, sample, repeat):
    """Cases a second in batches."""
    first = int(time.time() * 1000) % (NUMBERS // 2)
    turns = in_turn(places, repeat, lambda place, turn: _came_in(place, sample, first + turn * sample))
    return [middle(told) for told in turns]


def _came_in(place, sample, first):
    sent = items.cases(place.keys, place.source, sample, first)
    with step(f"{place.ground.name}: {sample:,} cases come in"):
        told = load.run(place.server.port, items.ingest(place.keys, sent, batch(sample)), users=SENDERS)
    return {**summed(told), "rate": sample / told.seconds}


def _outbox(places, sample, repeat):
    """Messages a second, each turn so many of them; the others are held back."""
    for place in places:
        psql.ask(QUEUED, place.ground.name, source=place.source, amount=sample * (repeat + 1), later=LATER)
    return _rates(in_turn(places, repeat, lambda place, _turn: handed_over(place.ground, place.source, sample)))


def handed_over(ground, source, amount):
    """Messages a second of so many that intake has queued, handed over to the demo phones."""
    queued = psql.ask(QUEUED, ground.name, source=source, amount=amount, later="0")
    with step(f"{ground.name}: {len(queued):,} messages go out"):
        return len(queued) / ground.script("sweep", sweep=OUTBOX)["seconds"]


def asked(ground, source):
    """[[revisit's id, token]] of the citizens who have been asked by now."""
    return ground.script("bench.growth.asked", source=source)


def _pages(places, requests, repeat):
    """Answer pages a second: opened, and answered, each turn by citizens of its own."""
    waiting = {place.ground: asked(place.ground, place.source) for place in places}

    def looked_at(place, turn):
        mine = waiting[place.ground][turn * requests : (turn + 1) * requests]
        with step(f"{place.ground.name}: answer pages, {len(mine):,} citizens"):
            opened = load.run(place.server.port, [load.get(f"/jn/r/{token}") for _id, token in mine], b'name="level"', USERS)
            answered = load.run(place.server.port, [answer(nth, *row) for nth, row in enumerate(mine)], b"303 SEE OTHER", USERS)
        return {"get": summed(opened), "post": summed(answered)}

    turns = in_turn(places, repeat, looked_at)
    return {verb: [middle([turn[verb] for turn in told]) for told in turns] for verb in ("get", "post")}


def _screens(places, repeat):
    """Everybody's screens, with as many rows as came in the first of the cities."""
    visits = [Visit(place.ground.name, ports.address(place.server.port), place is not places[0]) for place in places]
    return people(visits, OPENINGS * repeat)


def swept(ground, source, amount):
    """Deadlines a second of so many citizens who kept silent."""
    psql.ask(SILENT, ground.name, source=source, amount=amount)
    with step(f"{ground.name}: the sweep of {amount:,} deadlines"):
        told = ground.script("sweep")
    return sum(one["handled"] for one in told["sweepers"]) / told["seconds"]


def _sheets(ground, repeat):
    with step(f"{ground.name}: both sheets of a quarter, {repeat} times"):
        return ground.script("bench.assessment.sheets", repeat=repeat)
