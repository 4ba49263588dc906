"""What only measurements need: exactly pinned, asked for by name, and never in the project's environment."""

import re

from bench import packages
from tools import paths


def names(file):
    return {re.split("==", line)[0] for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}


def test_each_is_pinned_and_asked_for():
    assert names(packages.LOCK) == names(packages.LOCK.with_suffix(".in"))
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in packages.LOCK.read_text(encoding="utf-8").splitlines())


def test_none_is_among_the_projects_own():
    assert not names(packages.LOCK) & names(paths.LOCK)


def test_they_are_installed_once_into_a_folder_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "FOLDER", tmp_path / "packages")
    monkeypatch.setattr(packages.stamps.paths, "STAMPS", tmp_path / "stamps")
    asked = []
    monkeypatch.setattr(packages.processes, "call", lambda words, *_rest, **_more: (packages.FOLDER.mkdir(), asked.append(words)))
    packages.ensure()
    packages.ensure()
    [words] = asked
    assert words[words.index("--target") + 1] == packages.FOLDER and "--no-deps" in words and packages.LOCK in words
    assert packages.FOLDER.parent != paths.VENV


def test_versions_are_those_of_the_lock():
    assert packages.versions()["py-spy"] and set(packages.versions()) == names(packages.LOCK)
