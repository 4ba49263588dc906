"""Compare a regulation pack with a database, apply it, or write it out."""

from pathlib import Path

from .. import databases, odoo, setup
from ..trouble import Trouble
from .run import DEFAULT_DATABASE


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("action", choices=("plan", "apply", "export"), help="what to do")
    parser.add_argument("path", type=Path, help="the pack's folder; export writes the pack of that name, else the one applied last")
    parser.add_argument("--db", default=DEFAULT_DATABASE, help="database (default: %(default)s)")


def main(options):
    """Run one verb of the pack on one database."""
    if options.action != "export" and not (options.path / "pack.yaml").exists():
        raise Trouble(f"{options.path} is no pack: it has no pack.yaml")
    with setup.at_work("pack"):
        databases.require(options.db)
        path = str(options.path.resolve())
        code, _output = odoo.script("pack", options.db, action=options.action, path=path)
    return code
