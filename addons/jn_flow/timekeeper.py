"""Keeps the time limits of a batch of records that pass together from one stage to another."""

from dataclasses import replace
from datetime import timedelta

from odoo.addons.jn_rules import deadlines
from odoo.addons.jn_rules.moves import END, PAUSE, RESUME, START, timer_plan

from .compiled import holding


class Timekeeper:
    """Gathers what a passage from `source` to `target` does to the timers, then writes it in sets.

    `records` share one version and one source stage. `values` afterwards holds, per record, the
    fields that show time on it: {record id: {field: moment or False}}; `ending` the timers (ids) that end with the
    passage's own statement, because nothing else can be open.
    """

    def __init__(self, records, version, now):
        self.records, self.version, self.now = records, version, now
        self.limits = version._compiled().limits
        self.ends = {limit.due_field for limit in self.limits.values() if limit.due_field}
        self.ledger = records.env["jn.flow.ledger"]
        self.units = {record.id: record._flow_unit() for record in records}
        self.values = {record.id: {} for record in records}
        self.rows, self.fresh, self.ending = {}, [], []

    def keep(self, source, target):
        """Apply the plan for passing from stage `source` (may be empty) to `target`."""
        plan = timer_plan(self.limits.values(), source.id or None, target.id)
        ending = [timer for timer, verb in plan.items() if verb == END]
        if all(limit.id in ending for limit in self.limits.values() if source.id in limit.spans):
            self.ending = ending  # nothing needs to be read
        else:
            self.rows = self.ledger._open(self.records)
            self._end(ending)
            self._pause([timer for timer, verb in plan.items() if verb == PAUSE])
        for limit in self.limits.values():
            self._apply(limit, plan.get(limit.id))
        self.ledger._start(self.records._name, self.unit_ids(), self.fresh)
        self._show()

    def unit_ids(self):
        """Return {record id: unit id}."""
        return {rid: unit.id or None for rid, unit in self.units.items()}

    def _apply(self, limit, verb):
        if verb == START:
            self._start(limit)
        elif verb == RESUME:
            self._resume(limit)

    def _end(self, timers):
        gone = [row for row in self._all() if row["timer_id"] in timers]
        self.ledger._end([row["id"] for row in gone], self.now)
        for row in gone:
            self.rows[row["res_id"]].remove(row)

    def _pause(self, timers):
        still = [row for row in self._all() if row["timer_id"] in timers and row["state"] == "running"]
        self.ledger._pause([row["id"] for row in still], self.now)
        for row in still:
            row["state"] = "paused"

    def _start(self, limit):
        for record in holding(self.records, limit.guard):
            start = self._moment(record, limit)
            row = {"res_id": record.id, "timer_id": limit.id, "started_at": start, "state": "running"}
            self._book(record, limit, row, self._deadline(record, limit, start))
            self.rows.setdefault(record.id, []).append(row)
            self.fresh.append(row)

    def _resume(self, limit):
        again = []
        for record in self.records:
            for row in self.rows.get(record.id, ()):
                if row["timer_id"] == limit.id and row["state"] == "paused":
                    self._book(record, limit, row, self._resumed(record, limit, row))
                    row["state"] = "running"
                    again.append(row)
        self.ledger._reset(again)

    def _resumed(self, record, limit, row):
        """A limit that counts from another limit's end follows it; any other keeps what was left."""
        if limit.start_field in self.values[record.id]:
            return self._deadline(record, limit, self._moment(record, limit))
        return self._left(record, limit, row)

    def _left(self, record, limit, row):
        kept = deadlines.resume(row["due_at"], row["paused_at"], self.now, limit.span, self._calendar(record))
        return replace(kept, steps=(*row["steps"], *kept.steps), provisional=row["provisional"] or kept.provisional)

    def _book(self, record, limit, row, result):
        warn_at = result.due - timedelta(hours=limit.warn_hours) if limit.warn_hours else result.due
        row.update(due_at=result.due, warn_at=warn_at, provisional=result.provisional)
        row["steps"] = [[key, params] for key, params in result.steps if key != "calendar"]
        if limit.needs_calendar:
            row["steps"].append(["calendar", {"name": self._calendar(record).name}])
        if limit.due_field:
            self.values[record.id][limit.due_field] = result.due

    def _moment(self, record, limit, otherwise=None):
        """From when a limit counts: the field it names, as far as that is known, `otherwise` now."""
        otherwise = otherwise or self.now
        if not limit.start_field:
            return otherwise
        return self.values[record.id].get(limit.start_field) or record[limit.start_field] or otherwise

    def _deadline(self, record, limit, start):
        follows = limit.start_field in self.ends
        return deadlines.deadline(start, limit.span, self._calendar(record), follows=follows)

    def _calendar(self, record):
        return self.units[record.id]._calendar()

    def _all(self):
        return [row for rows in self.rows.values() for row in rows]

    def _show(self):
        """A right that lapses is nobody's duty: it never colours the light."""
        duties = {limit.id for limit in self.limits.values() if limit.is_duty}
        for record in self.records:
            rows = [row for row in self.rows.get(record.id, ()) if row["state"] != "paused" and row["timer_id"] in duties]
            self.values[record.id]["next_due_at"] = min((row["due_at"] for row in rows), default=False)
            self.values[record.id]["light_at"] = min((row["warn_at"] for row in rows), default=False)
