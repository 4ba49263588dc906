"""An exchange table full of completed matters, and the source that reads it: the ground of tests of faults."""

import json

ROWS = """
    CREATE SCHEMA exchange;
    CREATE TABLE exchange.cases (id serial PRIMARY KEY, no text, dept text, item text, tel text, done_at timestamptz, changed timestamptz);
    INSERT INTO exchange.cases (no, dept, item, tel, done_at, changed)
    SELECT 'E' || place, 'EXCHANGE', 'EXCHANGE', '1380537' || lpad(place::text, 4, '0'), now() - interval '1 hour',
           now() - interval '1 hour' + place / %(together)s * interval '1 second'
    FROM generate_series(1, %(count)s) AS place
"""
COLUMNS = {"ref": "no", "unit": "dept", "matter": "item", "phone": "tel", "completed_at": "done_at"}


def main(env, count, batch, secret, together=7):
    """Store `count` rows, `together` of them with the same moment, and name the table as a source read `batch` rows at a time.

    The other system is this very database, read over a connection of its own; `secret` is the name of its password.
    """
    env.cr.execute(ROWS, {"count": count, "together": together})
    env["jn.unit"].create({"kind": "window", "code": "EXCHANGE", "name": "Exchange", "parent_id": _hall(env).id})
    env["jn.matter"].create({"code": "EXCHANGE", "name": "Exchange"})
    env["jn.setting"].search([("code", "=", "intake.batch_rows")]).default_value = json.dumps(batch)
    source = env["jn.intake.source"].create({"code": "exchange", "name": "Exchange", "kind": "table"})
    server = env.cr._cnx.info
    env["jn.intake.table"].create({
        "source_id": source.id, "host": server.host, "port": server.port, "database": server.dbname, "login": server.user,
        "secret": secret, "relation": "exchange.cases", "moment_column": "changed", "key_column": "id",
        "column_ids": [(0, 0, {"field": field, "column": column}) for field, column in COLUMNS.items()],
    })
    env.registry.clear_all_caches()


def _hall(env):
    unit = env["jn.unit"]
    for kind in ("city", "county", "hall"):
        unit = env["jn.unit"].create({"kind": kind, "code": f"EXCHANGE-{kind}", "name": f"Exchange {kind}", "parent_id": unit.id})
    return unit
