"""Measure score sheets on cities of several sizes: python -m bench.assessment TEMPLATE."""

import sys

from bench import report
from bench.cities import city, served
from bench.ground import Ground
from bench.screens import web
from tools.say import step

from . import figures, results

RECORDS, REPEAT, OPENINGS, LOOKS = 10_000_000, 3, 20, 20
SHARES = (10, 2, 1)  # the cities: a tenth, half and all of the records
HEAD = """# How long score sheets take

Written by `./jn bench assessment --write`. The sheets are made and computed as people do it; the statements by hand count the same
numbers, one for each table (`bench/assessment/byhand.py`), in the same transaction, and every number is compared. A city that stands
already as the database city-N, made by `./jn city`, is used as it is.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("assessment", words, (RECORDS, REPEAT), measure, results, HEAD)


def measure(_template, records, repeat):
    """Return all that was found on three cities, the smallest first, as JSON-able data."""
    cities = [_measured(max(1, records // share), repeat) for share in SHARES]
    return {"repeat": repeat, "versions": report.versions(), "cities": cities}


def _measured(cases, repeat):
    """What was found on a city of so many cases."""
    with city(cases) as name, served(name) as address:
        ground = Ground(name)
        with step(f"{name}: both sheets of a quarter, {repeat} times"):
            found = ground.script("bench.assessment.sheets", repeat=repeat, keep=True)
        client = web.Client(address, name, "admin", "admin")
        with step(f"{name}: the dashboards' figures, {LOOKS} times"):
            found["figures"] = figures.measured(client, *found["moments"], LOOKS)
        try:
            found["open"] = _opened(client, found["opened"])
        finally:
            ground.script("bench.assessment.gone", ids=found["opened"])
    return found


def _opened(client, sheets):
    """Seconds in which the server has told all that a sheet's form shows; a first look warms up."""
    specification = client.specification("jn.sheet", "form")
    times = [client.call("jn.sheet", "web_read", [sheet], specification=specification)[1] for _turn in range(OPENINGS + 1) for sheet in sheets]
    return times[len(sheets) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
