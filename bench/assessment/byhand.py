"""What a person would write who only wants the numbers of a quarter: one statement for each table, as the pack ships its options.

`start`, `end` bound the period, `now` is the moment of the count, `settled` the one before which an answer cannot change any more
(all naive UTC). Each returns a row for every unit: its id, and the columns named after the measures.
"""

REVISITS = """
    SELECT unit_id,
        count(*) FILTER (WHERE first) AS asked,
        count(*) FILTER (WHERE first AND outcome = 'satisfied') AS answered_satisfied,
        count(*) FILTER (WHERE first AND outcome = 'dissatisfied') AS answered_dissatisfied,
        count(*) FILTER (WHERE first AND outcome = 'defaulted') AS defaulted,
        count(*) FILTER (WHERE first AND outcome = 'undelivered' AND undelivered_reason = 'refused') AS refused_contact,
        count(*) FILTER (WHERE first AND outcome = 'dissatisfied' AND EXISTS (
            SELECT FROM jn_verification v WHERE v.case_id = r.case_id AND v.finding = 'invalid' AND v.concluded_at <= %(now)s
        )) AS dissatisfied_invalid,
        count(*) FILTER (WHERE first AND outcome IN ('satisfied', 'dissatisfied') AND EXISTS (
            SELECT FROM jn_answer a WHERE a.revisit_id = r.id AND a.entered_by_id IS NOT NULL
        )) AS typed_in,
        count(*) FILTER (WHERE later AND outcome = 'satisfied') AS again_satisfied,
        count(*) FILTER (WHERE later AND outcome = 'dissatisfied') AS again_dissatisfied,
        count(*) FILTER (WHERE later AND outcome IN ('silent', 'undelivered')) AS again_unanswered,
        count(*) FILTER (WHERE later AND outcome = 'dissatisfied' AND EXISTS (
            SELECT FROM jn_verification v WHERE v.case_id = r.case_id AND v.finding = 'invalid' AND v.concluded_at <= %(now)s
        )) AS again_invalid
    FROM (
        SELECT *, round = 1 AND completed_at >= %(start)s AND completed_at < %(end)s
                AND (final_at <= %(now)s OR completed_at <= %(settled)s) AS first,
            round > 1 AND ended_at >= %(start)s AND ended_at < %(end)s AND ended_at <= %(now)s AS later
        FROM jn_revisit
        WHERE kind = 'auto' AND ((completed_at >= %(start)s AND completed_at < %(end)s) OR (ended_at >= %(start)s AND ended_at < %(end)s))
    ) AS r GROUP BY unit_id"""

ROUNDS = {"checks": "= 1", "rechecks": "= 2", "later": "> 2"}
FINDINGS = {"satisfied": "= 'satisfied'", "unsatisfied": "IN ('untrue', 'violation')", "invalid": "= 'invalid'", "explained": "= 'explained'"}
VERIFICATIONS = """
    SELECT unit_id, {columns}
    FROM (
        SELECT *, concluded_at >= %(start)s AND concluded_at < %(end)s AND concluded_at <= %(now)s AS ended,
            due_at >= %(start)s AND due_at < %(end)s AND due_at <= %(now)s AND (concluded_at IS NULL OR concluded_at > %(now)s) AS overdue
        FROM jn_verification
        WHERE after_spot IS NOT TRUE
            AND ((concluded_at >= %(start)s AND concluded_at < %(end)s) OR (due_at >= %(start)s AND due_at < %(end)s))
    ) AS v GROUP BY unit_id""".replace("{columns}", ", ".join(
    [
        *(
            f"count(*) FILTER (WHERE ended AND round {which} AND finding {found}) AS {name}_{word}"
            for name, which in ROUNDS.items() for word, found in FINDINGS.items()
        ),
        *(f"count(*) FILTER (WHERE overdue AND round {which}) AS {name}_overdue" for name, which in ROUNDS.items()),
    ]
))  # fmt: skip

RECTIFICATIONS = """
    SELECT unit_id, count(*) AS reports_overdue FROM jn_rectification
    WHERE kind = 'first' AND stage_code IS DISTINCT FROM 'transferred' AND (confirmed_at IS NULL OR confirmed_at > %(now)s)
        AND report_due_at >= %(start)s AND report_due_at < %(end)s AND report_due_at <= %(now)s
    GROUP BY unit_id"""

STATEMENTS = (REVISITS, VERIFICATIONS, RECTIFICATIONS)
