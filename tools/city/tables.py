"""Which rows belong to a case: found in the database itself, so that a new table of facts is never forgotten.

Tables of past years (`jn.archived`) are none of their own: their rows are found by the table that they inherit from.
"""

from odoo.tools import SQL

COLUMNS = """
    SELECT c.table_name, c.column_name, c.udt_name FROM information_schema.columns c
    JOIN pg_class t ON t.relname = c.table_name AND t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
    WHERE c.table_schema = 'public' AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = t.oid) ORDER BY c.table_name, c.ordinal_position"""
LINKS = """
    SELECT conrelid::regclass::text, a.attname, confrelid::regclass::text FROM pg_constraint
    JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
    WHERE contype = 'f' AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = conrelid)"""


class Tables:
    """The tables with rows of cases, how they hang together, and those rows.

    `columns` {table: {column: type}}, `links` {table: {column: table it points to}}.
    """

    def __init__(self, env):
        self.env = env
        every = {}
        for table, column, kind in env.execute_query(SQL(COLUMNS)):
            every.setdefault(table, {})[column] = kind
        links = {}
        for table, column, target in env.execute_query(SQL(LINKS)):
            links.setdefault(table, {})[column] = target
        passing = {env[name]._table for name in env.registry if env[name]._transient}
        self.parts = [t for t, columns in every.items() if "case_id" in columns and "id" in columns and t not in passing]
        self.about = [t for t, columns in every.items() if {"res_model", "res_id", "id"} <= set(columns) and t not in passing]
        own = ["jn_case", *self.parts, *self.about]
        self.pairs = [t for t, to in links.items() if "id" not in every[t] and set(to.values()) & set(own)]
        self.order = [*own, *self.pairs]
        self.columns = {table: every[table] for table in self.order}
        self.links = {table: links.get(table, {}) for table in self.order}
        self.models = {env[name]._table: name for name in env.registry if env[name]._table in own}

    def rows(self, case):
        """Return {table: [row as dict of plain values]} of one case, rows in the order of their ids."""
        found = {"jn_case": self._read("jn_case", SQL("id = %s", case.id))}
        for table in self.parts:
            found[table] = self._read(table, SQL("case_id = %s", case.id))
        for table in self.about:
            conditions = [
                SQL("(res_model = %s AND res_id = ANY(%s))", self.models[other], [row["id"] for row in rows])
                for other, rows in found.items() if rows and other in self.models and other not in self.about
            ]
            found[table] = self._read(table, SQL(" OR ").join(conditions))
        for table in self.pairs:
            [[column, target]] = [(c, t) for c, t in self.links[table].items() if t in found][:1]
            found[table] = self._read(table, SQL("%s = ANY(%s)", SQL.identifier(column), [r["id"] for r in found[target]]))
        return found

    def _read(self, table, condition):
        columns = SQL(", ").join(self._column(*column) for column in self.columns[table].items())
        first = SQL.identifier("id" if "id" in self.columns[table] else next(iter(self.columns[table])))
        self.env.cr.execute(SQL("SELECT %s FROM %s WHERE %s ORDER BY %s", columns, SQL.identifier(table), condition, first))
        return self.env.cr.dictfetchall()

    def _column(self, name, kind):
        """A column as JSON can say it."""
        column = SQL.identifier(name)
        if kind in ("timestamp", "date", "jsonb", "numeric", "bytea"):
            return SQL("%s::text AS %s", column, column)
        return SQL("%s", column)
