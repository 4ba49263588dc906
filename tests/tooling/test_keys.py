"""Secrets are made once, closed to others, and the environment's win."""

import pytest

from tools import keys, paths


@pytest.fixture(autouse=True)
def clean(copy, monkeypatch):
    """Take the secrets out of the environment."""
    for name in keys.NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_file_is_readable_by_its_owner_only():
    keys.secret("JN_LINK_KEY")
    assert paths.SECRETS.stat().st_mode & 0o777 == 0o600


def test_a_secret_is_made_once():
    assert keys.secret("JN_LINK_KEY") == keys.secret("JN_LINK_KEY")


def test_secrets_differ_from_each_other():
    assert len({keys.secret(name) for name in keys.NAMES}) == len(keys.NAMES)


def test_the_environment_wins(monkeypatch):
    keys.secret("JN_LINK_KEY")
    monkeypatch.setenv("JN_LINK_KEY", "given")
    assert keys.secret("JN_LINK_KEY") == "given"
