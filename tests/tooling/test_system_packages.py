"""A missing package is installed where we may, else named in one sentence."""

import pytest

from tools import system_packages
from tools.trouble import Trouble


@pytest.fixture
def machine(monkeypatch):
    """A Debian machine without chromium; returns the commands that were run."""
    commands = []
    monkeypatch.setattr(system_packages, "installed", lambda package: package != "chromium")
    monkeypatch.setattr(system_packages, "is_debian", lambda: True)
    monkeypatch.setattr(system_packages.processes, "call", lambda words, *_a, **_k: commands.append(words))
    return commands


def test_nothing_is_run_when_nothing_is_missing(machine):
    system_packages.require(["bash"])
    assert machine == []


def test_root_installs_only_what_is_missing(machine, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    system_packages.require(["bash", "chromium"])
    assert machine[-1][:2] == ["apt-get", "install"]
    assert machine[-1][-1] == "chromium"
    assert "bash" not in machine[-1]


def test_anybody_else_is_told_the_command(machine, no_root):
    with pytest.raises(Trouble, match="run as root: apt-get install -y .* chromium$"):
        system_packages.require(["chromium"])
    assert machine == []


def test_a_package_that_does_not_exist_is_not_installed():
    assert not system_packages.installed("no-such-package-at-all")
