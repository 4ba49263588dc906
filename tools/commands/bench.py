"""Run a measurement of the folder bench, or list them."""

import subprocess

from .. import odoo, paths, python_env, setup
from ..trouble import Trouble

FOLDER = paths.ROOT / "bench"


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("name", nargs="?", help="the measurement; without it they are listed")


def _known():
    """Return {name: script}."""
    return {file.stem: file for file in sorted(FOLDER.glob("[a-z]*.py"))}


def main(options):
    """Run bench/NAME.py in the environment, with the database server up."""
    if options.name is None:
        print("\n".join(_known()) or f"there are no measurements in {FOLDER}")
        return 0
    if options.name not in _known():
        raise Trouble(f"There is no measurement {options.name}; ./jn bench lists them")
    with setup.at_work("bench"):
        words = [str(python_env.python()), str(_known()[options.name])]
        return subprocess.run(words, env=odoo.environment(), cwd=paths.ROOT, check=False).returncode
