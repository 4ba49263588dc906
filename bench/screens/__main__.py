"""Measure each role's screens on two cities: python -m bench.screens TEMPLATE.

A city that stands already as the database city-N, made by ./jn city, is used as it is; others are made and taken away.
"""

import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import yaml

from bench import report
from bench.cities import city, served
from tools import psql
from tools.demo.logins import PASSWORD
from tools.say import step

from . import menus, results, upload, web

RECORDS, SMALL, REPEAT, WARM = 10_000_000, 100_000, 60, 3
LOOKS = 5  # times that what a menu opens is opened
DATA = yaml.safe_load((Path(__file__).parent / "screens.yaml").read_text(encoding="utf-8"))
HEAD = """# How fast screens are

Written by `./jn bench screens --write`. The server is asked over JSON-RPC for what the web client asks for when
somebody opens a screen, as that person: lists, boards with their columns' records, forms with all that they show.
It runs as in a city, with worker processes, and with a process of its own for what runs by itself; what has fallen due
since the city was made is done first. Both cities are served at once, and a screen's turns alternate: on the small city, on
the large one with as many rows, and there once more by a full page. A large city fills lists that a small one does not: how a
screen grows is told by what it takes for as many rows as came on the small city in that turn, how long it takes by a full page.
Beside these, everything that somebody's menus open is opened on the large city as it opens: the first view, with the filters
that are on by then.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("screens", words, (RECORDS, REPEAT), measure, results, HEAD)


class Visit(NamedTuple):
    """A city where everybody's screens are opened; `alike`: with as many rows as came at the first of the visits, else by full pages."""

    name: str
    address: str
    alike: bool = False


class Seat(NamedTuple):
    """One person at work in a city: their session, the cases that they look for, and how a visit limits what they see."""

    client: web.Client
    samples: list
    alike: bool


def measure(_template, records, repeat):
    """Return all that was found on a small and a large city, as JSON-able data."""
    sizes = (min(SMALL, records), records)
    with ExitStack() as stack:
        names = [stack.enter_context(city(cases)) for cases in sizes]
        small, large = (Visit(name, stack.enter_context(served(name))) for name in names)
        runs, same, full = people([small, large._replace(alike=True), large], repeat)  # what is compared finds nothing warmed up
        return {
            "repeat": repeat, "versions": report.versions(), "same": same,
            "small": {"cases": sizes[0], "runs": runs}, "large": {"cases": sizes[1], "runs": full},
            "menus": opened(large.name, large.address), "upload": _upload(small.name, small.address),
        }


def people(visits, repeat):
    """What everybody's screens take at each visit: {who: {what: {"seconds": [each], "rows": most that came}}}.

    A machine has better and worse moments: every turn of a screen is done at one visit after the other before its next turn.
    """
    found = [{} for _visit in visits]
    for login in DATA["logins"]:
        with step(f"screens of {login} in {', '.join(dict.fromkeys(visit.name for visit in visits))}"):
            seats = [Seat(_client(at.address, at.name, login), _samples(at.name, login, repeat + WARM), at.alike) for at in visits]
            for mine, told in zip(found, _screens(seats, login, repeat), strict=True):
                mine[login] = told
    return found


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


def _screens(seats, login, repeat):
    """{what: what it took} at each of one person's seats."""
    found = [{} for _seat in seats]
    for what, screen in DATA["screens"].items():
        needs = "record" in screen or any("{" in str(value) for *_rest, value in screen["domain"])
        if login in screen.get("not", ()) or login not in screen.get("only", DATA["logins"]):
            continue  # not theirs
        if needs and not all(seat.samples for seat in seats):
            continue  # somebody who sees no case at all
        columns = [_columns(seat.client, screen) if seat.alike else 1 for seat in seats]
        turns = [_turn(seats, columns, screen, turn) for turn in range(repeat + WARM)]
        for mine, told in zip(found, zip(*turns[WARM:], strict=True), strict=True):
            mine[what] = {"seconds": [seconds for seconds, _rows in told], "rows": max(rows for _seconds, rows in told)}
    return found


def _turn(seats, columns, screen, turn):
    """Open a screen at one seat after the other, each with a case of its own if one is looked for."""
    told = []
    for seat, number in zip(seats, columns, strict=True):
        limit = max(1, round(told[0][1] / number)) if seat.alike else web.PAGE
        told.append(_open(seat.client, screen, seat.samples[turn % len(seat.samples)] if seat.samples else {}, limit))
    return told


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


def _samples(name, login, count):
    """So many cases that a person sees, spread over all of them: id, number, name and reference."""
    rows = psql.ask(
        """WITH RECURSIVE sight AS (
               SELECT r.unit_id AS id FROM jn_unit_user_rel r JOIN res_users u ON u.id = r.user_id WHERE u.login = :'login'
               UNION SELECT u.id FROM jn_unit u JOIN sight s ON u.parent_id = s.id
           ), field AS (SELECT id FROM jn_matter WHERE office_id IN (SELECT id FROM sight)), top AS (SELECT max(id) AS most FROM jn_case)
           SELECT c.id, c.phone_number, c.applicant AS applicant_name, c.ref FROM generate_series(1, :count) AS turn, top,
           LATERAL (SELECT * FROM jn_case WHERE id <= most * turn / :count AND phone_e164 IS NOT NULL
                    AND (unit_id IN (SELECT id FROM sight) OR matter_id IN (SELECT id FROM field) OR NOT EXISTS (SELECT FROM sight))
                    ORDER BY id DESC LIMIT 1) AS c""",
        name, login=login, count=count,
    )
    names = ("id", "number", "name", "ref")
    return [dict(zip(names, row, strict=True)) | {"id": int(row[0])} for row in rows]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
