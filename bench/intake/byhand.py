"""The limit: what a person would write who only wants a batch's rows, one statement for each table.

The batch is the very JSON that is sent to us. Nothing is checked, and nobody is asked what the process is: its first steps stand here.
"""

import json
import threading
import time

import psycopg2
from psycopg2.extras import RealDictCursor

from . import items

SESSIONS = 2  # as many as the server has workers

# Read once by each session: what all rows have in common.
PLACES = """
    SELECT cm.version_id AS case_version, a.id AS accepted, c.id AS revisiting, cm.id AS completed, rm.version_id AS revisit_version,
        r.id AS to_send, rm.id AS queued, t.id AS send, t.amount * interval '1 hour' AS term, w.id AS template, w.text->>'zh_CN' AS words,
        d.id AS account, d.channel
    FROM jn_flow_move cm JOIN jn_flow_stage a ON a.id = cm.from_stage_id JOIN jn_flow_stage c ON c.id = cm.to_stage_id
        JOIN jn_flow_version cv ON cv.id = cm.version_id AND cv.state = 'published' JOIN jn_flow cf ON cf.id = cv.flow_id,
        jn_flow_move rm JOIN jn_flow_stage r ON r.id = rm.to_stage_id JOIN jn_flow_version rv ON rv.id = rm.version_id AND rv.state = 'published'
        JOIN jn_flow rf ON rf.id = rv.flow_id JOIN jn_flow_timer t ON t.version_id = rv.id AND t.code = 'send',
        jn_message_template w, jn_message_account d
    WHERE cf.code = 'case' AND a.code = 'accepted' AND cm.event = 'completed'
        AND rf.code = 'revisit' AND rm.event = 'started' AND r.code = 'to_send' AND cf.unit_id IS NULL AND rf.unit_id IS NULL
        AND w.code = 'revisit_first' AND d.channel = 'sms'
    ORDER BY cv.effective_from DESC, rv.effective_from DESC, rm.sequence LIMIT 1"""

CASES = """
    INSERT INTO jn_case (source, ref, unit_id, matter_id, handler, applicant, phone_number, phone_e164, accepted_at, completed_at,
        arrived_at, scored, contradicted, has_followers, flow_version_id, stage_id, stage_code, next_due_at, light_at,
        create_uid, write_uid, create_date, write_date)
    SELECT i.source, i.ref, u.id, m.id, i.handler, i.applicant_name, i.phone, '+86' || i.phone, i.accepted_at AT TIME ZONE 'UTC',
        i.completed_at AT TIME ZONE 'UTC', %(now)s, true, false, false, %(case_version)s, %(revisiting)s, 'revisiting',
        i.completed_at AT TIME ZONE 'UTC' + %(term)s, i.completed_at AT TIME ZONE 'UTC' + %(term)s, %(user)s, %(user)s, %(now)s, %(now)s
    FROM jsonb_to_recordset(%(items)s::jsonb) AS i (source text, ref text, unit text, matter text, handler text, applicant_name text,
        phone text, accepted_at timestamptz, completed_at timestamptz)
    JOIN jn_unit u ON u.code = i.unit JOIN jn_matter m ON m.code = i.matter
    RETURNING id"""

REVISITS = """
    INSERT INTO jn_revisit (case_id, unit_id, matter_id, kind, round, method, accepted_at, completed_at, ask_from, flow_version_id,
        stage_id, stage_code, next_due_at, light_at, create_uid, write_uid, create_date, write_date)
    SELECT id, unit_id, matter_id, 'auto', 1, 'message', accepted_at, completed_at, completed_at, %(revisit_version)s, %(to_send)s, 'to_send',
        next_due_at, light_at, %(user)s, %(user)s, %(now)s, %(now)s
    FROM jn_case WHERE id = ANY(%(cases)s) RETURNING id"""

# The case's two stays and the revisit's one.
PASSAGES = """
    INSERT INTO jn_flow_passage (res_model, res_id, unit_id, version_id, stage_id, move_id, event, user_id, entered_at, left_at)
    SELECT model, id, unit_id, version, stage, move, event, %(user)s, %(now)s, gone FROM (
        SELECT 'jn.case' AS model, id, unit_id, %(case_version)s AS version, %(accepted)s AS stage, NULL::integer AS move,
            'started' AS event, %(now)s::timestamp AS gone FROM jn_case WHERE id = ANY(%(cases)s)
        UNION ALL SELECT 'jn.case', id, unit_id, %(case_version)s, %(revisiting)s, %(completed)s, 'completed', NULL
            FROM jn_case WHERE id = ANY(%(cases)s)
        UNION ALL SELECT 'jn.revisit', id, unit_id, %(revisit_version)s, %(to_send)s, %(queued)s, 'started', NULL
            FROM jn_revisit WHERE id = ANY(%(revisits)s)
    ) AS stay"""

DEADLINES = """
    INSERT INTO jn_flow_deadline (res_model, res_id, unit_id, timer_id, started_at, due_at, warn_at, steps, provisional, state)
    SELECT 'jn.revisit', id, unit_id, %(send)s, ask_from, next_due_at, light_at, jsonb_build_array(
            jsonb_build_array('start', jsonb_build_object('at', began)),
            jsonb_build_array('add', jsonb_build_object('at', ends, 'unit', 'natural_hours', 'amount', hours::text))
        ), false, 'running'
    FROM (
        SELECT *, regexp_replace(to_char(ask_from + interval '8 hours', %(local)s), ':00$', '') || '+08:00' AS began,
            regexp_replace(to_char(next_due_at + interval '8 hours', %(local)s), ':00$', '') || '+08:00' AS ends,
            round(extract(epoch FROM %(term)s) / 3600) AS hours
        FROM jn_revisit WHERE id = ANY(%(revisits)s)
    ) AS r"""
LOCAL = 'YYYY-MM-DD"T"HH24:MI:SS'  # whose seconds are left out where there are none

MESSAGES = """
    INSERT INTO jn_message (direction, channel, account_id, state, recipient, key, res_model, res_id, unit_id, matter_id, template_id,
        merges, queued_at, not_before, text, values, create_uid, write_uid, create_date, write_date)
    SELECT 'out', %(channel)s, %(account)s, 'queued', c.phone_e164, 'revisit_first:jn.revisit:' || r.id || ':' || p.id, 'jn.revisit', r.id,
        c.unit_id, c.matter_id, %(template)s, true, %(now)s, %(now)s, replace(replace(replace(replace(replace(%(words)s,
            '{signature}', city.name), '{date}', said.day), '{hall}', hall.name), '{matter}', m.name), '{phone}', said.phone),
        jsonb_build_object('unit', u.name, 'hall', hall.name, 'phone', said.phone, 'signature', city.name, 'matter', m.name, 'date', said.day,
            'result', ''), %(user)s, %(user)s, %(now)s, %(now)s
    FROM jn_revisit r JOIN jn_case c ON c.id = r.case_id JOIN jn_unit u ON u.id = c.unit_id JOIN jn_unit hall ON hall.id = u.hall_id
    JOIN jn_matter m ON m.id = c.matter_id JOIN jn_flow_passage p ON p.res_model = 'jn.revisit' AND p.res_id = r.id
    CROSS JOIN (SELECT * FROM jn_unit WHERE kind = 'city' LIMIT 1) AS city
    CROSS JOIN LATERAL (
        SELECT coalesce(hall.phone, city.phone, '') AS phone, to_char(c.completed_at + interval '8 hours', 'YYYY-MM-DD') AS day
    ) AS said
    WHERE r.id = ANY(%(revisits)s)"""


def write(database, user, sent, size):
    """Write cases in batches as several sessions at once; return the seconds."""
    waiting, lock, faults = iter(items.portions(sent, size)), threading.Lock(), []

    def work():
        try:
            _session(database, user, waiting, lock)
        except psycopg2.Error as error:
            faults.append(error)

    sessions = [threading.Thread(target=work) for _session_number in range(SESSIONS)]
    started = time.perf_counter()
    for session in sessions:
        session.start()
    for session in sessions:
        session.join()
    if faults:
        raise faults[0]
    return time.perf_counter() - started


def _session(database, user, waiting, lock):
    """Write batches until none waits, each in a transaction of its own."""
    with psycopg2.connect(dbname=database, cursor_factory=RealDictCursor) as connection, connection.cursor() as cursor:
        cursor.execute(PLACES)
        common = {**cursor.fetchone(), "user": user, "local": LOCAL}
        while True:
            with lock:
                batch = next(waiting, None)
            if batch is None:
                return
            _write(cursor, {**common, "items": json.dumps(batch)})
            connection.commit()


def _write(cursor, values):
    cursor.execute("SELECT date_trunc('second', now() AT TIME ZONE 'UTC') AS now")
    values |= cursor.fetchone()
    for name, statement in (("cases", CASES), ("revisits", REVISITS)):
        cursor.execute(statement, values)
        values[name] = [row["id"] for row in cursor.fetchall()]
    for statement in (PASSAGES, DEADLINES, MESSAGES):
        cursor.execute(statement, values)
