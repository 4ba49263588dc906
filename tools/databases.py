"""Databases with their file stores: copied, dropped, described."""

import json
import os
import shutil

from . import paths, postgres, psql, stamps
from .trouble import Trouble

FACTS = "jn.setup"  # the system parameter that keeps what a database was made from


def exists(name):
    """Tell whether the server has a database of that name."""
    return bool(psql.ask("SELECT 1 FROM pg_database WHERE datname = :'name'", name=name))


def filestore(name):
    """Return the folder of a database's attachments."""
    return paths.DATA / "filestore" / name


def create(name):
    """Make an empty database."""
    psql.ask("CREATE DATABASE :\"name\" TEMPLATE template0 ENCODING 'UTF8'", name=name)
    _remember(name)


def copy(template, name):
    """Make a database out of another, attachments included (shared, as Odoo never rewrites one)."""
    psql.ask('CREATE DATABASE :"name" TEMPLATE :"template"', name=name, template=template)
    _remember(name)
    shutil.rmtree(filestore(name), ignore_errors=True)
    if filestore(template).exists():
        shutil.copytree(filestore(template), filestore(name), copy_function=os.link)


def rename(old, new):
    """Give a database and its attachments another name."""
    psql.ask('ALTER DATABASE :"old" RENAME TO :"new"', old=old, new=new)
    _remember(new)
    shutil.rmtree(filestore(new), ignore_errors=True)
    if filestore(old).exists():
        filestore(old).rename(filestore(new))


def drop(name):
    """Remove a database and its attachments; nothing if there is none."""
    # not WITH (FORCE): that stumbles over the server's own vacuuming, which a plain drop sends away
    psql.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'name' AND usename = current_user;"
        ' DROP DATABASE IF EXISTS :"name"',
        name=name,
    )
    shutil.rmtree(filestore(name), ignore_errors=True)


def _remember(name):
    """Note that we made this database, for the purge of a server that is not ours."""
    known = stamps.read("databases").split()
    stamps.write("databases", "\n".join(sorted({*known, name})))


def drop_made():
    """Remove from a foreign server every database that was made here."""
    if postgres.is_foreign() and stamps.read("databases"):
        for name in stamps.read("databases").split():
            drop(name)


def facts(name):
    """Return what a database of ours was made from, or {} if it is not one of ours."""
    tables = psql.ask("SELECT to_regclass('ir_config_parameter')", name)
    if not tables[0][0]:
        return {}
    rows = psql.ask("SELECT value FROM ir_config_parameter WHERE key = :'key'", name, key=FACTS)
    return json.loads(rows[0][0]) if rows else {}


def require(name):
    """Return the facts of a database of ours that must be there."""
    psql.check_name(name)
    if not exists(name):
        raise Trouble(f"There is no database {name}; ./jn run --db {name} makes it")
    known = facts(name)
    if not known:
        raise Trouble(f"The database {name} was not made by ./jn run; choose another with --db")
    return known


def note(name, **changes):
    """Write down new facts about a database."""
    psql.ask(
        "INSERT INTO ir_config_parameter (key, value) VALUES (:'key', :'value')"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        name,
        key=FACTS,
        value=json.dumps({**facts(name), **changes}, sort_keys=True),
    )


def set_address(name, url):
    """Let links lead to where the database is served, unless an administrator has frozen the address."""
    psql.ask(
        "UPDATE ir_config_parameter SET value = :'url' WHERE key = 'web.base.url'"
        " AND NOT EXISTS (SELECT FROM ir_config_parameter WHERE key = 'web.base.url.freeze')",
        name,
        url=url,
    )
