"""Secrets of this working copy: made once, kept in one file that only its owner reads."""

import os
import secrets

from . import paths

NAMES = ("JN_LINK_KEY", "JN_PG_PASSWORD", "JN_PG_ADMIN_PASSWORD")


def _make(file):
    """Write fresh secrets into a file that nobody else could ever open."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as sink:
        sink.writelines(f"{name}={secrets.token_urlsafe(32)}\n" for name in NAMES)


def secret(name):
    """Return the secret: the environment's if it is set there, else our own."""
    if os.environ.get(name):
        return os.environ[name]
    if not paths.SECRETS.exists():
        _make(paths.SECRETS)
    return dict(line.split("=", 1) for line in paths.SECRETS.read_text().splitlines())[name]
