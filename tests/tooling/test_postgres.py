"""Which server is used, where its files lie, and when it is stopped."""

from pathlib import Path

import pytest

from tools import keys, leases, paths, postgres, stamps
from tools.trouble import Trouble


@pytest.fixture
def embedded(copy, monkeypatch):
    """No server in the environment."""
    for name in (*postgres.FOREIGN, *keys.NAMES):
        monkeypatch.delenv(name, raising=False)
    return copy


@pytest.fixture
def control(embedded, monkeypatch):
    """A running cluster whose pg_ctl only notes what it is told."""
    told = []
    paths.VENV.mkdir(parents=True)
    monkeypatch.setattr(postgres, "is_running", lambda: True)
    monkeypatch.setattr(postgres, "_control", lambda *words: told.append(words[0]))
    return told


def test_a_server_of_ones_own_is_used_and_none_started(embedded, monkeypatch):
    monkeypatch.setenv("PGHOST", "db.example.org")
    monkeypatch.setattr(postgres, "is_running", lambda: pytest.fail("not to be asked"))
    postgres.start()
    assert postgres.environment() == {}


def test_the_embedded_server_is_reached_through_its_socket_with_a_password(embedded):
    environment = postgres.environment()
    assert environment["PGHOST"] == str(postgres.socket_folder())
    assert environment["PGPASSWORD"] == keys.secret("JN_PG_PASSWORD")


def test_roots_files_lie_outside_every_home(embedded, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert postgres.folder().parent == Path("/var/lib")
    assert postgres._demoted()["user"] == postgres.SYSTEM_USER


def test_anybody_elses_files_lie_in_the_ignored_folder(embedded, no_root):
    assert postgres.folder().parent == paths.JN
    assert "user" not in postgres._demoted()


def test_a_deep_working_copy_gets_a_short_socket_folder(embedded, no_root, monkeypatch):
    monkeypatch.setattr(paths, "JN", Path("/" + "deep/" * 30))
    assert len(str(postgres.socket_folder())) <= postgres.LONGEST_SOCKET_FOLDER


def test_two_working_copies_do_not_share_a_folder(embedded, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    first = postgres.folder()
    monkeypatch.setattr(paths, "ROOT", Path("/elsewhere"))
    assert postgres.folder() != first


def test_files_of_a_lost_setup_are_not_overwritten(embedded, no_root, monkeypatch):
    postgres._data().mkdir(parents=True)
    with pytest.raises(Trouble, match="stop --purge removes them"):
        postgres.start()


def test_the_last_one_stops_the_server(control):
    leases.take("test-1")
    postgres.stop_if_idle()
    assert control == ["stop"]


def test_the_server_stays_while_somebody_works(control):
    leases.take("server-jining", pid=1)
    postgres.stop_if_idle()
    assert control == []


def test_a_server_of_ones_own_is_never_stopped(control, monkeypatch):
    monkeypatch.setenv("PGHOST", "db.example.org")
    postgres.stop_if_idle()
    assert control == []


def test_the_system_user_is_removed_only_where_it_was_made_here(embedded, no_root, monkeypatch):
    removed = []
    monkeypatch.setattr(postgres.processes, "call", lambda words, *_a, **_k: removed.append(words))
    monkeypatch.setattr(postgres, "_still_served", lambda: False)
    postgres.remove()
    assert removed == []
    stamps.write("system-user", postgres.SYSTEM_USER)
    postgres.remove()
    assert removed == [["userdel", postgres.SYSTEM_USER]]
