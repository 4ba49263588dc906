from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.misc import groupby

PASSAGE, DEADLINE = "jn.flow.passage", "jn.flow.deadline"


class Stay(NamedTuple):
    """What a passage remembers beside its record: the columns of one entry into a stage."""

    version_id: int
    stage_id: int
    move_id: int | None
    event: str | None
    loop: str | None
    timer_id: int | None
    note: str | None


class JnFlowLedger(models.AbstractModel):
    """The one file that writes passages and deadlines; by SQL, a set at a time, because it is the hot path.

    Nothing else may write these tables, so there is never a pending ORM change to flush here; the
    cache is emptied after each write.
    """

    _name = "jn.flow.ledger"
    _description = "Ledger of passages and deadlines"

    @api.model
    def _pass(self, records, units, stay, now, ending=(), first=False):
        """Close the open passage of each of `records` and open the next; `units` is {record id: unit id}.

        In the same statement ends whatever is open of the timers `ending` (ids). Where it is their `first`, nothing is open.
        """
        opened = SQL(
            """INSERT INTO jn_flow_passage (res_model, res_id, unit_id, version_id, stage_id, move_id, event, loop,
                   timer_id, note, user_id, entered_at)
               SELECT %s, res_id, unit_id, %s, %s FROM unnest(%s, %s::integer[]) AS entered (res_id, unit_id)""",
            records._name, SQL(", ").join(SQL("%s", value) for value in stay), SQL("%s, %s", self.env.uid, now),
            records.ids, [units[rid] for rid in records.ids],
        )
        # the count makes PostgreSQL close before it opens: of a record one passage is open at a time
        self.env.cr.execute(opened if first else SQL(
            """WITH closed AS (
                   UPDATE jn_flow_passage SET left_at = %s
                   WHERE res_model = %s AND res_id = ANY(%s) AND left_at IS NULL RETURNING 1
               ) %s %s WHERE (SELECT count(*) FROM closed) >= 0""",
            now, records._name, records.ids, self._ended_with_it(records, ending, now), opened,
        ))
        self.env[PASSAGE].invalidate_model(flush=False)
        if ending:
            self.env[DEADLINE].invalidate_model(flush=False)

    def _ended_with_it(self, records, timers, now):
        if not timers:
            return SQL()
        return SQL(
            ", ended AS (%s WHERE res_model = %s AND res_id = ANY(%s) AND timer_id = ANY(%s) AND ended_at IS NULL)",
            self._ended(now), records._name, records.ids, timers,
        )

    @api.model
    def _give(self, records, unit):
        """Let every passage and deadline of `records` count for another unit; nothing else of them changes."""
        for fact in (PASSAGE, DEADLINE):
            self.env.cr.execute(SQL(
                "UPDATE %s SET unit_id = %s WHERE res_model = %s AND res_id = ANY(%s)",
                SQL.identifier(self.env[fact]._table), unit.id or None, records._name, records.ids,
            ))
            self.env[fact].invalidate_model(["unit_id"])

    @api.model
    def _loops(self, model, ids, loop):
        """Return {record id: how often a move of this counter was taken}."""
        return dict(self.env.execute_query(SQL(
            "SELECT res_id, count(*) FROM jn_flow_passage WHERE res_model = %s AND res_id = ANY(%s) AND loop = %s GROUP BY res_id",
            model, list(ids), loop,
        )))

    @api.model
    def _last(self, records):
        """Return {record id: id of its latest passage}: what makes a repeated effect the same one."""
        return dict(self.env.execute_query(SQL(
            "SELECT res_id, max(id) FROM jn_flow_passage WHERE res_model = %s AND res_id = ANY(%s) GROUP BY res_id",
            records._name, records.ids,
        )))

    @api.model
    def _open(self, records, whole=False):
        """Return the open deadlines of `records` as {record id: [row, …]}; a row is a dict of columns.

        Unless `whole`, the steps of a sum are read only where a passage goes on with it: of a paused one.
        """
        steps = SQL("steps") if whole else SQL("CASE WHEN state = 'paused' THEN steps END AS steps")
        self.env.cr.execute(SQL(
            """SELECT id, res_id, timer_id, started_at, due_at, warn_at, paused_at, state, provisional, %s
               FROM jn_flow_deadline WHERE res_model = %s AND res_id = ANY(%s) AND ended_at IS NULL ORDER BY id""",
            steps, records._name, records.ids,
        ))
        return dict(groupby(self.env.cr.dictfetchall(), lambda row: row["res_id"]))

    @api.model
    def _start(self, model, units, rows):
        """Insert open deadlines; `rows` are dicts with res_id, timer_id, started_at, due_at, warn_at, steps, provisional, state."""
        self._values(
            """INSERT INTO jn_flow_deadline (res_model, res_id, unit_id, timer_id, started_at, due_at, warn_at,
                   steps, provisional, state, paused_at) VALUES %s""",
            [
                (model, row["res_id"], units[row["res_id"]], row["timer_id"], row["started_at"], row["due_at"],
                 row["warn_at"], self._json(row["steps"]), row["provisional"], row["state"], row.get("paused_at"))
                for row in rows
            ],
        )

    @api.model
    def _end(self, ids, now):
        """End deadlines: met when there was time left, missed otherwise."""
        self._update(SQL("%s WHERE id = ANY(%s)", self._ended(now), ids), ids)

    def _ended(self, now):
        return SQL(
            """UPDATE jn_flow_deadline SET ended_at = %s,
                   original_state = CASE WHEN original_due_at <= %s THEN 'missed' WHEN original_due_at > %s THEN 'met' END,
                   state = CASE WHEN state = 'missed' OR due_at <= %s THEN 'missed' ELSE 'met' END""",
            now, now, now, now,
        )

    @api.model
    def _pause(self, ids, now):
        """Stop the clock of running deadlines."""
        self._update(SQL(
            "UPDATE jn_flow_deadline SET state = 'paused', paused_at = %s WHERE id = ANY(%s) AND state = 'running'", now, ids,
        ), ids)

    @api.model
    def _miss(self, ids):
        """Mark running deadlines as missed; they stay open until the record leaves what they span."""
        self._update(SQL("UPDATE jn_flow_deadline SET state = 'missed' WHERE id = ANY(%s) AND state = 'running'", ids), ids)

    @api.model
    def _reset(self, rows):
        """Give open deadlines a new sum: `rows` are dicts with id, due_at, warn_at, steps, provisional."""
        self._values(
            """UPDATE jn_flow_deadline AS d SET due_at = v.due_at, warn_at = v.warn_at, steps = v.steps,
                   provisional = v.provisional, state = 'running', paused_at = NULL
               FROM (VALUES %s) AS v(id, due_at, warn_at, steps, provisional) WHERE d.id = v.id""",
            [(row["id"], row["due_at"], row["warn_at"], self._json(row["steps"]), row["provisional"]) for row in rows],
            "(%s, %s::timestamp, %s::timestamp, %s::jsonb, %s)",
        )

    @api.model
    def _cancel(self, rows, now):
        """End open deadlines that nobody met or missed; `rows` are dicts with id and steps, whose last says why."""
        self._values(
            """UPDATE jn_flow_deadline AS d SET ended_at = v.at, state = 'cancelled', steps = v.steps
               FROM (VALUES %s) AS v(id, at, steps) WHERE d.id = v.id""",
            [(row["id"], now, self._json(row["steps"])) for row in rows],
            "(%s, %s::timestamp, %s::jsonb)",
        )

    @api.model
    def _recount(self, rows, now):
        """Give open deadlines a new sum and leave them standing still where they do; what is not over any more runs again."""
        self._values(
            """UPDATE jn_flow_deadline AS d SET started_at = v.started_at, due_at = v.due_at, warn_at = v.warn_at,
                   steps = v.steps, provisional = v.provisional,
                   state = CASE WHEN d.state = 'missed' AND v.due_at > v.now THEN 'running' ELSE d.state END
               FROM (VALUES %s) AS v(id, started_at, due_at, warn_at, steps, provisional, now) WHERE d.id = v.id""",
            [(row["id"], row["started_at"], row["due_at"], row["warn_at"], self._json(row["steps"]), row["provisional"], now)
             for row in rows],
            "(%s, %s::timestamp, %s::timestamp, %s::timestamp, %s::jsonb, %s, %s::timestamp)",
        )

    @api.model
    def _extend(self, row, extension_id, now):
        """End the open deadline `row["id"]` as extended and let another go on with the due moment and steps of `row`."""
        [[fresh]] = self.env.execute_query(SQL(
            """WITH old AS (
                   UPDATE jn_flow_deadline SET state = 'extended', ended_at = %s WHERE id = %s AND ended_at IS NULL RETURNING *
               ) INSERT INTO jn_flow_deadline (res_model, res_id, unit_id, timer_id, started_at, due_at, warn_at, steps,
                   provisional, state, original_due_at, extension_id)
               SELECT res_model, res_id, unit_id, timer_id, started_at, %s, %s, %s, %s, 'running',
                   COALESCE(original_due_at, due_at), %s FROM old
               RETURNING id""",
            now, row["id"], row["due_at"], row["warn_at"], self._json(row["steps"]), row["provisional"],
            extension_id,
        ))
        self.env[DEADLINE].invalidate_model(flush=False)
        return fresh

    def _values(self, query, rows, template=None):
        if rows:
            self.env.cr.execute_values(query, rows, template=template)
            self.env[DEADLINE].invalidate_model(flush=False)

    def _update(self, query, ids):
        if ids:
            self.env.cr.execute(query)
            self.env[DEADLINE].invalidate_model(flush=False)

    def _json(self, steps):
        return self.env[DEADLINE]._fields["steps"].convert_to_column(steps, self)
