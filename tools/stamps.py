"""Stamps remember what a set-up step was made from, so that it is done only once."""

import hashlib

from . import paths


def digest(*parts):
    """Return 12 hex digits over texts, bytes and files (a Path counts with its content)."""
    sha = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if hasattr(part, "read_bytes") else part
        sha.update(content if isinstance(content, bytes) else str(content).encode())
        sha.update(b"\0")
    return sha.hexdigest()[:12]


def folder_digest(folder):
    """Return the digest of all files below a folder, names included, compiled ones left out."""
    parts = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            parts += [str(file.relative_to(folder)), file]
    return digest(*parts)


def read(name):
    """Return what the stamp says, or an empty text."""
    file = paths.STAMPS / name
    return file.read_text() if file.exists() else ""


def write(name, text):
    """Set a stamp, once its step is finished."""
    paths.STAMPS.mkdir(parents=True, exist_ok=True)
    (paths.STAMPS / name).write_text(text)
