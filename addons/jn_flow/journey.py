"""Tells the way of a record on one screen: who, when, by which rule, and what comes next."""

from odoo import SUPERUSER_ID, fields

from odoo.addons.jn_rules.deadlines import light

from .const import MIGRATED
from .explain import Tongue, passport


class Journey:
    """The passages, open deadlines and possible next steps of a record and of what belongs to it."""

    def __init__(self, record):
        self.env, self.record, self.tongue = record.env, record, Tongue(record.env)
        self.groups = [records for records in record._flow_journey_records() if records]

    def told(self):
        """Return {'passages': oldest first, 'deadlines': most urgent first, ended ones last, 'next': list}; moments are UTC text."""
        passages = [(row, records) for records in self.groups for row in records._flow_passages()]
        passages.sort(key=lambda pair: (pair[0].entered_at, pair[0].id))
        return {
            "passages": [self._passage(row, records) for row, records in passages],
            "deadlines": self._deadlines(),
            "next": [step for records in self.groups for record in records for step in self._steps(record)],
        }

    def _passage(self, row, records):
        return {
            "at": fields.Datetime.to_string(row.entered_at),
            "left_at": fields.Datetime.to_string(row.left_at),
            "what": self._what(records.browse(row.res_id)),
            "stage": row.stage_id.name,
            "event": self._event(row),
            "who": self._who(row),
            "articles": row.move_id.article_ids.mapped("display_name") or row.stage_id.article_ids.mapped("display_name"),
            "note": row.note or False,
            "open": not row.left_at and row.stage_id.kind != "end",
        }

    def _event(self, row):
        if row.event == MIGRATED:
            return self.env._("Passed to version %(number)s of the process", number=row.version_id.number)
        return row.move_id.name or False

    def _who(self, row):
        """Return the person, or the system with the time limit that acted."""
        if row.timer_id:
            return self.env._("System (%(rule)s)", rule=row.timer_id.name)
        is_system = row.user_id.id == SUPERUSER_ID or row.user_id._is_public()
        return self.env._("System") if is_system else row.user_id.name

    def _deadlines(self):
        now = self.env["jn.clock"]._now()
        rows = [row for records in self.groups for row in records._flow_deadlines()]
        return [
            self._deadline(row, now)
            # what runs by urgency, then what stands still, then what has ended
            for row in sorted(rows, key=lambda row: (bool(row.ended_at), row.state == "paused", row.due_at, row.id))
        ]

    def _deadline(self, row, now):
        """One limit as its passport tells it; without a light where no time runs."""
        told = passport(self.tongue, row)
        runs = not row.ended_at and row.state != "paused"
        return {
            **told,
            "id": row.id,
            "due": fields.Datetime.to_string(row.due_at),
            "original": fields.Datetime.to_string(row.original_due_at) or False,
            "name": row.timer_id.name,
            "light": runs and light(now, row.due_at, row.warn_at),
            "state": row.state,
            "state_name": dict(row._fields["state"]._description_selection(self.env))[row.state],
            "ended": bool(row.ended_at),
        }

    def _steps(self, record):
        """The moves that lead on from where a record stands; what holds only elsewhere is left out."""
        stage = record.stage_id.sudo()  # configuration is read for everybody
        if not stage or stage.kind == "end":
            return []
        steps = record._flow_moves().filtered(lambda move: move._holds(record))
        return [
            {"what": self._what(record), "name": move.name, "to": move.to_stage_id.name,
             "who": move.group_ids.mapped("name") or [self.env._("System")]}
            for move in steps
        ]

    def _what(self, record):
        """The kind of record, and its name where it has one of its own."""
        kind = self.env["ir.model"]._get(record._name).name
        return kind if record == self.record else self.env._("%(kind)s %(name)s", kind=kind, name=record.display_name)
