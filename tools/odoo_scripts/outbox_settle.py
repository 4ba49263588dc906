"""What a crash has left open, cleared up: time passes until every message is sent, has failed, or waits for a person."""

import json
from datetime import timedelta

from odoo.tools import SQL

WAYS = ("jn.message.outbox", "jn.message.asking")
# Moments by which a message waits; they are moved back, for the gateways' clocks cannot be moved.
MOMENTS = ("not_before", "claimed_at", "ask_at")
MOST_ROUNDS = 100
MINUTE = timedelta(minutes=1)  # what falls due within one is done together


def main(env):
    """Print {"states": {state: how many}, "stuck": the keys that wait for a person, "rounds": how often time had to pass}."""
    rounds = 0
    while _wait(env) and rounds < MOST_ROUNDS:
        rounds += 1
        for way in WAYS:
            env[way]._cron_sweep()
    states = dict(env["jn.message"]._read_group([("direction", "=", "out")], ["state"], ["__count"]))
    stuck = env["jn.message"].search([("state", "=", "sending"), ("ask_at", "=", False)]).mapped("key")
    print(json.dumps({"states": states, "stuck": stuck, "rounds": rounds}))


def _wait(env):
    """Let time pass until something is due; return whether anything waits at all."""
    dues = [due for due in (env[way]._sweep_next() for way in WAYS) if due]
    if not dues:
        return False
    gap = min(dues) - env["jn.clock"]._now() + MINUTE
    if gap > timedelta():
        moved = SQL(", ").join(SQL("%(one)s = %(one)s - %(gap)s", one=SQL.identifier(name), gap=gap) for name in MOMENTS)
        env.cr.execute(SQL("UPDATE jn_message SET %s WHERE state IN ('queued', 'sending')", moved))
        env.cr.commit()
        env.invalidate_all()
    return True
