"""Look into a measurement while it runs, where its time goes: python -m bench.profiling NAME TEMPLATE [options of the measurement].

py-spy looks into all its Python programs; the statements come from pg_stat_statements where the server keeps that list, else from
Odoo's own cursors (tools/odoo_scripts/statements.py).
"""

import json
import os
import shutil
import subprocess
import sys

from bench import packages, report, stacks
from tools import psql
from tools.say import say

MOST = 10  # statements and functions that are shown
RATE = 50  # looks a second
SHOWN = 160  # characters of a statement on the page
KEPT_BY_SERVER = "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'"
ASK_SERVER = """
    SELECT json_object_agg(query, json_build_array(calls, seconds, rows)) FROM (
        SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 400) AS query, sum(calls) AS calls, sum(total_exec_time) / 1000 AS seconds,
            sum(rows) AS rows FROM pg_stat_statements GROUP BY 1) AS told"""
BY_SERVER = "Statements: pg_stat_statements of the server, of all that worked with it meanwhile."
BY_CURSORS = (
    "Statements: this PostgreSQL has no pg_stat_statements, so they were timed by Odoo's own cursors, in the processes that asked;"
    " what was asked by other programs, or by a process in its last second before it was killed, is not among them."
)


def main(words):
    """Run the measurement, tell where its time went; return 1 if it could not be run."""
    measurement, template, *options = words
    packages.ensure()
    folder = report.KEPT / f"profile-{measurement}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    by_server = kept_by_server()
    raw, code = _spied(measurement, [template, *options], folder)
    if not raw.exists():
        say(f"jn: py-spy could not look into ./jn bench {measurement}; what is wrong stands above")
        return 1
    statements = json.loads(psql.ask(ASK_SERVER)[0][0]) if by_server else added(folder)
    found = {"measurement": measurement, "kept": code == 0, "by_server": by_server, "statements": statements, **stacks.read(raw)}
    report.keep(f"profile-{measurement}", {**found, "versions": {**report.versions(), **packages.versions()}}, page(found))
    return 0


def kept_by_server():
    """Whether the server keeps a list of statements; then it begins anew."""
    if not int(psql.ask(KEPT_BY_SERVER)[0][0]):
        return False
    psql.ask("SELECT pg_stat_statements_reset()")
    return True


def _spied(measurement, words, folder):
    """Run the measurement below py-spy; return the file of stacks, and the exit code."""
    raw = folder / "stacks.txt"
    spy = [packages.program("py-spy"), "record", "--subprocesses", "--rate", RATE, "--format", "raw", "--output", raw, "--"]
    run = [sys.executable, "-m", f"bench.{measurement}", *words]
    environment = {**os.environ, "JN_STATEMENTS": str(folder)}
    return raw, subprocess.run([str(word) for word in [*spy, *run]], env=environment, check=False).returncode


def added(folder):
    """The statements of all processes that wrote into a folder, added up: {statement: [times, seconds, rows]}."""
    told = {}
    for file in folder.glob("*.json"):
        for statement, numbers in json.loads(file.read_text(encoding="utf-8")).items():
            told[statement] = [one + other for one, other in zip(told.get(statement, (0, 0, 0)), numbers, strict=True)]
    return told


def page(found):
    """Where the time went, in Markdown."""
    return "\n\n".join([
        f"./jn bench {found['measurement']}, looked into while it ran.",
        BY_SERVER if found["by_server"] else BY_CURSORS,
        report.table(["statement", "times", "seconds", "share", "ms each", "rows each"], _statements(found["statements"])),
        f"Python: {found['looks']:,} stacks of programs at work, {RATE} looks a second (py-spy).",
        report.table(["function, itself", "share"], _functions(found["own"], found["looks"])),
        report.table(["function of ours, with all that it calls", "share"], _functions(found["ours"], found["looks"])),
    ])


def _statements(told):
    whole = sum(seconds for _times, seconds, _rows in told.values()) or 1
    dearest = sorted(told.items(), key=lambda entry: -entry[1][1])[:MOST]
    return [
        [statement[:SHOWN].replace("|", "¦"), f"{times:,}", f"{seconds:.2f}", f"{seconds / whole:.0%}", f"{1000 * seconds / times:.2f}",
         f"{rows / times:.1f}"]
        for statement, (times, seconds, rows) in dearest
    ]


def _functions(counts, looks):
    dearest = sorted(counts.items(), key=lambda entry: -entry[1])[:MOST]
    return [[function, f"{count / looks:.1%}"] for function, count in dearest]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
