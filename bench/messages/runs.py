"""The single measurements; each returns JSON-able numbers and judges nothing."""

import os
import random
import re
import secrets
from urllib.parse import urlencode

from bench import load
from bench.ground import copied
from bench.rates import summed
from tests.gateways.arrivals import arrivals
from tests.gateways.carrier_server import Carrier
from tools.say import step

from . import gateways, results

SEED = 2019
BATCH = 10  # messages in a transaction where senders are killed, so that some hundred of them are many
DUPLICATES = 10  # in a hundred
BAD = 20  # every so manieth answer is a bad one
URLENCODED = "application/x-www-form-urlencoded"
COOKIE, CSRF = re.compile("Set-Cookie: (session_id=[^;]+)"), re.compile('name="csrf_token" value="([^"]+)"')
WORDS = "The queue was long, but everybody was friendly."


def hand_over(template, kind, messages, turn):
    """Hand a queue over from one process; return its seconds and what went wrong."""
    with copied(template, f"jn-bench-out-{os.getpid()}") as ground, gateways.running(kind, messages) as (server, account):
        queued = ground.script("outbox_queue", count=messages, **account)["queued"]
        with step(f"{results.GATEWAYS[kind]}, {messages:,} messages, run {turn}"):
            told = ground.script("sweep", sweep="jn.message.outbox")
        return {"seconds": told["seconds"], "arrived": len(arrivals(server, queued))}


def kills(template, kind, messages, times):
    """Kill senders at random moments, let time pass, and count what reached the phones."""
    with copied(template, f"jn-bench-kill-{os.getpid()}") as ground, gateways.running(kind, messages) as (server, account):
        queued = ground.script("outbox_queue", count=messages, **account)["queued"]
        with step(f"{results.GATEWAYS[kind]}, {times} kills"):
            told = ground.script("sweep", sweep="jn.message.outbox", kills=times, seed=SEED, limit=BATCH)
            settled = ground.script("outbox_settle")
        arrived = arrivals(server, queued)
    [sweeper] = told["sweepers"]
    return {
        "messages": messages, "batch": BATCH, "killed": told["killed"], "left": told["left"], "stuck": len(settled["stuck"]),
        "lost": len(queued.keys() - arrived.keys() - set(settled["stuck"])), "twice": sum(times - 1 for times in arrived.values()),
        "windows": results.windows([call.at for call in server.calls], sweeper["commits"]),
    }


def pages(port, keys, requests, turn):
    """Ask for and answer the pages of this turn's people; return {contestant: what the load told}."""
    mine = keys["revisits"][turn * requests : (turn + 1) * requests]
    rated = keys["ratings"][turn * requests : (turn + 1) * requests]
    contests = {
        "empty": ([load.get("/jn/bench/empty")] * requests, b"nothing"),
        "rating_get": ([load.get(f"/rate/{token}/5") for token in rated], b"submit_feedback"),
        "page_get": ([load.get(f"/jn/r/{token}") for _id, token, _number in mine], b'name="level"'),
        "rating_post": (_ratings(port, rated), b"</html>"),
        "page_post": ([answer(place, number, token) for place, (number, token, _phone) in enumerate(mine)], b"303 SEE OTHER"),
    }
    told = {}
    for name, (asked, mark) in contests.items():
        with step(f"{results.PAGES[name]}, {requests:,} requests, run {turn + 1}"):
            told[name] = summed(load.run(port, asked, mark))
    return told


def callbacks(port, account, people, amount):
    """Bring citizens' texts, one in ten twice, in any order; return what the load told and how many were different."""
    different = amount - amount * DUPLICATES // 100
    chance, carrier = random.Random(SEED), Carrier()
    texts = [carrier.text(number, "5", f"in-{place}") for place, (_id, _token, number) in enumerate(people[:different])]
    asked = texts + chance.sample(texts, amount - different)
    chance.shuffle(asked)
    with step(f"{amount:,} callbacks"):
        told = load.run(port, (_signed(carrier, account, body) for body in asked), b"204 NO CONTENT")
    return {**summed(told), "brought": amount, "different": different}


def guesses(port, amount, token):
    """Guess links, then open a valid one; return what the load told of both."""
    guessed = [load.get(f"/jn/r/{place}.{secrets.token_urlsafe(16)}") for place in range(amount)]
    with step(f"{amount:,} guessed links"):
        told = load.run(port, guessed, b"</html>")
    return {**summed(told), "valid": summed(load.run(port, [load.get(f"/jn/r/{token}")]))}


def _ratings(port, tokens):
    """The posts of Odoo's rating page: its forms need a session and a word from a page that was opened before."""
    page = load.ask(port, load.get(f"/rate/{tokens[0]}/5"))[1].decode()
    [session], [word] = COOKIE.findall(page), CSRF.findall(page)
    fields = [{"rate": 5 if place % BAD else 1, "feedback": WORDS, "csrf_token": word} for place in range(len(tokens))]
    return [
        load.post(f"/rate/{token}/submit_feedback", urlencode(row).encode(), Cookie=session, Content_Type=URLENCODED)
        for token, row in zip(tokens, fields, strict=True)
    ]


def answer(place, number, token):
    """A citizen's answer as the page sends it; every so manieth is a bad one."""
    choice = {"level": 5} if place % BAD else {"level": 1, "tags": "slow"}
    return load.post_form(f"/jn/r/{token}", {"revisit": number, **choice, "comment": WORDS, "confirm": 1})


def _signed(carrier, account, body):
    headers = carrier.headers(body, nonce=secrets.token_urlsafe(24))
    return load.post(f"/jn/sms/{account}", body, **headers)
