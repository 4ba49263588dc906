"""Inside Odoo: what the load has left, counted; and what came in, read by the rules."""

import json
import time

FACTS = {
    "answers": "SELECT count(*) FROM jn_answer WHERE channel = 'page'",
    "revisits_answered": "SELECT count(DISTINCT revisit_id) FROM jn_answer WHERE channel = 'page'",
    "ratings": "SELECT count(*) FROM rating_rating WHERE consumed",
    "inbound": "SELECT count(*) FROM jn_message WHERE direction = 'in'",
    "doubled": """SELECT count(*) FROM (SELECT FROM jn_message WHERE direction = 'in'
                  GROUP BY channel, external_id HAVING count(*) > 1) AS twice""",
    "not_read": "SELECT count(*) FROM jn_message WHERE direction = 'in' AND state = 'received'",
    "refusals": "SELECT count(*) FROM jn_refusal",
}


def main(env, read=False):
    """Print {fact: how many}; with `read`, let the rules read what came in first, and say how long it took."""
    told = {}
    if read:
        started = time.perf_counter()
        env["jn.message.inbox"]._cron_sweep()
        told["seconds"] = time.perf_counter() - started
        told["understood"] = env["jn.message"].search_count([("direction", "=", "in"), ("state", "=", "read")])
    for fact, query in FACTS.items():
        env.cr.execute(query)
        told[fact] = env.cr.fetchone()[0]
    print(json.dumps(told))
