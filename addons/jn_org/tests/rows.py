"""Rows in numbers that only plans of statements care for."""

from odoo.tools import SQL


def put_copies(record, count, unlike=(), **values):
    """Put so many copies of a record there, with other values; each has words of its own in the columns `unlike`, which allow no equals."""
    kept = [name for name, field in record._fields.items() if field.store and field.column_type and name not in {"id", *unlike, *values}]
    columns = {
        **{name: SQL.identifier("kept", name) for name in kept},
        **dict.fromkeys(unlike, SQL("gen_random_uuid()::text")),
        **{name: SQL("%s", value) for name, value in values.items()},
    }
    record.env.flush_all()
    record.env.cr.execute(SQL(
        "INSERT INTO %s (%s) SELECT %s FROM %s AS kept, generate_series(1, %s) WHERE kept.id = %s",
        SQL.identifier(record._table), SQL(", ").join(map(SQL.identifier, columns)), SQL(", ").join(columns.values()),
        SQL.identifier(record._table), count, record.id,
    ))


def rows_read(env, table):
    """How many rows of a table this transaction has read so far."""
    [[count]] = env.execute_query(SQL("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = %s", table))
    return count
