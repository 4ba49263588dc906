"""Databases are copied and dropped with their attachments (on the server that the suite runs with)."""

import os

import pytest

from tools import databases, paths, psql, python_env
from tools.trouble import Trouble

REAL_VENV = paths.VENV


@pytest.fixture
def server(copy, monkeypatch):
    """The real server and client, with an empty folder for attachments; what is made is dropped."""
    monkeypatch.setattr(paths, "VENV", REAL_VENV)
    mark = f"jn-tooling-{os.getpid()}"
    yield mark
    for (name,) in psql.ask("SELECT datname FROM pg_database WHERE starts_with(datname, :'mark')", mark=mark):
        databases.drop(name)


@pytest.fixture
def settled(server):
    """A database with Odoo's table of parameters and one attachment."""
    databases.create(server)
    psql.ask("CREATE TABLE ir_config_parameter (key text UNIQUE, value text)", server)
    store = databases.filestore(server) / "ab"
    store.mkdir(parents=True)
    (store / "abc").write_text("content")
    return server


def test_a_database_comes_and_goes(server):
    assert not databases.exists(server)
    databases.create(server)
    assert databases.exists(server)
    databases.drop(server)
    assert not databases.exists(server)


def test_dropping_what_is_not_there_is_harmless(server):
    databases.drop(server)


def test_a_copy_has_the_rows_and_the_attachments(settled):
    databases.note(settled, demo=True)
    databases.copy(settled, settled + "-copy")
    assert databases.facts(settled + "-copy") == {"demo": True}
    assert (databases.filestore(settled + "-copy") / "ab" / "abc").read_text() == "content"


def test_dropping_a_copy_leaves_the_originals_attachments(settled):
    databases.copy(settled, settled + "-copy")
    databases.drop(settled + "-copy")
    assert (databases.filestore(settled) / "ab" / "abc").exists()


def test_a_renamed_database_keeps_its_attachments(settled):
    databases.rename(settled, settled + "-new")
    assert not databases.exists(settled)
    assert (databases.filestore(settled + "-new") / "ab" / "abc").exists()


def test_facts_are_added_to_what_is_known(settled):
    databases.note(settled, demo=True)
    databases.note(settled, rehearsal=False)
    assert databases.facts(settled) == {"demo": True, "rehearsal": False}


def test_a_fact_with_quotes_in_it_survives(settled):
    databases.note(settled, who='O\'Hara "x"; --')
    assert databases.facts(settled)["who"] == 'O\'Hara "x"; --'


def test_a_missing_database_is_told_with_the_command_that_makes_it(server):
    with pytest.raises(Trouble, match=f"./jn run --db {server}"):
        databases.require(server)


def test_somebody_elses_database_is_refused(server):
    databases.create(server)
    with pytest.raises(Trouble, match="was not made by ./jn run"):
        databases.require(server)


@pytest.mark.parametrize("name", ["", "a b", "a;b", "../x", "-x", "x" * 64])
def test_a_name_that_cannot_be_is_refused(name):
    with pytest.raises(Trouble, match="is no database name"):
        psql.check_name(name)


def test_a_query_that_fails_is_trouble(server):
    with pytest.raises(Trouble, match="does not exist"):
        psql.ask("SELECT * FROM no_such_table")


def test_the_client_is_the_environments_own():
    assert python_env.python().parent.parent == paths.VENV
