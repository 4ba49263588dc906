"""What Odoo asks PostgreSQL, timed in the process that asks: for ./jn profile on a server that does not keep such a list itself.

Each process writes a file of its own, {statement: [times, seconds, rows]}, into the folder that JN_STATEMENTS names.
"""

import atexit
import json
import os
import time
from pathlib import Path

FOLDER = "JN_STATEMENTS"
PAUSE = 1  # seconds between two writings: what a killed process has asked last is not told
MOST = 400  # characters that tell one statement from another
VALUES = b"VALUES"  # what follows is data, where rows are written many at a time


def keep_if_asked():
    """Time every statement of this process and of those that it forks."""
    if os.environ.get(FOLDER):
        keeper = Keeper(Path(os.environ[FOLDER]))
        keeper.listen()
        os.register_at_fork(after_in_child=keeper.forget)


class Keeper:
    """Adds up the statements of one process."""

    def __init__(self, folder):
        self.folder = folder
        self.forget()

    def forget(self):
        """Begin anew, as a process of one's own."""
        self.told, self.written = {}, time.monotonic()

    def listen(self):
        """Stand between Odoo's cursors and the database, and write down at the end, however that comes."""
        from odoo.sql_db import Cursor

        execute, leave = Cursor.execute, os._exit

        def timed(cursor, query, params=None, log_exceptions=True):
            started = time.perf_counter()
            try:
                return execute(cursor, query, params, log_exceptions)
            finally:
                self.add(getattr(query, "code", query), time.perf_counter() - started, cursor._obj.rowcount)

        def left(code):
            self.write()
            leave(code)

        Cursor.execute, os._exit = timed, left
        atexit.register(self.write)

    def add(self, query, seconds, rows):
        """Count a statement."""
        entry = self.told.setdefault(name(query), [0, 0.0, 0])
        entry[0] += 1
        entry[1] += seconds
        entry[2] += max(rows, 0)
        if time.monotonic() - self.written > PAUSE:
            self.write()

    def write(self):
        """Write down all that this process has asked so far."""
        self.written = time.monotonic()
        if self.told:
            (self.folder / f"{os.getpid()}.json").write_text(json.dumps(self.told), encoding="utf-8")


def name(query):
    """A statement without its data, on one line.

    >>> name("SELECT  a\\n FROM b"), name(b"INSERT INTO b (a) VALUES (1), (2)")
    ('SELECT a FROM b', 'INSERT INTO b (a) VALUES …')
    """
    if isinstance(query, bytes):
        head, values, _data = query.partition(VALUES)
        query = f"{head.decode(errors='replace')}{values.decode()}{' …' if values else ''}"
    return " ".join(str(query).split())[:MOST]
