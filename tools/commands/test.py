"""Run the suites, all or those that the pytest arguments name."""

import os
import subprocess
from contextlib import contextmanager

from .. import (
    databases,
    odoo,
    paths,
    ports,
    prepare,
    psql,
    python_env,
    servers,
    setup,
    suites,
    system_packages,
    templates,
)
from ..say import say

BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")
EMPTY = 5  # pytest's exit code when nothing was collected


def add_arguments(parser):
    """Declare the options (all words after `test` are handed to pytest as they are)."""
    parser.add_argument("rest", nargs="*", metavar="PYTEST_ARGUMENT", help="paths are routed to their suite")


def _unsafe_but_fast(database):
    """Let a test database not wait for the disk."""
    psql.ask('ALTER DATABASE :"name" SET synchronous_commit = off', name=database)


@contextmanager
def _pure():
    """The pure suite needs nothing."""
    yield {}


@contextmanager
def _odoo():
    """Give a fresh copy of the template, and a configuration that pytest-odoo reads."""
    name = f"jn-test-{os.getpid()}"
    with setup.locked():
        databases.copy(templates.ensure(), name)
    _unsafe_but_fast(name)
    if addons.for_tests():
        odoo.install(name, {"--init": addons.for_tests()}, "Installing the addons for tests")
    conf = odoo.write_conf(paths.TEST / "odoo.conf", name, http_port=ports.any_free())
    try:
        yield {"ODOO_RC": conf}
    finally:
        databases.drop(name)


@contextmanager
def _browser():
    """Serve a rehearsal database with the demo city and tell the tests where."""
    system_packages.require(BROWSER_PACKAGES)
    name = f"jn-browser-{os.getpid()}"
    with setup.locked():
        prepare.make(name, rehearsal=True, demo=True)
        _unsafe_but_fast(name)
        lease = servers.start(name, ports.any_free(), rehearsal=True)
    try:
        servers.wait_until_healthy(lease)
        yield {"JN_TEST_URL": servers.url(lease), "JN_TEST_DB": name}
    finally:
        servers.stop(lease)
        databases.drop(name)


WORLDS = {"pure": _pure, "odoo": _odoo, "browser": _browser}


def _pytest(suite, places, options):
    """Run one process and return its tally."""
    report = paths.TEST / f"{suite.name}.xml"
    report.unlink(missing_ok=True)
    words = [python_env.python(), "-m", "pytest", *suite.options, f"--junitxml={report}", *options, *places]
    with WORLDS[suite.name]() as world:
        code = subprocess.run(
            [str(word) for word in words],
            cwd=paths.ROOT,
            env={**odoo.environment(), **world},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
    tally = suites.count(report)
    if code not in (0, EMPTY) and not tally.failed:
        tally.failed = 1
    return tally


def _run(shares, whole):
    """Run the processes one after the other and return the sum; whole suites may not be empty."""
    total = suites.Tally()
    for suite, places, options in shares:
        say(f"\n== {suite.name} suite")
        tally = _pytest(suite, places, options) if places else suites.Tally()
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
