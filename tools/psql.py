"""Questions to PostgreSQL, asked with the wheel's psql so that any server will do."""

import os
import re

from . import postgres, processes
from .trouble import Trouble

NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}")


def check_name(name):
    """Return a database name that PostgreSQL, Odoo and a folder can bear, or say why not."""
    if not NAME.fullmatch(name):
        raise Trouble(f"“{name}” is no database name: letters, digits, _ . and -, at most 63 of them")
    return name


def ask(query, database="postgres", **values):
    """Run a query and return its rows as lists of texts; values stand in it as :'name' or :"name"."""
    settings = [word for key, value in values.items() for word in ("-v", f"{key}={value}")]
    options = ["-qAtX", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", *settings, "-d", database]
    output = processes.call(
        [postgres.client("psql"), *options],
        "The database server",
        env={**os.environ, **postgres.environment()},
        input=query,
    )
    return [line.split("\x1f") for line in output.splitlines()]
