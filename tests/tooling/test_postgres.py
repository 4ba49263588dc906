"""Which server is used, where its files lie, and when it is stopped."""

from pathlib import Path

import pytest

from tools import keys, leases, paths, postgres, stamps


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


@pytest.fixture
def making(embedded, no_root, monkeypatch):
    """A cluster that is only said to be made."""
    told = []
    monkeypatch.setattr(postgres, "_initialise", lambda: (postgres._data().mkdir(parents=True), told.append("made")))
    monkeypatch.setattr(postgres, "_control", lambda *words: told.append(words[0]))
    monkeypatch.setattr(postgres, "_make_role", lambda: told.append("role"))
    return told


@pytest.mark.parametrize(("runs", "told"), [(False, ["made", "start", "role"]), (True, ["stop", "made", "start", "role"])])
def test_files_of_a_lost_setup_are_set_aside_and_kept(making, monkeypatch, capsys, runs, told):
    monkeypatch.setattr(postgres, "is_running", lambda: runs)
    for earlier in ("first", "second"):
        postgres._data().mkdir(parents=True, exist_ok=True)
        (postgres._data() / earlier).touch()
        making.clear()
        (paths.STAMPS / "postgres").unlink(missing_ok=True)
        postgres.start()
        assert making == told
    left = [file.parent.parent.name for file in sorted(paths.JN.glob("*/data/*"))]
    assert left == ["postgres.left-1", "postgres.left-2"]
    assert "./jn stop --purge removes them" in capsys.readouterr().err


def test_a_cluster_of_this_setup_goes_on(making, monkeypatch):
    monkeypatch.setattr(postgres, "is_running", lambda: False)
    postgres.start()
    making.clear()
    postgres.start()
    assert making == ["start"]


def test_the_purge_takes_what_was_set_aside(making, monkeypatch):
    monkeypatch.setattr(postgres, "is_running", lambda: False)
    postgres._data().mkdir(parents=True)
    postgres.start()
    postgres.remove()
    assert list(paths.JN.glob("postgres*")) == []


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
