"""Large files beside the attachments of their database: written and read piece by piece, never held whole.

Each has a name of its own, which its record remembers; what a failed transaction leaves behind is swept away later.
"""

import os
import secrets
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from odoo.tools import config


class Depot:
    """The files of one room."""

    spared_seconds = 24 * 3600  # a file whose transaction may not be over yet

    def __init__(self, room):
        self.room = room

    def folder(self, dbname):
        return Path(config.filestore(dbname)) / self.room

    def keep(self, dbname, stream):
        """Copy a stream and return the name of the copy."""
        with self.kept(dbname) as (name, file):
            shutil.copyfileobj(stream, file)
        return name

    @contextmanager
    def kept(self, dbname):
        """Yield (name, file to write); the file is gone if that fails."""
        place = self.folder(dbname)
        place.mkdir(parents=True, exist_ok=True)
        name = secrets.token_hex(16)
        try:
            with open(place / name, "wb") as file:
                yield name, file
        except BaseException:
            self.drop(dbname, name)
            raise

    def append(self, dbname, name, place, data):
        """Write `data` behind the first `place` bytes of a file and cut off whatever stood there; on disk when this returns.

        What a transaction that never committed has written behind its place is thus forgotten.
        Raises FileNotFoundError if the file is gone or shorter than that.
        """
        with open(self.folder(dbname) / name, "r+b") as file:
            if file.seek(0, os.SEEK_END) < place:
                raise FileNotFoundError(name)
            file.truncate(place)
            file.seek(place)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def opened(self, dbname, name):
        """Open a kept file for reading; raises FileNotFoundError if it is gone."""
        return open(self.folder(dbname) / name, "rb")

    def size(self, dbname, name):
        return (self.folder(dbname) / name).stat().st_size

    def drop(self, dbname, *names):
        """Delete kept files; those that are gone already are no trouble."""
        for name in names:
            with suppress(FileNotFoundError):
                (self.folder(dbname) / name).unlink()

    def strays(self, dbname, known):
        """Return the names of old files that no record knows."""
        place, since = self.folder(dbname), time.time() - self.spared_seconds
        files = place.iterdir() if place.is_dir() else ()
        return [file.name for file in files if file.name not in known and file.stat().st_mtime < since]
