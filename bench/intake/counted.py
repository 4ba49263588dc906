"""What the load has left, counted by SQL: every case once, with all its rows, and the same rows as those written by hand."""

from tools import psql

# What must not be: {fault: query that counts it}, among the cases of one source.
FAULTS = {
    "cases stored twice": """
        SELECT count(*) FROM (SELECT FROM jn_case WHERE source = :'source' GROUP BY source, ref HAVING count(*) > 1) AS twice""",
    "cases that do not wait for their revisit": """
        SELECT count(*) FROM jn_case WHERE source = :'source' AND (stage_code, next_due_at IS NULL, closed_at IS NULL)
            IS DISTINCT FROM ('revisiting', false, true)""",
    "cases without exactly one revisit to send": """
        SELECT count(*) FROM jn_case c LEFT JOIN LATERAL (
            SELECT count(*) AS times, count(*) FILTER (WHERE stage_code = 'to_send') AS waiting FROM jn_revisit WHERE case_id = c.id
        ) AS r ON true WHERE c.source = :'source' AND (times, waiting) IS DISTINCT FROM (1, 1)""",
    "revisits without exactly one message queued": """
        SELECT count(*) FROM jn_revisit r JOIN jn_case c ON c.id = r.case_id LEFT JOIN LATERAL (
            SELECT count(*) AS times, count(*) FILTER (WHERE state = 'queued') AS queued FROM jn_message
            WHERE res_model = 'jn.revisit' AND res_id = r.id
        ) AS m ON true WHERE c.source = :'source' AND (times, queued) IS DISTINCT FROM (1, 1)""",
    "revisits without exactly one time limit that runs": """
        SELECT count(*) FROM jn_revisit r JOIN jn_case c ON c.id = r.case_id LEFT JOIN LATERAL (
            SELECT count(*) AS times, count(*) FILTER (WHERE state = 'running') AS running FROM jn_flow_deadline
            WHERE res_model = 'jn.revisit' AND res_id = r.id
        ) AS d ON true WHERE c.source = :'source' AND (times, running) IS DISTINCT FROM (1, 1)""",
    "records whose passages do not lead to where they are": """
        SELECT count(*) FROM (
            SELECT 'jn.case' AS model, id, stage_id, 2 AS stays FROM jn_case WHERE source = :'source'
            UNION ALL SELECT 'jn.revisit', r.id, r.stage_id, 1 FROM jn_revisit r JOIN jn_case c ON c.id = r.case_id
            WHERE c.source = :'source'
        ) AS record LEFT JOIN LATERAL (
            SELECT count(*) AS stays, array_agg(stage_id) FILTER (WHERE left_at IS NULL) AS open FROM jn_flow_passage
            WHERE res_model = record.model AND res_id = record.id
        ) AS p ON true WHERE (p.stays, p.open) IS DISTINCT FROM (record.stays::bigint, ARRAY[record.stage_id])""",
    "rows refused": "SELECT count(*) FROM jn_intake_reject WHERE source = :'source'",
    "failures of the engine": "SELECT count(*) FROM jn_flow_failure",
}
# The rows of one source's cases: {table: which}.
ABOUT = """(t.res_model, t.res_id) IN (
        SELECT 'jn.case', id FROM jn_case WHERE source = :'source'
        UNION ALL SELECT 'jn.revisit', r.id FROM jn_revisit r JOIN jn_case c ON c.id = r.case_id WHERE c.source = :'source')"""
ROWS = {
    "jn_case": "t.source = :'source'",
    "jn_revisit": "t.case_id IN (SELECT id FROM jn_case WHERE source = :'source')",
    **dict.fromkeys(("jn_message", "jn_flow_passage", "jn_flow_deadline"), ABOUT),
}
# Columns that are a row's number, lead to another's or name the source; and those that tell when something was written.
OWN, MOMENTS = "{id,case_id,res_id,key,source,ref}", "{arrived_at,queued_at,not_before,entered_at,left_at,create_date,write_date}"
DIGEST = """
    SELECT count(*), md5(string_agg(row, '' ORDER BY row)) FROM (
        SELECT md5((SELECT jsonb_object_agg(key, CASE WHEN key = ANY(:'moments'::text[]) THEN to_jsonb(value <> 'null') ELSE value END)
                    FROM jsonb_each(to_jsonb(t)) WHERE key <> ALL(:'own'::text[]))::text) AS row
        FROM :"table" t WHERE {which}) AS rows"""
COUNT_ALL = """
    SELECT 'SELECT sum(rows) FROM (' || string_agg(format('SELECT count(*) AS rows FROM %I', relname), ' UNION ALL ') || ') AS every'
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = pg_class.oid)"""
TICKETS = """
    SELECT count(DISTINCT t.id), count(*) FILTER (WHERE s.state = 'in_progress' AND s.deadline > t.create_date)
    FROM helpdesk_ticket t LEFT JOIN helpdesk_ticket_sla s ON s.ticket_id = t.id WHERE starts_with(t.name, :'source' || '-')"""


def faults(database, source):
    """Return {fault: how often} among the cases of a source; nothing where all is well."""
    found = {fault: int(psql.ask(query, database, source=source)[0][0]) for fault, query in FAULTS.items()}
    return {fault: count for fault, count in found.items() if count}


def cases(database, source):
    """How many cases there are of a source."""
    return int(psql.ask("SELECT count(*) FROM jn_case WHERE source = :'source'", database, source=source)[0][0])


def tickets(database, source):
    """How many of the peer's tickets there are of a source, and how many time limits of theirs that run."""
    return [int(number) for number in psql.ask(TICKETS, database, source=source)[0]]


def rows(database):
    """How many rows there are in all tables."""
    return int(psql.ask(psql.ask(COUNT_ALL, database)[0][0], database)[0][0])


def digests(database, source):
    """Return {table: (rows, digest)} of one source's cases, their numbers and the moments of writing apart."""
    values = {"source": source, "own": OWN, "moments": MOMENTS}
    return {table: psql.ask(DIGEST.replace("{which}", which), database, table=table, **values)[0] for table, which in ROWS.items()}
