-- The limit: one statement that writes, for all due reply windows, what the sweep writes for them.
WITH moment AS (SELECT date_trunc('second', now() AT TIME ZONE 'UTC') AS now),
due AS MATERIALIZED (
    SELECT d.id, d.timer_id, r.id AS revisit_id, r.case_id, rm.id AS revisit_move, cm.id AS case_move,
           rs.id AS revisit_stage, rs.code AS revisit_code, rm.outcome AS revisit_outcome, rm.event AS revisit_event,
           cs.id AS case_stage, cs.code AS case_code, cm.outcome AS case_outcome, cm.event AS case_event
    FROM jn_flow_deadline d
    JOIN jn_revisit r ON r.id = d.res_id
    JOIN jn_case c ON c.id = r.case_id
    JOIN jn_flow_timer t ON t.id = d.timer_id AND t.code = 'answer'
    JOIN jn_flow_move rm ON rm.from_stage_id = r.stage_id AND rm.event = t.event AND rm.outcome = 'defaulted'
    JOIN jn_flow_stage rs ON rs.id = rm.to_stage_id
    JOIN jn_flow_move cm ON cm.from_stage_id = c.stage_id AND cm.event = 'silent'
    JOIN jn_flow_stage cs ON cs.id = cm.to_stage_id
    WHERE d.state = 'running' AND d.due_at <= (SELECT now FROM moment) AND d.res_model = 'jn.revisit'
    FOR UPDATE OF d SKIP LOCKED
), deadlines AS (
    UPDATE jn_flow_deadline d SET state = 'missed', ended_at = now FROM due, moment WHERE d.id = due.id
), revisits AS (
    UPDATE jn_revisit r SET stage_id = revisit_stage, stage_code = revisit_code, outcome = revisit_outcome,
           ended_at = now, final_at = greatest(r.answer_due_at, now), next_due_at = NULL, light_at = NULL,
           write_uid = 1, write_date = now
    FROM due, moment WHERE r.id = due.revisit_id
), cases AS (
    UPDATE jn_case c SET stage_id = case_stage, stage_code = case_code, close_reason = case_outcome,
           closed_at = now, next_due_at = NULL, light_at = NULL, write_uid = 1, write_date = now
    FROM due, moment WHERE c.id = due.case_id
), revisits_left AS (
    UPDATE jn_flow_passage p SET left_at = now FROM due, moment
    WHERE p.res_model = 'jn.revisit' AND p.res_id = due.revisit_id AND p.left_at IS NULL
    RETURNING p.res_id, p.unit_id, p.version_id, revisit_stage, revisit_move, revisit_event, due.timer_id, now
), cases_left AS (
    UPDATE jn_flow_passage p SET left_at = now FROM due, moment
    WHERE p.res_model = 'jn.case' AND p.res_id = due.case_id AND p.left_at IS NULL
    RETURNING p.res_id, p.unit_id, p.version_id, case_stage, case_move, case_event, now
), revisits_entered AS (
    INSERT INTO jn_flow_passage (res_model, res_id, unit_id, version_id, stage_id, move_id, event, timer_id, user_id,
                                 entered_at)
    SELECT 'jn.revisit', res_id, unit_id, version_id, revisit_stage, revisit_move, revisit_event, timer_id, 1,
           now FROM revisits_left
)
INSERT INTO jn_flow_passage (res_model, res_id, unit_id, version_id, stage_id, move_id, event, user_id,
                             entered_at)
SELECT 'jn.case', res_id, unit_id, version_id, case_stage, case_move, case_event, 1, now FROM cases_left;
