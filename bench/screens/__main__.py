"""Measure each role's screens on two cities: python -m bench.screens TEMPLATE.

A city that stands already as the database city-N, made by ./jn city, is used as it is; others are made and taken away.
"""

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from bench import report
from bench.cities import city, served
from tools import psql
from tools.demo.logins import PASSWORD
from tools.say import step

from . import menus, results, upload, web

RECORDS, SMALL, REPEAT, WARM = 10_000_000, 100_000, 30, 3
LOOKS = 5  # times that what a menu opens is opened
DATA = yaml.safe_load((Path(__file__).parent / "screens.yaml").read_text(encoding="utf-8"))
HEAD = """# How fast screens are

Written by `./jn bench screens --write`. The server is asked over JSON-RPC for what the web client asks for when
somebody opens a screen, as that person: lists, boards with their columns' records, forms with all that they show.
It runs as in a city, with worker processes, and with a process of its own for what runs by itself; what has fallen due
since the city was made is done first. A large city fills lists that a small one does not: how a screen grows is told by
what it takes for as many rows as on the small city, how long it takes by a full page. Beside these, everything that somebody's
menus open is opened on the large city as it opens: the first view, with the filters that are on by then.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("screens", words, (RECORDS, REPEAT), measure, results, HEAD)


def measure(_template, records, repeat):
    """Return all that was found on a small and a large city, as JSON-able data."""
    found = {"repeat": repeat, "versions": report.versions()}
    for size, cases in (("small", min(SMALL, records)), ("large", records)):
        with city(cases) as name, served(name) as address:
            found[size] = {"cases": cases, "runs": people(name, address, repeat)}
            if size == "small":
                found["upload"] = _upload(name, address)
            else:
                found["same"] = people(name, address, repeat, most=rows(found["small"]["runs"]))
                found["menus"] = opened(name, address)
    return found


def rows(runs):
    """{who: {what: rows}} of runs as `people` returns them."""
    return {who: {what: one["rows"] for what, one in whats.items()} for who, whats in runs.items()}


def people(name, address, repeat, most=None, part=(0, 1)):
    """Return {who: {what: {"seconds": [each], "rows": most that came}}}; `most`, as `rows` returns it, limits lists and columns.

    `part`: (which, of how many) of the records and numbers that are looked for.
    """
    found = {}
    for login in DATA["logins"]:
        with step(f"{name}: screens of {login}"):
            client = _client(address, name, login)
            found[login] = _screens(client, _samples(name, login, repeat + WARM, *part), login, repeat, most and most[login])
    return found


def added(turns):
    """Several turns of `people`, as one."""
    return {
        who: {
            what: {"seconds": sum((turn[who][what]["seconds"] for turn in turns), []), "rows": max(turn[who][what]["rows"] for turn in turns)}
            for what in whats
        } for who, whats in turns[0].items()
    }


def opened(name, address):
    """Return {who: {menu: {"kind": of view, "seconds": [each]}}} of all that menus open."""
    found = {}
    for login in DATA["logins"]:
        with step(f"{name}: what the menus of {login} open"):
            client = _client(address, name, login)
            found[login] = {each.menu: _looked_at(client, each) for each in menus.openings(client)}
    return found


def _looked_at(client, opening):
    return {"kind": opening.kind, "seconds": [menus.open_it(client, opening) for _turn in range(LOOKS + 1)][1:]}


def _client(address, name, login):
    return web.Client(address, name, login, "admin" if login == "admin" else PASSWORD)


def _upload(name, address):
    """Let an administrator upload many rows while a supervisor opens lists."""
    with step(f"{name}: an upload of {upload.ROWS:,} rows"):
        admin, supervisor = (_client(address, name, login) for login in ("admin", "supervisor"))
        moment, _seconds = admin.call("jn.clock", "now")
        now = datetime.fromisoformat(moment).astimezone(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None)
        screen = DATA["screens"][DATA["meanwhile"]]
        return upload.measure(admin, lambda: _open(supervisor, screen, {})[0], now)


def _screens(client, samples, login, repeat, most):
    found = {}
    for what, screen in DATA["screens"].items():
        needs = "record" in screen or any("{" in str(value) for *_rest, value in screen["domain"])
        if login in screen.get("not", ()) or login not in screen.get("only", DATA["logins"]) or (needs and not samples):
            continue  # not theirs, or somebody who sees no case at all
        limit = max(1, round(most[what] / _columns(client, screen))) if most else web.PAGE
        turns = [_open(client, screen, samples[turn % len(samples)] if needs else {}, limit) for turn in range(repeat + WARM)]
        found[what] = {"seconds": [seconds for seconds, _rows in turns[WARM:]], "rows": max(count for _seconds, count in turns)}
    return found


def _columns(client, screen):
    """How many columns share the rows of a screen: a large city fills some that a small one does not have."""
    if "group" not in screen:
        return 1
    board, _seconds = client.call(screen["model"], "web_read_group", screen["domain"], [screen["group"]], ["__count"])
    return max(1, len(board["groups"]))


def _open(client, screen, sample, limit=web.PAGE):
    """Ask for all that a screen needs, with at most `limit` rows in a list or a column; return the seconds and the rows that came."""
    model, specification = screen["model"], client.specification(screen["model"], screen["view"])
    order = client.order(model, screen["view"])
    if screen.get("record"):
        _found, seconds = client.call(model, "web_read", [sample["id"]], specification=specification)
        return seconds, 1
    domain = [[name, operator, _filled(value, sample)] for name, operator, value in screen["domain"]]
    if "group" in screen:
        board, seconds = client.call(
            model, "web_read_group", domain, [screen["group"]], ["__count"], auto_unfold=True, order=order,
            unfold_read_specification=specification, unfold_read_default_limit=limit,
        )
        return seconds, sum(len(column.get("__records", ())) for column in board["groups"])
    page, seconds = client.call(
        model, "web_search_read", domain=domain, specification=specification, limit=limit, offset=0, order=order,
        count_limit=client.count_limit(model, screen["view"]),
    )
    return seconds, len(page["records"])


def _filled(value, sample):
    return value.format(**sample) if isinstance(value, str) else value


def _samples(name, login, count, part=0, parts=1):
    """So many cases that a person sees, spread over all of them: id, number, name and reference; every `parts`-th, from `part` on."""
    rows = psql.ask(
        """WITH RECURSIVE sight AS (
               SELECT r.unit_id AS id FROM jn_unit_user_rel r JOIN res_users u ON u.id = r.user_id WHERE u.login = :'login'
               UNION SELECT u.id FROM jn_unit u JOIN sight s ON u.parent_id = s.id
           ), top AS (SELECT max(id) AS most FROM jn_case)
           SELECT c.id, c.phone_number, c.applicant AS applicant_name, c.ref FROM generate_series(1, :count) AS turn, top,
           LATERAL (SELECT * FROM jn_case WHERE id <= most * turn / :count AND phone_e164 IS NOT NULL
                    AND (unit_id IN (SELECT id FROM sight) OR NOT EXISTS (SELECT FROM sight)) ORDER BY id DESC LIMIT 1) AS c""",
        name, login=login, count=count * parts,
    )
    names = ("id", "number", "name", "ref")
    return [dict(zip(names, row, strict=True)) | {"id": int(row[0])} for row in rows[part::parts]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
