"""Measure: rates, memory and safety under faults; exit code 1 when a bound is missed."""

import subprocess

from .. import odoo, paths, python_env, setup, templates
from ..trouble import Trouble

FOLDER = paths.ROOT / "bench"


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("name", nargs="?", help="the measurement; without it all of them, one after the other")
    parser.add_argument("--records", type=int, help="on so many records instead of the full number")
    parser.add_argument("--repeat", type=int, help="so many runs of each, of which the median counts")
    parser.add_argument("--write", action="store_true", help="write docs/performance/NAME.md as well")


def known():
    """Return the names of the measurements: the folders that can be run."""
    return sorted(file.parent.name for file in FOLDER.glob("*/__main__.py"))


def words(options):
    """Return the options as the measurement takes them."""
    given = {"--records": options.records, "--repeat": options.repeat}
    numbers = [word for option, value in given.items() if value is not None for word in (option, str(value))]
    return numbers + ["--write"] * options.write


def check(options):
    """Refuse what cannot be measured."""
    if options.name not in (None, *known()):
        raise Trouble(f"There is no measurement {options.name}; there are: {', '.join(known()) or 'none'}")
    if any(value is not None and value < 1 for value in (options.records, options.repeat)):
        raise Trouble("--records and --repeat are whole numbers above 0")


def main(options):
    """Run bench.NAME in the environment with a template database, the database server up."""
    check(options)
    with setup.at_work("bench"):
        with setup.locked():
            template = templates.ensure()
        codes = [_run(name, template, words(options)) for name in known() if options.name in (None, name)]
    return max(codes, default=0)


def _run(name, template, given):
    """Run one measurement and return its exit code."""
    command = [str(python_env.python()), "-m", f"bench.{name}", template, *given]
    return subprocess.run(command, env=odoo.environment(), cwd=paths.ROOT, check=False).returncode
