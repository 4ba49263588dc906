"""Inside Odoo: past years are archived as the sweep does it by night, but when the years of all that has ended are over."""

import json
import time
from datetime import datetime

from odoo.addons.jn_org import transactions


def main(env, empty=0):
    """Let one year be kept together, make the tables of `empty` more years, archive; print {"seconds", "rows", "batches": [seconds of each]}."""
    env["jn.setting"].search([("code", "=", "archive.years")]).default_value = json.dumps(1)
    env.registry.clear_all_caches()
    now = env["jn.clock"]._now()
    for model in env["jn.archived"]._archive_models():
        for year in range(now.year - 1 - empty, now.year - 1):  # a generated city has a year of history, up to now
            model._archive_make(year)
    transactions.commit(env)
    with env["jn.clock"]._frozen(datetime(now.year + 2, 1, 1)):
        batches = [*_batches(env)]
    moved = sum(env["jn.flow.archive"].search([]).mapped("moved"))
    print(json.dumps({"seconds": sum(batches), "rows": moved, "batches": batches}))


def _batches(env):
    """Archive until nothing is left; yield the seconds of each transaction."""
    handled = 1
    while handled:
        started = time.monotonic()
        handled = env["jn.flow.archivist"]._sweep_attempt()
        transactions.commit(env)
        yield time.monotonic() - started
