"""Keeps the time limits of a batch of records that pass together from one stage to another."""

from dataclasses import replace
from datetime import timedelta

from odoo.addons.jn_rules import deadlines
from odoo.addons.jn_rules.moves import END, PAUSE, RESUME, START, timer_plan


class Timekeeper:
    """Gathers what a passage from `source` to `target` does to the timers, then writes it in sets.

    `records` share one version and one source stage. `values` afterwards holds, per record, the
    fields that show time on it: {record id: {field: moment or False}}.
    """

    def __init__(self, records, version, now):
        self.records, self.version, self.now = records, version, now
        self.timers = version.sudo().timer_ids  # configuration is read for everybody
        self.ends = set(filter(None, self.timers.mapped("due_field")))
        self.ledger = records.env["jn.flow.ledger"]
        self.units = {record.id: record._flow_unit() for record in records}
        self.values = {record.id: {} for record in records}
        self.rows = {}

    def keep(self, source, target):
        """Apply the plan for passing from stage `source` (may be empty) to `target`."""
        if self.timers:
            plan = timer_plan(self.version._compiled()["timers"], source.id or None, target.id)
            self.rows = self.ledger._open(self.records) if source else {}
            self._end([timer for timer, verb in plan.items() if verb == END])
            self._pause([timer for timer, verb in plan.items() if verb == PAUSE])
            for timer in self.timers:
                self._apply(timer, plan.get(timer.id))
        self._show()

    def unit_ids(self):
        """Return {record id: unit id}."""
        return {rid: unit.id or None for rid, unit in self.units.items()}

    def _apply(self, timer, verb):
        if verb == START:
            self._start(timer)
        elif verb == RESUME:
            self._resume(timer)

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

    def _start(self, timer):
        fresh = []
        for record in timer._holds(self.records):
            start = self._moment(record, timer)
            row = {"res_id": record.id, "timer_id": timer.id, "started_at": start, "state": "running"}
            self._book(record, timer, row, self._deadline(record, timer, start))
            self.rows.setdefault(record.id, []).append(row)
            fresh.append(row)
        self.ledger._start(self.records._name, self.unit_ids(), fresh)

    def _resume(self, timer):
        again = []
        for record in self.records:
            for row in self.rows.get(record.id, ()):
                if row["timer_id"] == timer.id and row["state"] == "paused":
                    self._book(record, timer, row, self._resumed(record, timer, row))
                    row["state"] = "running"
                    again.append(row)
        self.ledger._reset(again)

    def _resumed(self, record, timer, row):
        """A limit that counts from another limit's end follows it; any other keeps what was left."""
        if timer.start_field in self.values[record.id]:
            return self._deadline(record, timer, self._moment(record, timer))
        return self._left(record, timer, row)

    def _left(self, record, timer, row):
        kept = deadlines.resume(row["due_at"], row["paused_at"], self.now, timer._span(), self._calendar(record))
        return replace(kept, steps=(*row["steps"], *kept.steps), provisional=row["provisional"] or kept.provisional)

    def _book(self, record, timer, row, result):
        warn_at = result.due - timedelta(hours=timer.warn_hours) if timer.warn_hours else result.due
        row.update(due_at=result.due, warn_at=warn_at, provisional=result.provisional)
        row["steps"] = [[key, params] for key, params in result.steps if key != "calendar"]
        if timer._needs_calendar():
            row["steps"].append(["calendar", {"name": self._calendar(record).name}])
        if timer.due_field:
            self.values[record.id][timer.due_field] = result.due

    def _moment(self, record, timer, otherwise=None):
        """From when a limit counts: the field it names, as far as that is known, `otherwise` now."""
        otherwise = otherwise or self.now
        if not timer.start_field:
            return otherwise
        return self.values[record.id].get(timer.start_field) or record[timer.start_field] or otherwise

    def _deadline(self, record, timer, start):
        follows = timer.start_field in self.ends
        return deadlines.deadline(start, timer._span(), self._calendar(record), follows=follows)

    def _calendar(self, record):
        return self.units[record.id]._calendar()

    def _all(self):
        return [row for rows in self.rows.values() for row in rows]

    def _show(self):
        """A right that lapses is nobody's duty: it never colours the light."""
        duties = set(self.timers.filtered(lambda timer: timer.at_end != "right").ids)
        for record in self.records:
            rows = [row for row in self.rows.get(record.id, ()) if row["state"] != "paused" and row["timer_id"] in duties]
            self.values[record.id]["next_due_at"] = min((row["due_at"] for row in rows), default=False)
            self.values[record.id]["light_at"] = min((row["warn_at"] for row in rows), default=False)
