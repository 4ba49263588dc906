"""Whether every row of the exchange table has arrived exactly once."""

import json

from odoo.tools import SQL

# What must not be, whatever has been killed: {fault: query that counts it}.
FAULTS = {
    "rows that became two cases": """
        SELECT count(*) FROM (SELECT FROM jn_case WHERE source = 'exchange' GROUP BY ref HAVING count(*) > 1) AS twice""",
    "cases without exactly one revisit": """
        SELECT count(*) FROM jn_case c LEFT JOIN (SELECT case_id, count(*) AS times FROM jn_revisit GROUP BY case_id) AS r
            ON r.case_id = c.id WHERE c.source = 'exchange' AND r.times IS DISTINCT FROM 1""",
    "rows taken without a case, or cases without having been taken": """
        SELECT (SELECT count(*) FROM jn_case WHERE source = 'exchange')
             - (SELECT coalesce(sum(created), 0) FROM jn_intake_delivery WHERE source = 'exchange')""",
    "rows read twice": "SELECT coalesce(sum(updated + unchanged), 0) FROM jn_intake_delivery WHERE source = 'exchange'",
    "rows rejected": "SELECT count(*) FROM jn_intake_reject WHERE source = 'exchange'",
    "rows on the wrong side of the position": """
        SELECT count(*) FROM exchange.cases AS there CROSS JOIN jn_intake_table AS reading
            WHERE coalesce((there.changed, there.id) <= (reading.mark_at::timestamptz, reading.mark_key::int), FALSE)
               <> EXISTS (SELECT FROM jn_case WHERE source = 'exchange' AND ref = there.no)""",
    "failures": "SELECT count(*) FROM jn_flow_failure",
}


def main(env, ahead=0):
    """Print as JSON {"taken": how many rows have arrived, "faults": {fault: how often}}; `ahead`: first move the position to this row."""
    if ahead:
        env.cr.execute("UPDATE jn_intake_table SET (mark_at, mark_key) = (SELECT changed::text, id::text FROM exchange.cases WHERE id = %s)", [ahead])
    counts = {fault: int(env.execute_query(SQL(query))[0][0]) for fault, query in FAULTS.items()}
    taken = env["jn.case"].search_count([("source", "=", "exchange")])
    print(json.dumps({"taken": taken, "faults": {fault: count for fault, count in counts.items() if count}}))
