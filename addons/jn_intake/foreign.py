"""Reads the exchange table of another system: its own read-only connection, a server-side cursor, a watermark."""

from contextlib import closing, contextmanager
from dataclasses import dataclass

import psycopg2
from psycopg2 import sql

from .const import CONNECT_SECONDS

GONE = ("42P01", "42703")  # PostgreSQL's codes for a table and a column that are not there


class ForeignError(Exception):
    """The other database could not be reached or read; `str()` is the first line of what it said."""


class ForeignChanged(ForeignError):
    """The other database has no such table or column any more: trying again would not help."""


@dataclass(frozen=True)
class Place:
    """Where a table lies, and how to log in there."""

    host: str
    port: int
    database: str
    user: str
    password: str
    timeout: int

    def connect(self):
        """A connection that can only read, gives up slow queries and writes moments in UTC."""
        settings = {
            "default_transaction_read_only": "on",
            "statement_timeout": self.timeout * 1000,
            "timezone": "UTC",
            "datestyle": "ISO",
        }
        return psycopg2.connect(
            host=self.host,
            port=self.port,
            dbname=self.database,
            user=self.user,
            password=self.password,
            connect_timeout=CONNECT_SECONDS,
            options=" ".join(f"-c {name}={value}" for name, value in settings.items()),
            application_name="jn_intake",
        )


@dataclass(frozen=True)
class Relation:
    """Which table, its watermark columns, and which column holds which field: {field: column}."""

    name: str
    moment: str
    key: str
    columns: dict

    def query(self, mark, minutes_back, limit):
        """The statement that reads on from `mark`, a pair (moment, key) of texts or None, in their order."""
        words = {
            "columns": sql.SQL(", ").join(sql.Identifier("t", column) for column in self.columns.values()),
            "beyond": _beyond(*self._order(), mark, minutes_back),
            "limit": sql.Literal(limit),
            **self._words(),
        }
        return sql.SQL(
            "SELECT {moment}::text, {key}::text, {columns} FROM {table} AS t"
            " WHERE {moment} IS NOT NULL AND {key} IS NOT NULL AND {beyond} ORDER BY {moment}, {key} LIMIT {limit}"
        ).format(**words)

    def look(self):
        """The statement that counts the rows without a place in that order, and lists what the account may do there beyond reading."""
        # Such rows are told of and not read: read once, a row's later completion would pass unnoticed.
        words = {**self._words(), "name": sql.Literal(".".join(f'"{part}"' for part in self.name.split(".")))}
        return sql.SQL(
            """SELECT (SELECT count(*) FROM {table} AS t WHERE {moment} IS NULL)
                    + (SELECT count(*) FROM {table} AS t WHERE {moment} IS NOT NULL AND {key} IS NULL), array_remove(ARRAY[
                   CASE WHEN (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN 'SUPERUSER' END,
                   CASE WHEN has_any_column_privilege({name}, 'INSERT') THEN 'INSERT' END,
                   CASE WHEN has_any_column_privilege({name}, 'UPDATE') THEN 'UPDATE' END,
                   CASE WHEN has_table_privilege({name}, 'DELETE') THEN 'DELETE' END,
                   CASE WHEN has_table_privilege({name}, 'TRUNCATE') THEN 'TRUNCATE' END], NULL)"""
        ).format(**words)

    def _words(self):
        moment, key = self._order()
        return {"table": sql.SQL(".").join(sql.Identifier(part) for part in self.name.split(".")), "moment": moment, "key": key}

    def _order(self):
        # A bare name after ORDER BY would mean the text that is selected, and "10" comes before "2".
        return sql.Identifier("t", self.moment), sql.Identifier("t", self.key)


@dataclass(frozen=True)
class Look:
    """What was seen beside the rows: how many have no place in their order, and the rights of the account that go beyond reading."""

    blank: int
    rights: tuple


@dataclass(frozen=True)
class Page:
    """What was read: rows in order as (moment, key, {field: value}), and the look beside them where one was asked for."""

    rows: list
    look: Look | None = None


def read(place, relation, mark, limit, minutes_back=0, look=False):
    """Return a page of at most `limit` rows beyond the mark.

    minutes_back: begin so long before the mark instead, for rows that were stored later than their moment says;
    look: also see what is beside the rows, by one statement on the same connection; where that lasts too long, it is given up.
    """
    with _told(), closing(place.connect()) as connection:
        rows = _rows(connection, relation, relation.query(mark, minutes_back, limit), limit)
        return Page(rows, _seen(connection, relation.look()) if look else None)


def _rows(connection, relation, query, limit):
    with connection.cursor(name="jn_intake") as cursor:
        cursor.itersize = limit
        cursor.execute(query)
        return [(moment, key, dict(zip(relation.columns, values, strict=True))) for moment, key, *values in cursor]


def _seen(connection, query):
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            blank, rights = cursor.fetchone()
            return Look(blank, tuple(rights))
    except psycopg2.errors.QueryCanceled:  # counting must not hold up what has been read
        return None


@contextmanager
def _told():
    """What goes wrong over there is a `ForeignError`."""
    try:
        yield
    except (psycopg2.Error, UnicodeError) as error:
        kind = ForeignChanged if getattr(error, "pgcode", None) in GONE else ForeignError
        raise kind((str(error).strip() or type(error).__name__).splitlines()[0]) from error


def _beyond(moment, key, mark, minutes_back):
    if not mark:
        return sql.SQL("TRUE")
    at, last = map(sql.Literal, mark)
    if minutes_back:
        back = sql.Literal(minutes_back)
        return sql.SQL("{} > {}::timestamptz - make_interval(mins => {})").format(moment, at, back)
    return sql.SQL("({}, {}) > ({}, {})").format(moment, key, at, last)
