"""The environment takes the best interpreter and is made anew only when the lock changes."""

import re
import stat

import pytest

from tools import paths, python_env, stamps, system_packages
from tools.trouble import Trouble

REAL_LOCK = paths.LOCK


@pytest.fixture
def bin_folder(copy, monkeypatch):
    """An empty PATH to put interpreters into."""
    folder = copy / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(python_env, "CANDIDATES", ("python3.12", "python3.11"))
    return folder


def interpreter(folder, name, code):
    """Put a program that only exits with a code."""
    file = folder / name
    file.write_text(f"#!/bin/sh\nexit {code}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def test_3_12_comes_first_when_it_runs(bin_folder):
    wanted = interpreter(bin_folder, "python3.12", 0)
    interpreter(bin_folder, "python3.11", 0)
    assert python_env.pick() == wanted


def test_a_3_12_that_is_only_a_shim_is_passed_over(bin_folder):
    interpreter(bin_folder, "python3.12", 127)
    wanted = interpreter(bin_folder, "python3.11", 0)
    assert python_env.pick() == wanted


def test_without_a_fitting_interpreter_one_sentence_says_what_to_install(bin_folder):
    with pytest.raises(Trouble, match="apt-get install python3.11"):
        python_env.pick()


def test_an_interpreter_without_venv_asks_for_the_package(bin_folder, monkeypatch):
    asked = []
    monkeypatch.setattr(system_packages, "require", asked.append)
    interpreter(bin_folder, "python3.11", 1)
    with pytest.raises(Trouble):
        python_env.pick()
    assert ["python3-venv"] in asked


def test_an_environment_that_stands_for_the_lock_is_left_alone(copy, monkeypatch):
    paths.LOCK.parent.mkdir(parents=True)
    paths.LOCK.write_text("a==1\n")
    python_env.python().parent.mkdir(parents=True)
    python_env.python().touch()
    stamps.write("venv", stamps.digest(paths.LOCK))
    monkeypatch.setattr(python_env, "pick", lambda: pytest.fail("nothing is to be made"))
    python_env.ensure()


def test_a_changed_lock_makes_the_environment_anew(copy, monkeypatch):
    paths.LOCK.parent.mkdir(parents=True)
    paths.LOCK.write_text("a==2\n")
    stale = paths.VENV / "stale"
    stale.mkdir(parents=True)
    commands = []
    monkeypatch.setattr(python_env, "pick", lambda: "python3.11")
    monkeypatch.setattr(python_env.processes, "call", lambda words, *_a, **_k: commands.append(words))
    python_env.ensure()
    assert not stale.exists()
    assert commands[-1][-1] == paths.LOCK
    assert stamps.read("venv") == stamps.digest(paths.LOCK)


def test_the_lock_names_exact_versions_only_and_no_address():
    lines = REAL_LOCK.read_text().splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[A-Za-z0-9_.\-]+", line) for line in lines)
    assert len(lines) == len({line.split("==")[0].lower() for line in lines})


def test_the_lock_holds_everything_that_is_asked_for():
    asked = (REAL_LOCK.parent / "requirements.in").read_text().splitlines()
    names = {re.split(r"[<>=# ]", line)[0].lower().replace("-", "_") for line in asked} - {""}
    locked = {line.split("==")[0].lower().replace("-", "_") for line in REAL_LOCK.read_text().splitlines()}
    assert names <= locked
