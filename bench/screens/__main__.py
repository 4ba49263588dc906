"""Measure each role's screens on two cities: python -m bench.screens TEMPLATE.

A city that stands already as the database city-N, made by ./jn city, is used as it is; others are made and taken away.
"""

import argparse
import json
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from bench.cities import city, served
from tools import paths, psql
from tools.demo.logins import PASSWORD
from tools.say import say, step

from . import results, upload, web

RECORDS, SMALL, REPEAT, WARM = 10_000_000, 100_000, 30, 3
DATA = yaml.safe_load((Path(__file__).parent / "screens.yaml").read_text(encoding="utf-8"))
JSON = paths.JN / "bench" / "screens.json"
PAGE = paths.ROOT / "docs" / "performance" / "screens.md"
HEAD = """# How fast screens are

Written by `./jn bench screens --write`. The server is asked over JSON-RPC for what the web client asks for when
somebody opens a screen, as that person: lists, boards with their columns' records, forms with all that they show.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    options = _options(words)
    found = {"repeat": options.repeat}
    with ExitStack() as stack:
        for size, cases in (("small", min(SMALL, options.records)), ("large", options.records)):
            name = stack.enter_context(city(cases))
            with served(name) as address:
                found[size] = {"cases": cases, "runs": people(name, address, options.repeat)}
                if size == "small":
                    found["upload"] = _upload(name, address)
    page = results.page(found)
    JSON.parent.mkdir(parents=True, exist_ok=True)
    JSON.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"\n{page}\n", flush=True)
    say(f"kept in {JSON.relative_to(paths.ROOT)}")
    if options.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(f"{HEAD}\n{page}\n", encoding="utf-8")
    return 0 if results.kept(found) else 1


def _options(words):
    parser = argparse.ArgumentParser(prog="bench.screens", description=__doc__)
    parser.add_argument("template")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--repeat", type=int, default=REPEAT)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(words)


def people(name, address, repeat):
    """Return {who: {what: [seconds]}}."""
    found = {}
    for login in DATA["logins"]:
        with step(f"{name}: screens of {login}"):
            client = web.Client(address, name, login, "admin" if login == "admin" else PASSWORD)
            found[login] = _screens(client, name, login, repeat)
    return found


def _upload(name, address):
    """Let an administrator upload many rows while a supervisor opens lists."""
    with step(f"{name}: an upload of {upload.ROWS:,} rows"):
        admin, supervisor = (web.Client(address, name, *who) for who in (("admin", "admin"), ("supervisor", PASSWORD)))
        moment, _seconds = admin.call("jn.clock", "now")
        now = datetime.fromisoformat(moment).astimezone(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None)
        screen = DATA["screens"][DATA["meanwhile"]]
        return upload.measure(admin, lambda: _open(supervisor, screen, {}), now)


def _screens(client, name, login, repeat):
    samples = _samples(name, login, repeat + WARM)
    found = {}
    for what, screen in DATA["screens"].items():
        needs = "record" in screen or any("{" in str(value) for *_rest, value in screen["domain"])
        if login in screen.get("not", ()) or login not in screen.get("only", DATA["logins"]) or (needs and not samples):
            continue  # not theirs, or somebody who sees no case at all
        seconds = [_open(client, screen, samples[turn % len(samples)] if needs else {}) for turn in range(repeat + WARM)]
        found[what] = seconds[WARM:]
    return found


def _open(client, screen, sample):
    """Ask for all that a screen needs; return the seconds."""
    model, specification = screen["model"], client.specification(screen["model"], screen["view"])
    if screen.get("record"):
        _found, seconds = client.call(model, "web_read", [sample["id"]], specification=specification)
        return seconds
    domain = [[name, operator, _filled(value, sample)] for name, operator, value in screen["domain"]]
    if "group" in screen:
        _found, seconds = client.call(
            model, "web_read_group", domain, [screen["group"]], ["__count"], auto_unfold=True,
            unfold_read_specification=specification, unfold_read_default_limit=web.COLUMN,
        )
        return seconds
    _found, seconds = client.call(
        model, "web_search_read", domain=domain, specification=specification, limit=web.PAGE, count_limit=web.COUNT, offset=0, order="",
    )
    return seconds


def _filled(value, sample):
    return value.format(**sample) if isinstance(value, str) else value


def _samples(name, login, count):
    """So many cases that a person sees, spread over all of them: id, number, name and reference."""
    rows = psql.ask(
        """WITH RECURSIVE sight AS (
               SELECT r.unit_id AS id FROM jn_unit_user_rel r JOIN res_users u ON u.id = r.user_id WHERE u.login = :'login'
               UNION SELECT u.id FROM jn_unit u JOIN sight s ON u.parent_id = s.id
           ), top AS (SELECT max(id) AS most FROM jn_case)
           SELECT c.id, c.phone_number, c.applicant AS applicant_name, c.ref FROM generate_series(1, :count) AS turn, top,
           LATERAL (SELECT * FROM jn_case WHERE id <= most * turn / :count AND phone_e164 IS NOT NULL
                    AND (unit_id IN (SELECT id FROM sight) OR NOT EXISTS (SELECT FROM sight)) ORDER BY id DESC LIMIT 1) AS c""",
        name, login=login, count=count,
    )
    names = ("id", "number", "name", "ref")
    return [dict(zip(names, row, strict=True)) | {"id": int(row[0])} for row in rows]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
