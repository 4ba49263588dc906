"""Cases that had gone to another unit before that was kept: from the works that ended by it; then what had stayed follows (D7)."""

from odoo import SUPERUSER_ID, api

KEPT = """
    INSERT INTO jn_case_move (case_id, unit_id, new_unit_id, reason, user_id, at, create_uid, write_uid, create_date, write_date)
    SELECT work.case_id, work.unit_id, work.new_unit_id, stay.note, COALESCE(stay.user_id, %(system)s), work.ended_at,
           %(system)s, %(system)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
    FROM jn_rectification AS work
    LEFT JOIN jn_flow_passage AS stay ON stay.res_model = 'jn.rectification' AND stay.res_id = work.id AND stay.left_at IS NULL
    WHERE work.new_unit_id IS NOT NULL AND work.ended_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM jn_case_move AS known WHERE known.case_id = work.case_id AND known.at = work.ended_at)
    ORDER BY work.ended_at, work.id
"""


def migrate(cr, version):
    """Nothing moves twice: what counts for the unit of its case already stays as it is."""
    cr.execute(KEPT, {"system": SUPERUSER_ID})
    env = api.Environment(cr, SUPERUSER_ID, {})
    for unit, cases in env["jn.case.move"].search([]).case_id.grouped("unit_id").items():
        cases._flow_follow_unit()
        env["jn.case.part"]._follow(cases, unit)
