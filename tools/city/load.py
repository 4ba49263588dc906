"""Writes the rows: keys, indexes and checks of foreign keys are taken away before and made anew afterwards, by two processes."""

from multiprocessing import get_context

import psycopg2

from .plan import TABLE, Planner
from .stamp import Stamper

PROCESSES = 2
MEMORY = "SET work_mem = '256MB'; SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 0; SET synchronous_commit = off"
KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype, quote_literal(obj_description(oid, 'pg_constraint'))
    FROM pg_constraint
    WHERE contype IN ('p', 'u', 'f') AND (conrelid::regclass::text = ANY(%(tables)s) OR confrelid::regclass::text = ANY(%(tables)s))
    ORDER BY contype = 'f' DESC, 1, 2"""
INDEXES = """
    SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), quote_literal(obj_description(indexrelid, 'pg_class'))
    FROM pg_index
    WHERE indrelid::regclass::text = ANY(%s) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
    ORDER BY 1, 2"""


def connect(database):
    """A connection whose every statement stands for itself."""
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    connection.cursor().execute(MEMORY)
    return connection


class Stripped:
    """Tables without keys, indexes and triggers; `own` and `foreign` give the statements that make them again.

    Their comments come back with them: in these Odoo keeps how an index was defined, and by that it sees at an update what has changed.
    """

    def __init__(self, cursor, tables):
        self.cursor, self.tables = cursor, tables
        cursor.execute(KEYS, {"tables": tables})
        self.keys = cursor.fetchall()
        cursor.execute(INDEXES, [tables])
        self.indexes = cursor.fetchall()

    def strip(self):
        """Take everything away that is checked or kept row by row."""
        for table, name, *_rest in self.keys:
            self.cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for _table, name, *_rest in self.indexes:
            self.cursor.execute(f"DROP INDEX {name}")
        for table in self.tables:
            self.cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            self.cursor.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = off)")  # it would tidy up after every batch

    def own(self):
        """[(table, statements)]: primary and unique keys and indexes; tables are independent of each other."""
        made = {table: [] for table in self.tables}
        for table, name, definition, kind, comment in self.keys:
            if kind != "f":
                made[table].append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
                made[table] += [f'COMMENT ON CONSTRAINT "{name}" ON {table} IS {comment}'] if comment else []
        for table, name, definition, comment in self.indexes:
            made[table] += [definition, *([f"COMMENT ON INDEX {name} IS {comment}"] if comment else [])]
        ends = ("ALTER TABLE {} ENABLE TRIGGER USER", "ALTER TABLE {} RESET (autovacuum_enabled)", "ANALYZE {}")
        return [(table, [*made[table], *(end.format(table) for end in ends)]) for table in self.tables]

    def foreign(self):
        """[(table, statements)] that check the foreign keys, which are announced at once."""
        checks = {}
        for table, name, definition, kind, _comment in self.keys:
            if kind == "f":
                self.cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition} NOT VALID')
                checks.setdefault(table, []).append(f'ALTER TABLE {table} VALIDATE CONSTRAINT "{name}"')
        return list(checks.items())


class Worker:
    """One of the processes: its connection, its planner and its stamper."""

    def __init__(self, database, setting, at):
        self.cursor = connect(database).cursor()
        self.cursor.execute(TABLE)
        self.planner = Planner(setting)
        self.stamper = Stamper(setting.shapes, setting.columns, setting.behaviour["texts"], setting.zone, at)

    def fill(self, days):
        """Write all rows of the cases of some days; return {table: rows}."""
        self.planner.plan(self.cursor, days)
        self.cursor.execute("SELECT course, snap, count(*) FROM city_plan GROUP BY 1, 2 ORDER BY 1, 2")
        written = {}
        for course, snap, _count in self.cursor.fetchall():
            for table, statement in self.stamper.statements(course, snap):
                self.cursor.execute(statement)
                written[table] = written.get(table, 0) + self.cursor.rowcount
        return written


_worker = None


def _begin(*given):
    global _worker
    _worker = Worker(*given)


def _fill(days):
    return _worker.fill(days)


def _run(work):
    """Run the statements of one table."""
    database, statements = work
    connection = connect(database)
    for statement in statements:
        connection.cursor().execute(statement)
    connection.close()


def fill(database, setting, chunks, at):
    """Yield {table: rows} for each of the chunks, written by two processes."""
    with get_context("spawn").Pool(PROCESSES, _begin, (database, setting, at)) as pool:
        yield from pool.imap_unordered(_fill, chunks)


def each(database, works):
    """Run the statements of tables side by side, the longest lists first."""
    works = sorted(works, key=lambda work: -len(work[1]))
    with get_context("spawn").Pool(PROCESSES) as pool:
        yield from pool.imap_unordered(_run, [(database, statements) for _table, statements in works])


def move_sequences(cursor, strides, cases):
    """Let the next id of every table come after the city's."""
    for table, stride in strides.items():
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, (cases + 2) * stride])
