"""What the process map draws: the stages and moves of a version, with the figures of what runs on it."""

from collections import defaultdict
from datetime import timedelta

from odoo import fields
from odoo.tools import SQL

from .explain import limit


class ProcessMap:
    """A version as boxes and arrows. Every figure counts only what the user may see.

    With a `record` of the mixin the boxes and arrows tell that record's way so far as well.
    The number of queries does not depend on the number of stages, moves or records.
    """

    def __init__(self, version, record=None):
        self.env, self.record = version.env, record
        self.version = version.sudo()  # configuration is read for everybody
        self.now = self.env["jn.clock"]._now()
        self.days = self.env["jn.setting"]._get("map.days")
        self.since = self.now - timedelta(days=self.days)
        self.raised = self._raised()
        self.way = record._flow_passages().sorted("id") if record else self.env["jn.flow.passage"]

    def told(self):
        """Return {'version', 'model', 'days', 'record', 'nodes': by sequence, 'arrows': one per move and target}."""
        opened, stays, passed = self._open(), self._stays(), self._passed()
        return {
            "version": self._version(),
            "model": self.version.flow_id.model,
            "days": self.days,
            "can_open": self._records() is not None,
            "record": bool(self.record) and {"id": self.record.id, "name": self.record.display_name},
            "nodes": [self._node(stage, opened, stays) for stage in self.version.stage_ids],
            "arrows": [self._arrow(*leading, passed) for leading in self._leading()],
        }

    def _version(self):
        version, siblings = self.version, self.version.flow_id.version_ids
        return {
            "id": version.id, "number": version.number, "state": version.state, "name": version.display_name,
            "is_draft": version.state == "draft" and self.env["jn.flow.version"].has_access("write"),
            "siblings": [{"id": v.id, "number": v.number, "state": v.state} for v in siblings.sorted("number")],
        }

    def _node(self, stage, opened, stays):
        count, red, yellow = opened.get(stage.id, (0, 0, 0))
        hours, ended = stays.get(stage.id, (False, 0))
        visits = self.way.filtered(lambda passage: passage.stage_id == stage)
        return {
            "id": stage.id, "code": stage.code, "name": stage.name, "kind": stage.kind, "sequence": stage.sequence,
            "help": stage.help_text or "",
            "level": dict(stage._fields["level"]._description_selection(self.env))[stage.level],
            "owners": stage.group_ids.mapped("name"), "articles": stage.article_ids.mapped("display_name"),
            "limits": [
                self._limit(timer) for timer in self.version.timer_ids if stage in timer.start_stage_ids
            ],
            "open": count, "red": red, "yellow": yellow, "median_hours": hours, "ended": ended,
            "visits": [self._visit(passage) for passage in visits],
            "is_current": bool(self.record) and self.record.stage_id.id == stage.id,
        }

    def _visit(self, passage):
        return {
            "number": self.way.ids.index(passage.id) + 1,
            "at": fields.Datetime.to_string(passage.entered_at),
            "left_at": fields.Datetime.to_string(passage.left_at),
        }

    def _leading(self):
        """Every move with where it leads; one with a limit leads to two stages."""
        for move in self.version.move_ids:
            yield move, move.to_stage_id, False
            if move.loop_limit and move.overflow_stage_id:
                yield move, move.overflow_stage_id, True

    def _arrow(self, move, target, is_overflow, passed):
        return {
            "id": move.id, "name": move.name, "event": move.event, "is_overflow": is_overflow,
            "from": move.from_stage_id.id, "to": target.id, "loop_limit": move.loop_limit,
            "who": move.group_ids.mapped("name"), "articles": move.article_ids.mapped("display_name"),
            "timers": [self._limit(timer) for timer in self._timers(move)],
            "passed": passed.get((move.id, target.id), 0),
            "walked": any(p.move_id == move and p.stage_id == target for p in self.way),
        }

    def _timers(self, move):
        """The time limits whose end raises this move's event where the move begins."""
        return [timer for timer in self.raised[move.event] if move.from_stage_id in self._spanned(timer)]

    def _spanned(self, timer):
        return timer.start_stage_ids | timer.span_stage_ids

    def _raised(self):
        raised = defaultdict(list)
        for timer in self.version.timer_ids:
            if timer.at_end == "event" and timer.event:
                raised[timer.event].append(timer)
        return raised

    def _limit(self, timer):
        return {"name": timer.name, "limit": limit(self.env, timer)}

    def _records(self):
        """The model whose records this process moves, None if the user may not read it or it is not there."""
        model = self.env.get(self.version.flow_id.model)
        return model if model is not None and model.has_access("read") else None

    def _open(self):
        """Return {stage id: (records, overdue, due soon)} of what stands there now."""
        records = self._records()
        if records is None:
            return {}
        query = records._search([("flow_version_id", "=", self.version.id), ("stage_id", "in", self.version.stage_ids.ids)])
        stage, due, warn = (
            records._field_to_sql(records._table, name, query) for name in ("stage_id", "next_due_at", "light_at")
        )
        query.groupby, now = stage, self.now
        rows = self.env.execute_query(query.select(
            stage, SQL("count(*)"), SQL("count(*) FILTER (WHERE %s <= %s)", due, now),
            SQL("count(*) FILTER (WHERE %s <= %s AND %s > %s)", warn, now, due, now),
        ))
        return {stage_id: counts for stage_id, *counts in rows}

    def _stays(self):
        """Return {stage id: (median hours, number)} of the ended stays of the last days."""
        query, column = self._recent()
        stage, left, entered = column("stage_id"), column("left_at"), column("entered_at")
        query.add_where(SQL("%s IS NOT NULL", left))
        query.groupby = stage
        length = SQL("EXTRACT(EPOCH FROM %s - %s) / 3600.0", left, entered)
        rows = self.env.execute_query(
            query.select(stage, SQL("percentile_cont(0.5) WITHIN GROUP (ORDER BY %s)", length), SQL("count(*)"))
        )
        return {stage_id: (float(median), count) for stage_id, median, count in rows}

    def _passed(self):
        """Return {(move id, stage id): how often it was gone in the last days}."""
        query, column = self._recent()
        query.groupby = SQL("%s, %s", column("move_id"), column("stage_id"))
        rows = self.env.execute_query(query.select(column("move_id"), column("stage_id"), SQL("count(*)")))
        return {(move_id, stage_id): count for move_id, stage_id, count in rows}

    def _recent(self):
        """Return (query, column) over the passages of this version that began in the last days and lie in sight."""
        passages = self.env["jn.flow.passage"]
        query = passages._search([("version_id", "=", self.version.id), ("entered_at", ">=", self.since)])
        return query, lambda name: passages._field_to_sql(passages._table, name, query)
