"""Whether every due case is exactly once where it belongs after the sweep."""

import json

from odoo.tools import SQL

# What must not be: {fault: query that counts it}. `due_cases` brings cases of one source only.
FAULTS = {
    "cases that are not closed by default": """
        SELECT count(*) FROM jn_case WHERE (stage_code, close_reason, next_due_at IS NULL, closed_at IS NOT NULL)
            IS DISTINCT FROM ('closed', 'defaulted', true, true)""",
    "revisits that are not satisfied by default": """
        SELECT count(*) FROM jn_revisit WHERE (stage_code, outcome, next_due_at IS NULL, ended_at IS NOT NULL)
            IS DISTINCT FROM ('defaulted', 'defaulted', true, true)""",
    "time limits that still run": "SELECT count(*) FROM jn_flow_deadline WHERE ended_at IS NULL",
    "revisits whose reply window was not missed once": """
        SELECT count(*) FROM jn_revisit r FULL JOIN (
            SELECT d.res_id, count(*) AS times FROM jn_flow_deadline d JOIN jn_flow_timer t ON t.id = d.timer_id
            WHERE d.res_model = 'jn.revisit' AND t.code = 'answer' AND d.state = 'missed' GROUP BY d.res_id
        ) AS missed ON missed.res_id = r.id WHERE missed.times IS DISTINCT FROM 1""",
    "records without exactly one open passage, into where they are": """
        SELECT count(*) FROM (SELECT 'jn.case' AS model, id, stage_id FROM jn_case
                              UNION ALL SELECT 'jn.revisit', id, stage_id FROM jn_revisit) AS record
        FULL JOIN (SELECT res_model, res_id, array_agg(stage_id) AS stages FROM jn_flow_passage
                   WHERE left_at IS NULL GROUP BY res_model, res_id) AS stay
            ON stay.res_model = record.model AND stay.res_id = record.id
        WHERE stay.stages IS DISTINCT FROM ARRAY[record.stage_id]""",
    "stages that a record entered twice": """
        SELECT count(*) FROM (SELECT FROM jn_flow_passage GROUP BY res_model, res_id, stage_id HAVING count(*) > 1) AS twice""",
    "passages that are not closed when the next begins": """
        SELECT count(*) FROM (SELECT left_at, lead(entered_at) OVER (PARTITION BY res_model, res_id ORDER BY id) AS next
                              FROM jn_flow_passage) AS p WHERE left_at IS DISTINCT FROM next""",
    "cases without exactly one revisit": """
        SELECT count(*) FROM jn_case c FULL JOIN (SELECT case_id, count(*) AS times FROM jn_revisit GROUP BY case_id) AS r
            ON r.case_id = c.id WHERE r.times IS DISTINCT FROM 1""",
    "revisits without exactly one message": """
        SELECT count(*) FROM jn_revisit r FULL JOIN (SELECT res_id, count(*) AS times FROM jn_message GROUP BY res_id) AS m
            ON m.res_id = r.id WHERE m.times IS DISTINCT FROM 1""",
    "other work opened": "SELECT (SELECT count(*) FROM jn_rectification) + (SELECT count(*) FROM jn_verification)",
    "failures": "SELECT count(*) FROM jn_flow_failure",
}


def main(env):
    """Print as JSON the faults found, {fault: how often}; nothing for a clean database."""
    counts = {fault: env.execute_query(SQL(query))[0][0] for fault, query in FAULTS.items()}
    print(json.dumps({fault: count for fault, count in counts.items() if count}))
