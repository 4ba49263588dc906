"""The peer, inside Odoo: a time rule of base_automation that writes one plain field on a bare copy of the case."""

import json
import time

from odoo import Command
from odoo.tools import SQL

DONE = "done"


def main(env, prepare=False):
    """Make the rule and its records, or run the rule as its cron does and print {"seconds", "handled"}."""
    if prepare:
        return _prepare(env)
    env.cr.commit()
    started = time.monotonic()
    env["base.automation"]._cron_process_time_based_actions()
    seconds = time.monotonic() - started
    print(json.dumps({"seconds": seconds, "handled": env["jn.bench.case"].search_count([("mark", "=", DONE)])}))
    return 0


def _prepare(env):
    """Copy the cases, and make the rule that is due for all of them."""
    model = env["ir.model"]._get("jn.bench.case")
    stored = [field.name for field in env[model.model]._fields.values() if field.store and field.name != "mark"]
    columns = SQL(", ").join(map(SQL.identifier, stored))
    env.cr.execute(SQL("INSERT INTO jn_bench_case (%s) SELECT %s FROM jn_case ORDER BY id", columns, columns))
    env.cr.execute("ANALYZE jn_bench_case")
    rule = {"name": "Bench", "model_id": model.id, "trigger": "on_time", "trg_date_range": 0}
    due = env["ir.model.fields"]._get(model.model, "next_due_at")
    action = {"name": "Bench", "model_id": model.id, "state": "object_write", "update_path": "mark", "value": DONE}
    env["base.automation"].search([]).active = False
    env["base.automation"].create(
        {
            **rule,
            "trg_date_id": due.id,
            "trg_date_range_type": "minutes",
            "trg_date_range_mode": "after",
            "action_server_ids": [Command.create(action)],
        }
    )
