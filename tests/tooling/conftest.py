"""A working copy of its own for every test: nothing real is touched."""

import sys

import pytest

from tools import paths

sys.path.insert(0, str(paths.ADDONS))  # what decides without Odoo is imported as it is


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Point every path of the tools into an empty folder and return it."""
    real = paths.ROOT
    for name, value in vars(paths).copy().items():
        if name.isupper() and hasattr(value, "is_relative_to"):
            monkeypatch.setattr(paths, name, tmp_path / value.relative_to(real))
    return tmp_path


@pytest.fixture
def no_root(monkeypatch):
    """Be nobody special."""
    monkeypatch.setattr("os.geteuid", lambda: 1000)
