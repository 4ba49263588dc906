"""Make a rehearsal database with a synthetic city of any size: for measurements and rehearsals at full scale."""

import shutil
import subprocess

from .. import databases, odoo, paths, postgres, prepare, psql, python_env, setup
from ..demo.logins import LOGINS
from ..say import say
from ..trouble import Trouble

DEFAULT_DATABASE = "city"
DEFAULT_CASES = 100_000
DEFAULT_SEED = 1
MOST = 40_000_000  # ids of more would not fit into their columns
BYTES = 6500  # that a case takes with all its rows, indexes and what is sorted on the way


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("--cases", type=int, default=DEFAULT_CASES, help="so many cases (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="the same seed gives the same rows (default: %(default)s)")
    parser.add_argument("--db", default=DEFAULT_DATABASE, help="database to make (default: %(default)s)")
    parser.add_argument("--fresh", action="store_true", help="make the database anew, what was in it is lost")


def main(options):
    """Make the database and fill it; what was made is printed as JSON."""
    if not 1 <= options.cases <= MOST:
        raise Trouble(f"--cases is a whole number from 1 to {MOST:,}")
    with setup.at_work("city"):
        _check_room(options.cases)
        with setup.locked():
            _make(psql.check_name(options.db), options.fresh)
        code = fill(options.db, options.cases, options.seed)
        if code:
            databases.drop(options.db)
            raise Trouble(f"The city could not be made; what is wrong stands above. {options.db} was removed")
        known = databases.facts(options.db)
        databases.note(options.db, demo=True, logins=[*known["logins"], *map(list, LOGINS)])
    say(f"  ./jn run --db {options.db} serves it")


def _check_room(cases):
    """Refuse a city that would fill the disk; of a server elsewhere nothing is known."""
    if postgres.is_foreign():
        return
    needed, free = cases * BYTES / 1e9, shutil.disk_usage(postgres.folder()).free / 1e9
    if needed > free:
        raise Trouble(f"{cases:,} cases need about {needed:.0f} GB of disk, {free:.0f} GB are free; choose fewer with --cases")


def _make(name, fresh):
    """Make the database that is filled; one that is there already is left alone."""
    if fresh:
        databases.drop(name)
    if databases.exists(name):
        raise Trouble(f"There is a database {name} already; choose another with --db, or --fresh to make it anew")
    prepare.make(name, rehearsal=True, demo=False)


def fill(name, cases, seed):
    """Fill a fresh rehearsal database; return the exit code."""
    words = [str(python_env.python()), "-m", "tools.city", name, "--cases", str(cases), "--seed", str(seed)]
    environment = {**odoo.environment(), "PYTHONPATH": f"{paths.ROOT}:{paths.ADDONS}"}
    return subprocess.run(words, env=environment, cwd=paths.ROOT, check=False).returncode
