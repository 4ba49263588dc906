"""Files on their way in, kept beside the attachments of their database: written and read piece by piece, never held whole.

Each has a name of its own, which its upload remembers; what a failed transaction leaves behind is swept away later.
"""

import secrets
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from odoo.tools import config

FOLDER = "jn_intake"
SPARED_SECONDS = 24 * 3600  # a file whose transaction may not be over yet


def folder(dbname):
    return Path(config.filestore(dbname)) / FOLDER


def keep(dbname, stream):
    """Copy a stream and return the name of the copy."""
    with kept(dbname) as (name, file):
        shutil.copyfileobj(stream, file)
    return name


@contextmanager
def kept(dbname):
    """Yield (name, file to write); the file is gone if that fails."""
    place = folder(dbname)
    place.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    try:
        with open(place / name, "wb") as file:
            yield name, file
    except BaseException:
        drop(dbname, name)
        raise


def opened(dbname, name):
    """Open a kept file for reading; raises FileNotFoundError if it is gone."""
    return open(folder(dbname) / name, "rb")


def size(dbname, name):
    return (folder(dbname) / name).stat().st_size


def drop(dbname, *names):
    """Delete kept files; those that are gone already are no trouble."""
    for name in names:
        with suppress(FileNotFoundError):
            (folder(dbname) / name).unlink()


def strays(dbname, known):
    """Return the names of old files that no upload knows."""
    place, since = folder(dbname), time.time() - SPARED_SECONDS
    files = place.iterdir() if place.is_dir() else ()
    return [file.name for file in files if file.name not in known and file.stat().st_mtime < since]
