from datetime import datetime

from odoo import api, models
from odoo.tools import SQL

# What a table has beside its columns and checks, which heirs get anyway: (kind, words that make it, name). References to the
# model's own table are left out: what they point to may have moved too, and rows of these models are never deleted.
PARTS = """
    SELECT CASE WHEN indisunique THEN 'UNIQUE INDEX' ELSE 'INDEX' END, substring(pg_get_indexdef(indexrelid) FROM 'USING .*'),
           indexrelid::regclass::text
    FROM pg_index WHERE indrelid = %(table)s::regclass
    UNION ALL SELECT 'CONSTRAINT', pg_get_constraintdef(oid), quote_ident(conname)
    FROM pg_constraint WHERE contype = 'f' AND conrelid = %(table)s::regclass AND confrelid <> %(parent)s::regclass"""


class JnArchived(models.AbstractModel):
    """Rows of past years lie in tables that inherit from the model's: whoever reads, changes or deletes by the model's reaches them.

    New rows go into the model's own table. A row moves once it is at rest and nothing points to it, for a foreign key sees the
    model's own table alone; a row that anything may point to later must not come to rest. A unique index holds within one table:
    who writes must look for the key first (which finds archived rows), the index decides between two who write at once.
    Not for `jn.append.only`: PostgreSQL lets nobody take a row of those away, and so it shall be.
    """

    _name = "jn.archived"
    _inherit = "jn.growing"
    _description = "Past years in tables of their own"

    _archive_moment = None  # SQL: since when a row has been at rest, NULL before; it says the year, so nothing changes it again
    _archive_rest = "TRUE"  # SQL: what else makes a row one at rest

    @api.model
    def _archive_models(self):
        """All models whose rows are archived, as empty recordsets."""
        names = self.env.registry.descendants(["jn.archived"], "_inherit")
        return [self.env[name] for name in sorted(names) if not self.env[name]._abstract]

    @api.model
    def _archive_tables(self):
        """The names of the tables of past years."""
        return [name for (name,) in self.env.execute_query(SQL(
            "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = %s::regclass ORDER BY 1", self._table
        ))]  # fmt: skip

    @api.model
    def _archive_make(self, year):
        """Make the table of a year unless it is there; return whether it was made.

        Its check lets PostgreSQL pass it over where a query asks for other years, or for what is not at rest.
        """
        table, moment = f"{self._table}_y{year}", SQL(self._archive_moment)
        if table in self._archive_tables():
            return False
        self.env.cr.execute(SQL(
            "CREATE TABLE %s (CHECK (%s IS NOT NULL AND %s >= %s AND %s < %s)) INHERITS (%s)",
            SQL.identifier(table), moment, moment, datetime(year, 1, 1), moment, datetime(year + 1, 1, 1), SQL.identifier(self._table),
        ))  # fmt: skip
        self._archive_follow()
        self._archive_weigh()  # from now on the planner asks for statistics of all tables together
        return True

    @api.model
    def _archive_follow(self):
        """Give the tables of past years the indexes and foreign keys of the model's own, and no others; return how many have changed.

        An update of a module that adds a column, or asks for one, changes all of them; these it changes on the model's own only.
        """
        wanted, changed = self._archive_parts(self._table), 0
        for table in self._archive_tables():
            there = self._archive_parts(table)
            for kind, words in sorted(wanted.keys() - there.keys()):
                self._archive_add(table, kind, words)
            for kind, words in there.keys() - wanted.keys():
                self._archive_drop(table, kind, there[kind, words])
            changed += len(wanted.keys() ^ there.keys())
        return changed

    def _archive_parts(self, table):
        """{(kind, words that make it): name} of the indexes and foreign keys of a table."""
        rows = self.env.execute_query(SQL(PARTS, table=table, parent=self._table))
        return {(kind, words): name for kind, words, name in rows}

    def _archive_add(self, table, kind, words):
        table, words = SQL.identifier(table), SQL(words.replace("%", "%%"))
        if kind == "CONSTRAINT":
            self.env.cr.execute(SQL("ALTER TABLE %s ADD %s", table, words))
        else:
            self.env.cr.execute(SQL("CREATE %s ON %s %s", SQL(kind), table, words))

    def _archive_drop(self, table, kind, name):
        if kind == "CONSTRAINT":
            self.env.cr.execute(SQL("ALTER TABLE %s DROP CONSTRAINT %s", SQL.identifier(table), SQL(name)))
        else:
            self.env.cr.execute(SQL("DROP INDEX %s", SQL(name)))

    @api.model
    def _archive_weigh(self, *tables):
        """Gather the statistics of the model's table and its heirs together, by which reads are planned, and those of `tables` alone."""
        names = SQL(", ").join(map(SQL.identifier, (self._table, *tables)))
        self.env.cr.execute(SQL("ANALYZE %s", names))

    @api.model
    def _archive_is_stale(self):
        """Whether the statistics of all tables together are older than those of the model's own.

        PostgreSQL keeps those of each table up to date by itself, but never those of all together.
        """
        self.env.cr.execute("SELECT pg_stat_clear_snapshot()")
        rows = self.env.execute_query(SQL(
            """SELECT FROM pg_stat_user_tables WHERE relid = %s::regclass AND EXISTS (SELECT FROM pg_inherits WHERE inhparent = relid)
               AND COALESCE(last_autoanalyze > last_analyze, last_analyze IS NULL)""", self._table,
        ))  # fmt: skip
        return bool(rows)

    @api.model
    def _archive_last(self):
        """The highest number in the model's own table, 0 if it is empty."""
        [[last]] = self.env.execute_query(SQL("SELECT max(id) FROM ONLY %s", SQL.identifier(self._table)))
        return last or 0

    @api.model
    def _archive_window(self, after, until, limit):
        """(how many, highest number) of the next rows of the model's own table with after < id <= until, at most `limit`."""
        [window] = self.env.execute_query(SQL(
            "SELECT count(*), max(id) FROM (SELECT id FROM ONLY %s WHERE id > %s AND id <= %s ORDER BY id LIMIT %s) AS next",
            SQL.identifier(self._table), after, until, limit,
        ))  # fmt: skip
        return window

    @api.model
    def _archive_claim(self, after, upto, before, condition):
        """Lock the rows with after < id <= upto that may move and return {year: ids}.

        They are at rest since before `before`, meet `condition` (SQL about the row `t`), nothing points to them, nobody is at them.
        """
        self.flush_model()
        return dict(self.env.execute_query(SQL(
            """SELECT extract(year FROM moment)::integer, array_agg(id) FROM (
                   SELECT id, %(moment)s AS moment FROM ONLY %(table)s AS t
                   WHERE id > %(after)s AND id <= %(upto)s AND %(moment)s < %(before)s AND %(rest)s AND %(condition)s AND %(free)s
                   FOR UPDATE SKIP LOCKED
               ) AS ripe GROUP BY 1""",
            table=SQL.identifier(self._table), moment=SQL(self._archive_moment), rest=SQL("(%s)", SQL(self._archive_rest)),
            after=after, upto=upto, before=before, condition=condition, free=self._archive_free(),
        )))  # fmt: skip

    def _archive_free(self):
        """The condition that no foreign key points to the row `t`."""
        pointing = self.env.execute_query(SQL(
            """SELECT relname, attname FROM pg_constraint JOIN pg_class c ON c.oid = conrelid
               JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
               WHERE contype = 'f' AND confrelid = %s::regclass""", self._table,
        ))  # fmt: skip
        return SQL(" AND ").join([SQL("TRUE"), *(
            SQL("NOT EXISTS (SELECT FROM ONLY %s AS r WHERE %s = t.id)", SQL.identifier(table), SQL.identifier("r", column))
            for table, column in pointing
        )])  # fmt: skip

    @api.model
    def _archive_move(self, year, ids):
        """Move claimed rows into the table of their year, as they are; return how many."""
        self.env.cr.execute(SQL(
            "WITH gone AS (DELETE FROM ONLY %s WHERE id = ANY(%s) RETURNING *) INSERT INTO %s SELECT * FROM gone",
            SQL.identifier(self._table), ids, SQL.identifier(f"{self._table}_y{year}"),
        ))  # fmt: skip
        return self.env.cr.rowcount

    @api.model
    def _archive_apart(self, year):
        """Which tables of that year and of later ones hold any row, the latest first."""
        tables = [table for table in reversed(self._archive_tables()) if table >= f"{self._table}_y{year:04}"]
        return [table for table in tables if self.env.execute_query(SQL("SELECT FROM ONLY %s LIMIT 1", SQL.identifier(table)))]

    @api.model
    def _archive_return(self, table, limit):
        """Move rows back from the table of a year into the model's own, `limit` at most; return how many.

        The highest numbers go first: a row may point to a later one, which its own foreign key must find there.
        """
        self.flush_model()
        self.env.cr.execute(SQL(
            """WITH back AS (
                   DELETE FROM ONLY %(table)s WHERE id IN (SELECT id FROM ONLY %(table)s ORDER BY id DESC LIMIT %(limit)s FOR UPDATE) RETURNING *
               ) INSERT INTO %(own)s SELECT * FROM back""",
            table=SQL.identifier(table), own=SQL.identifier(self._table), limit=limit,
        ))  # fmt: skip
        return self.env.cr.rowcount
