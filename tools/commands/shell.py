"""Run a script from standard input (or a prompt) with Odoo's env; env.cr.commit() keeps changes."""

import subprocess

from .. import databases, odoo, setup
from .run import DEFAULT_DATABASE


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("--db", default=DEFAULT_DATABASE, help="database (default: %(default)s)")


def main(options):
    """Hand standard input to Odoo's shell."""
    with setup.at_work("shell"):
        databases.require(options.db)
        words = odoo.command("shell", *odoo.options(options.db), "--no-http", "--log-level=warn")
        return subprocess.run(words, env=odoo.environment(), check=False).returncode
