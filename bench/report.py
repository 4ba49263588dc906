"""What all measurements tell alike: bounds, tables, what they ran on; and where it is kept."""

import argparse
import json
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import psycopg2

from tools import paths, psql
from tools.say import say

KEPT = paths.JN / "bench"
PAGES = paths.ROOT / "docs" / "performance"


class Bound(NamedTuple):
    """One bound: what was measured, found, demanded, and whether that is kept."""

    what: str
    found: str
    wanted: str
    kept: bool


def at_least(what, found, wanted, unit=""):
    """A bound from below, numbers rounded for reading only.

    >>> at_least("rate", 2.96, 3, " ×")
    Bound(what='rate', found='2.96 ×', wanted='≥ 3 ×', kept=False)
    """
    return Bound(what, f"{_short(found)}{unit}", f"≥ {_short(wanted)}{unit}", found >= wanted)


def at_most(what, found, wanted, unit=""):
    """A bound from above, numbers rounded for reading only.

    >>> at_most("time", 1250.4, 1000, " ms")
    Bound(what='time', found='1,250 ms', wanted='≤ 1,000 ms', kept=False)
    """
    return Bound(what, f"{_short(found)}{unit}", f"≤ {_short(wanted)}{unit}", found <= wanted)


def exactly(what, found, wanted):
    """A bound that one number alone keeps.

    >>> exactly("stored", 9999, 10000)
    Bound(what='stored', found='9999', wanted='10000', kept=False)
    """
    return Bound(what, str(found), str(wanted), found == wanted)


def none_of(what, faults):
    """A bound that is kept where no fault, {fault: how often}, was found.

    >>> none_of("faults", {"lost": 2})
    Bound(what='faults', found='2 lost', wanted='none', kept=False)
    """
    return Bound(what, listed(faults), "none", not faults)


def untrue(bounds):
    """What is not as it must be, however quick the machine: of the bounds that are missed, those that bound no number.

    >>> untrue([at_most("time", 9, 1), exactly("stored", 9, 10), none_of("faults", {})])
    ['stored']
    """
    return [bound.what for bound in bounds if not bound.kept and not bound.wanted.startswith(("≤", "≥", "<"))]


def listed(faults):
    """Faults in words.

    >>> listed({"twice": 2, "open": 1}), listed({})
    ('2 twice, 1 open', 'none')
    """
    return ", ".join(f"{count} {fault}" for fault, count in faults.items()) or "none"


def table(head, rows):
    """A table in Markdown, which a terminal shows as well.

    >>> print(table(["a", "b"], [["1", "long"]]))
    | a | b    |
    |---|------|
    | 1 | long |
    """
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [head, *rows]]
    rule = "|".join("-" * (width + 2) for width in widths)
    return "\n".join([f"| {lines[0]} |", f"|{rule}|", *(f"| {line} |" for line in lines[1:])])


def bounds_table(bounds):
    """What was found beside what was wanted."""
    kept = [[bound.what, bound.found, bound.wanted, "yes" if bound.kept else "NO"] for bound in bounds]
    return table(["", "found", "wanted", "kept"], kept)


def versions_list(versions):
    """What a measurement ran on, as a list."""
    return "\n".join(f"- {name}: {value}" for name, value in versions.items())


def versions():
    """Return {what: which} of all that a measurement depends on."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line for line in lines if line.startswith("model name")]
    return {
        "machine": f"{os.cpu_count()} × {models[0].partition(':')[2].strip() if models else platform.machine()}",
        "system": platform.platform(),
        "Python": platform.python_version(),
        "Odoo": version("odoo"),
        "PostgreSQL": psql.ask("SHOW server_version")[0][0],
        "psycopg2": psycopg2.__version__.partition(" ")[0],
    }


def run(name, words, usual, measure, results, head):
    """Measure as a command's words say, tell and keep it; return 1 if a bound is missed.

    `usual` is how many records and repeats there are if nothing is said; `measure(template, records, repeat)`
    returns JSON-able data, of which `results.page` tells and `results.bounds` lists the bounds.
    """
    parser = argparse.ArgumentParser(prog=f"bench.{name}")
    parser.add_argument("template")
    for option, amount in zip(("--records", "--repeat"), usual, strict=True):
        parser.add_argument(option, type=int, default=amount)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(words)
    found = measure(options.template, options.records, options.repeat)
    keep(name, found, results.page(found), head if options.write else None)
    return 0 if all(bound.kept for bound in results.bounds(found)) else 1


def keep(name, found, page, head=None):
    """Print a measurement's page and keep its numbers; with a `head`, write docs/performance/<name>.md as well."""
    file = KEPT / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"\n{page}\n", flush=True)
    say(f"kept in {file.relative_to(paths.ROOT)}")
    if head:
        PAGES.mkdir(parents=True, exist_ok=True)
        (PAGES / f"{name}.md").write_text(f"{head}\n{page}\n", encoding="utf-8")


def _short(number):
    """A number with three digits that count, thousands apart.

    >>> _short(1.8), _short(0.449), _short(12345.6), _short(17.0)
    ('1.8', '0.449', '12,346', '17')
    """
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
