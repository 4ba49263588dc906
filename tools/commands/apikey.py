"""Print a new API key of a login, and nothing else on standard output."""

from .. import databases, odoo, setup
from .run import DEFAULT_DATABASE


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("login", help="whose key")
    parser.add_argument("--db", default=DEFAULT_DATABASE, help="database (default: %(default)s)")


def main(options):
    """Make a key for calls over JSON-2, good for a year."""
    with setup.at_work("apikey"):
        databases.require(options.db)
        code, key = odoo.script("apikey", options.db, capture=True, login=options.login)
    print(key, end="")
    return code
