"""Cases whose citizens have been silent for 48 hours: the ground of measurements and of tests of faults.

A small city is made, and one case of each of its windows goes the whole way through intake, outbox
and demo phones. The rest are copies of those rows, so they are what the engine itself writes.
"""

from datetime import timedelta

from odoo.tools import SQL

from odoo.addons.jn_org.journey import Journey

WINDOWS = 40
SILENT = 96  # hours: longer than the reply window, short enough to be asked
MORNING = 2  # the hour of UTC at which no message waits for the night to end
SOURCE = "due"

LEDGER = ("jn_flow_passage", "jn_flow_deadline")
LINKS = {"jn.case": "jn_case", "jn.revisit": "jn_revisit"}
# Columns that are unique: a copy's number is added.
UNIQUE = {"ref", "key", "external_id"}


def main(env, count, hours=SILENT):
    """Make `count` cases asked about so many hours before this morning, the same number for each window; print how many.

    Afterwards the database is an ordinary one, whose clock cannot be moved.
    """
    models = _models(env, min(count, WINDOWS), timedelta(hours=hours))
    rounds = -(-count // len(models))
    env.flush_all()
    _copy(env, models, rounds - 1)
    print(len(models) * rounds)
    env["jn.clock"]._row().unlink()  # from here on time is real
    env.registry.clear_cache()


def _models(env, count, silent):
    """Bring one case per window through intake and delivery, one each minute."""
    morning = env["jn.clock"]._now().replace(hour=MORNING, minute=0, second=0)
    env["jn.clock"]._make_rehearsal(at=morning - silent)
    windows, matter = _city(env, count)
    journey, cases = Journey(env), env["jn.case"]
    for place, window in enumerate(windows):
        [result] = env["jn.intake"]._take([_item(env, window, matter, place)])
        cases += cases.browse(result["id"])
        journey.go(1 / 60)
    env.invalidate_all()
    stages = cases.revisit_ids.mapped("stage_code")
    if stages != ["awaiting_answer"] * count:
        raise RuntimeError(f"not every citizen was asked once: {stages}")
    return cases


def _city(env, count):
    """A city with that many windows in one hall, and a matter."""
    unit = None
    for kind in ("city", "county", "hall"):
        values = {"kind": kind, "code": f"DUE-{kind}", "name": f"Due {kind}", "parent_id": unit and unit.id}
        unit = env["jn.unit"].create(values)
    window = {"kind": "window", "parent_id": unit.id}
    rows = [{**window, "code": f"DUE-{place}", "name": f"Due window {place}"} for place in range(count)]
    return env["jn.unit"].create(rows), env["jn.matter"].create({"code": "DUE", "name": "Due matter"})


def _item(env, window, matter, place):
    """A case as a business system sends it, completed an hour ago."""
    clock = env["jn.clock"]
    accepted, completed = (clock._iso(clock._now() - timedelta(hours=hours)) for hours in (3, 1))
    return {
        "source": SOURCE,
        "ref": f"DUE-{place}",
        "unit": window.code,
        "matter": matter.code,
        "handler": "",
        "applicant_name": f"Due {place}",
        "phone": f"1380537{place:04}",
        "accepted_at": accepted,
        "completed_at": completed,
    }


def _copy(env, models, rounds):
    """Copy all rows of the model cases `rounds` times; each copy has keys of its own."""
    ids = {"jn_case": models.ids, "jn_revisit": models.revisit_ids.ids}
    where = {
        "jn_case": SQL("id = ANY(%s)", ids["jn_case"]),
        "jn_revisit": SQL("case_id = ANY(%s)", ids["jn_case"]),
        "jn_message": SQL("res_model = 'jn.revisit' AND res_id = ANY(%s)", ids["jn_revisit"]),
    }
    about = [SQL("res_model = %s AND res_id = ANY(%s)", model, ids[table]) for model, table in LINKS.items()]
    where |= dict.fromkeys(LEDGER, SQL("(%s)", SQL(" OR ").join(SQL("(%s)", one) for one in about)))
    numbers = {table: _Numbers(env, table, condition, rounds) for table, condition in where.items()}
    for table, condition in where.items():
        columns = {name: _value(name, numbers, table) for name in ("id", *_columns(env, table))}
        env.cr.execute(SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s m, generate_series(1, %s) AS turn WHERE %s ORDER BY 1",
            SQL.identifier(table), SQL(", ").join(map(SQL.identifier, columns)), SQL(", ").join(columns.values()),
            SQL.identifier(table), rounds, condition,
        ))
        numbers[table].move_sequence(env)
    env.cr.execute(SQL("ANALYZE %s", SQL(", ").join(map(SQL.identifier, where))))


def _columns(env, table):
    query = SQL("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", table)
    return [name for (name,) in env.execute_query(query)]


def _value(name, numbers, table):
    """What stands in a column of a copy: the model's value, or its own key."""
    column = SQL("m.%s", SQL.identifier(name))
    if name == "id":
        return numbers[table].of(column)
    if name == "case_id":
        return numbers["jn_case"].of(column)
    if name == "res_id":
        return SQL(
            "CASE m.res_model WHEN 'jn.case' THEN %s ELSE %s END",
            numbers["jn_case"].of(column), numbers["jn_revisit"].of(column),
        )
    return SQL("%s || '-' || turn", column) if name in UNIQUE else column


class _Numbers:
    """The ids of a table's copies, behind everything that is there.

    Copies of one model follow each other, so that cases fall due in the order of their ids, as in life.
    """

    def __init__(self, env, table, condition, rounds):
        self.table, self.rounds = table, rounds
        query = SQL("SELECT min(id), (SELECT max(id) FROM %(t)s) FROM %(t)s WHERE %(w)s", t=SQL.identifier(table), w=condition)
        [(self.first, self.last)] = env.execute_query(query)

    def of(self, column):
        """The copy's id for a model's id."""
        return SQL("(%s + (%s - %s) * %s + turn)", self.last, column, self.first, self.rounds)

    def move_sequence(self, env):
        """Let the next id come after the copies."""
        table = SQL.identifier(self.table)
        env.cr.execute(SQL("SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM %s", self.table, table))
