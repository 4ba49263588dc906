"""Run the suites, all or those that the pytest arguments name."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from itertools import groupby

from .. import odoo, paths, python_env, setup, suites, worlds
from ..say import say
from ..trouble import Trouble

EMPTY = 5  # pytest's exit code when nothing was collected


def add_arguments(parser):
    """Declare the options (all words after `test` are handed to pytest as they are)."""
    parser.add_argument("rest", nargs="*", metavar="PYTEST_ARGUMENT", help="paths are routed to their suite")


def _pytest(suite, places, options, said=None):
    """Run one process, its words going to the file `said` if one is given, and return its tally."""
    report = paths.TEST / f"{suite.name}.xml"
    report.unlink(missing_ok=True)
    words = [python_env.python(), "-m", "pytest", *suite.options, f"--junitxml={report}", *options, *places]
    with worlds.WORLDS[suite.world](suite.name) as world, said.open("wb") if said else nullcontext() as output:
        code = subprocess.run(
            [str(word) for word in words],
            cwd=paths.ROOT,
            env={**odoo.environment(), **world},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode
    tally = suites.count(report)
    if code not in (0, EMPTY) and not tally.failed:
        tally.failed = 1
    return tally


def _told(suite, places, options, said=None):
    """Run one process; trouble with what it needs is told and counts as one failure."""
    try:
        return _pytest(suite, places, options, said) if places else suites.Tally()
    except Trouble as trouble:
        say(f"jn: {trouble}")
        return suites.Tally(failed=1)


def _at_once(shares):
    """Run processes at the same time: the first one's words are shown as they come, the others' at the end. Yield each tally."""
    say(f"\n== {' and '.join(suite.name for suite, *_rest in shares)} suite")
    files = [None, *(paths.TEST / f"{suite.name}.log" for suite, *_rest in shares[1:])]
    with ThreadPoolExecutor(len(shares)) as pool:
        running = [pool.submit(_told, *share, said) for share, said in zip(shares, files, strict=True)]
    for (suite, *_rest), said, future in zip(shares, files, running, strict=True):
        if said and said.exists():
            say(f"\n== {suite.name} suite\n{said.read_text(errors='replace')}")
        yield suite, future.result()


def _run(shares, whole):
    """Run the processes, those of one turn at the same time, and return the sum; whole suites may not be empty."""
    total = suites.Tally()
    for _turn, group in groupby(shares, lambda share: share[0].turn):
        for suite, tally in _at_once(list(group)):
            if tally.skipped:
                say(f"{tally.skipped} skipped: a test that is not run proves nothing, so it counts as failed")
            if whole and tally == suites.Tally():
                say(f"the {suite.name} suite is empty: that counts as a failure")
                tally.failed = 1
            total += tally
    return total


def main(options):
    """Run pytest once for each suite concerned, and close with one line that counts them all."""
    shares = suites.route(options.rest)
    paths.TEST.mkdir(parents=True, exist_ok=True)
    with setup.at_work("test"):
        total = _run(shares, whole=not options.rest)
    print(f"\n{total}", flush=True)
    return 1 if total.failed or total.skipped or not total.passed else 0
