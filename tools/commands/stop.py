"""Stop what run started; PostgreSQL goes with the last server."""

import shutil

from .. import databases, paths, postgres, servers, setup
from ..say import say
from ..trouble import Trouble


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("--db", help="stop only the server of this database")
    parser.add_argument("--purge", action="store_true", help="then remove all that was ever made here")


def _purge():
    """Undo the set-up: databases, PostgreSQL's files and user, the folder .jn."""
    if paths.VENV.exists():
        databases.drop_made()
    postgres.remove()
    shutil.rmtree(paths.JN, ignore_errors=True)
    say("  removed all that was made here")


def main(options):
    """Stop our servers, all or one, and nothing else."""
    if options.purge and options.db:
        raise Trouble("--purge removes everything; run ./jn stop --purge without --db")
    with setup.locked():
        for lease in servers.running(options.db):
            servers.stop(lease)
            say(f"  stopped the server of {lease['database']}")
        postgres.stop_if_idle()
        if options.purge:
            _purge()
    return 0
