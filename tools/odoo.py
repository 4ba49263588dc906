"""Odoo as a command: its arguments, its environment, and our scripts run inside it."""

import json
import os
import subprocess

from . import addons, keys, paths, postgres, processes, python_env


def environment():
    """Return the environment of every Odoo process: the database server and the link key."""
    return {
        **os.environ,
        **postgres.environment(),
        "JN_LINK_KEY": keys.secret("JN_LINK_KEY"),
        "PYTHONUNBUFFERED": "1",
    }


def _settings(database):
    """Return what every Odoo process must be told, by the names of the configuration file."""
    return {"db_name": database, "addons_path": addons.path(), "data_dir": paths.DATA}


def options(database):
    """Return the options that every Odoo process gets."""
    switches = {"db_name": "database", "addons_path": "addons-path", "data_dir": "data-dir"}
    settings = _settings(database).items()
    return [f"--config={paths.CONF}", *(f"--{switches[key]}={value}" for key, value in settings)]


def write_conf(file, database, **more):
    """Write a configuration file for a program that takes nothing else, and return its path."""
    lines = [f"{key} = {value}\n" for key, value in {**_settings(database), **more}.items()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(paths.CONF.read_text() + "".join(lines))
    return str(file)


def command(*words):
    """Return the command line of Odoo, through a launcher that works with workers, too."""
    return [str(python_env.python()), str(paths.SCRIPTS / "odoo_bin.py"), *map(str, words)]


def install(database, modules, what, extra=()):
    """Install and update modules in a database that no server serves."""
    switch = [f"{option}={','.join(names)}" for option, names in modules.items() if names]
    processes.logged(
        command("server", *options(database), *switch, "--stop-after-init", "--no-http", *extra),
        what,
        paths.LOG / f"{what.lower().replace(' ', '-')}.log",
        env=environment(),
    )


def script(name, database, capture=False, extra=(), **arguments):
    """Run odoo_scripts/<name>.py with an environment on a database; return (exit code, output).

    A name with dots is a module's of its own. `extra` are options for Odoo. The script's words for
    people go to stderr; stdout is the terminal's, or returned when captured.
    """
    words = [python_env.python(), paths.SCRIPTS / "runner.py", name, json.dumps(arguments)]
    done = subprocess.run(
        [*map(str, words), *options(database), "--log-level=warn", *extra],
        env={**environment(), "PYTHONPATH": str(paths.ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if capture else None,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout or "")
