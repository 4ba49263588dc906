"""Carries a batch of records, with their open time limits, to another version of their process."""

from odoo.addons.jn_rules import deadlines, migration

from .compiled import holding
from .const import MIGRATED
from .models.jn_flow_ledger import Stay
from .timekeeper import Timekeeper


class Migrator(Timekeeper):
    """Plans, and then carries out, the passage of `records` (which share one stage) to stage `target` of another version.

    After `plan()`, `changes` holds what becomes of each limit that begins, ends or gets another moment:
    (record, name, old due or False, new due or False).
    """

    def __init__(self, records, target, policy, now):
        super().__init__(records, target.version_id, now)
        self.target, self.policy = target, policy
        self.source = records.stage_id.sudo()  # configuration is read for everybody
        self.cancelled, self.booked, self.changes = [], [], []

    def plan(self):
        """Decide in memory; nothing is written."""
        held = self.ledger._open(self.records, whole=True)
        self.rows = {}
        for record in self.records:
            self._plan_record(record, {self._code(row): row for row in held.get(record.id, ())})
        self._show()
        return self

    def carry_out(self, reason):
        """Write what was planned: limits, passage and record, together or not at all."""
        self.ledger._cancel(self.cancelled, self.now)
        self.ledger._start(self.records._name, self.unit_ids(), self.booked)
        stay = Stay(self.version.id, self.target.id, None, MIGRATED, None, None, reason)
        self.ledger._pass(self.records, self.unit_ids(), stay, self.now)
        stage = {"flow_version_id": self.version.id, "stage_id": self.target.id, "stage_code": self.target.code}
        self.records._flow_show(stage, self.values)

    def _plan_record(self, record, held):
        fates = self._fates(frozenset(held))
        for limit in self.limits.values():  # in their order: a limit that follows another comes after it
            verb = fates.get(limit.code)
            if verb == migration.CARRY:
                self._carry(record, limit, held[limit.code])
            elif verb == migration.BEGIN and holding(record, limit.guard):
                self._begin(record, limit)
        for code, verb in fates.items():
            if verb == migration.DROP:
                self._drop(record, held[code])

    def _fates(self, running):
        old, new = (
            [migration.Limit(limit.code, limit.starts, limit.spans) for limit in limits.values()]
            for limits in (self.source.version_id._compiled().limits, self.limits)
        )
        return migration.fate(old, new, self.source.id, self.target.id, running)

    def _begin(self, record, limit):
        start = self._moment(record, limit)
        row = {"res_id": record.id, "timer_id": limit.id, "started_at": start, "state": "running"}
        self._book(record, limit, row, self._deadline(record, limit, start))
        self._pause_here(limit, row)
        self._keep(record, row, False)

    def _carry(self, record, limit, old):
        row = {"res_id": record.id, "timer_id": limit.id, "started_at": old["started_at"], "state": old["state"]}
        row["paused_at"] = old["paused_at"]
        self._book(record, limit, row, self._settled(record, limit, old))
        row["steps"].append([migration.MIGRATED, {"version": self.version.number, "policy": self.policy}])
        if row["state"] == "paused" and not self._stands_still(limit):
            self._go_on(record, limit, row)
        self._pause_here(limit, row)
        self._keep(record, row, old["due_at"])
        self._cancel(old, migration.HANDED_ON)

    def _drop(self, record, old):
        timer = self._timer(old)
        if timer.due_field:
            self.values[record.id].setdefault(timer.due_field, False)
        self.changes.append((record, timer.name, old["due_at"], False))
        self._cancel(old, migration.DROPPED)

    def _settled(self, record, limit, old):
        """What is over stays over: its moment is a fact. Any other limit follows the policy."""
        kept = deadlines.Deadline(old["due_at"], tuple(map(tuple, old["steps"] or ())), old["provisional"])
        if old["state"] == "missed" or (old["state"] == "running" and old["due_at"] <= self.now):
            return kept
        return migration.settled(self.policy, kept, lambda: self._recomputed(record, limit, old))

    def _recomputed(self, record, limit, old):
        start = self._moment(record, limit, otherwise=old["started_at"])
        pauses = migration.pauses_in(old["steps"] or ())
        follows = limit.start_field in self.ends
        return migration.recomputed(start, limit.span, self._calendar(record), pauses, follows)

    def _go_on(self, record, limit, row):
        """What was left at the pause is left now; computed anew, a limit that follows another follows it again."""
        again = self._resumed if self.policy == migration.RECOMPUTE else self._left
        self._book(record, limit, row, again(record, limit, row))
        row.update(state="running", paused_at=None)

    def _pause_here(self, limit, row):
        if row["state"] == "running" and self._stands_still(limit):
            row.update(state="paused", paused_at=self.now)

    def _stands_still(self, limit):
        return self.target.id in limit.pauses

    def _keep(self, record, row, old_due):
        self.rows.setdefault(record.id, []).append(row)
        self.booked.append(row)
        if row["due_at"] != old_due:
            name = self._timer(row).name
            self.changes.append((record, name, old_due, row["due_at"]))

    def _cancel(self, old, why):
        steps = [*(old["steps"] or ()), [why, {"version": self.version.number}]]
        self.cancelled.append({"id": old["id"], "steps": steps})

    def _code(self, row):
        return self._timer(row).code

    def _timer(self, row):
        # configuration is read for everybody
        return self.records.env["jn.flow.timer"].sudo().browse(row["timer_id"])
