"""Whether every row of what is archived is exactly once where it belongs, however often archivists have died."""

import json

from odoo.tools import SQL

from odoo.addons.jn_flow.models.jn_flow_archive import ENDED


def main(env, ahead=0):
    """Print as JSON {"apart": rows in tables of past years, "faults": {fault: how often}}.

    `ahead`: first move the place of every pass so many numbers on.
    """
    passes = env["jn.flow.archive"].search([])
    for each in passes if ahead else ():
        each.last_id += ahead
    apart = sum(_count(env, model, "tableoid <> %s::regclass", model._table) for model in env["jn.archived"]._archive_models())
    faults = {
        "numbers that two rows have": sum(_doubled(env, model) for model in env["jn.archived"]._archive_models()),
        "rows apart that no pass has counted, or the other way round": apart - sum(passes.mapped("moved")) if passes else 0,
        "rows that a pass has gone past": sum(map(_passed_over, passes)),
    }
    print(json.dumps({"apart": apart, "faults": {fault: count for fault, count in faults.items() if count}}))


def _count(env, model, condition, *values):
    return env.execute_query(SQL(f"SELECT count(*) FROM {model._table} WHERE {condition}", *values))[0][0]


def _doubled(env, model):
    return env.execute_query(SQL("SELECT count(*) - count(DISTINCT id) FROM %s", SQL.identifier(model._table)))[0][0]


def _passed_over(each):
    """Rows that still lie in the model's own table though the pass stands behind them."""
    claimed = each.env[each.model_id.model]._archive_claim(0, each.last_id, each.before, SQL(ENDED, each.before))
    return sum(map(len, claimed.values()))
