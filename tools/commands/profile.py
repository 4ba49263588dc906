"""Look into a measurement while it runs: the dearest statements and functions."""

import subprocess

from .. import odoo, paths, python_env, setup, templates
from . import bench


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("name", help="the measurement")
    parser.add_argument("--records", type=int, help="on so many records instead of the full number")
    parser.add_argument("--repeat", type=int, help="so many runs of each")


def main(options):
    """Run bench.NAME with py-spy and with its statements timed, the database server up."""
    options.write = False  # times of what is looked into are no result
    bench.check(options)
    with setup.at_work("profile"):
        with setup.locked():
            template = templates.ensure()
        command = [str(python_env.python()), "-m", "bench.profiling", options.name, template, *bench.words(options)]
        return subprocess.run(command, env=odoo.environment(), cwd=paths.ROOT, check=False).returncode
