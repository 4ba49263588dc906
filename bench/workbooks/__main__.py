"""Measure the workbooks that are made while somebody waits: python -m bench.workbooks TEMPLATE."""

import sys

from bench import report
from bench.cities import spare
from bench.ground import Ground
from tools.say import step

from . import results

RECORDS, REPEAT = 20_000, 5  # how many cases stand behind a sheet makes no difference to its workbook: its windows do
KINDS = ("county", "window", "year", "bulletin")
HEAD = """# How long workbooks take

Written by `./jn bench workbooks --write`. Score sheets, a year's too, and bulletin are written within one request, without a bar, for as
long as they are as quick as this; every list, of any length, goes out behind the bar of `jn_export`. The city has 600 windows. Each kind
is written in a process of its own, first with nothing read; memory is what its peak grows by while it writes.
"""


def main(words):
    """Measure, tell, keep; return 1 if a bound is missed."""
    return report.run("workbooks", words, (RECORDS, REPEAT), measure, results, HEAD)


def measure(_template, records, repeat):
    """Return what was found of each kind as JSON-able data."""
    with spare(records) as name:
        ground = Ground(name)
        with step(f"{name}: both sheets of a quarter, and a year"):
            sheets = ground.script("bench.workbooks.sheets")
        with step(f"{name}: their workbooks and a bulletin's, {repeat} times each"):
            books = {kind: ground.script("bench.workbooks.written", kind=kind, sheets=sheets, repeat=repeat) for kind in KINDS}
    return {"repeat": repeat, "versions": report.versions(), "books": books}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
