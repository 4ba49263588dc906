"""Computes open time limits anew where something has changed them from outside: an extension, a year that was loaded."""

from dataclasses import replace
from heapq import merge

from odoo.addons.jn_rules import deadlines

from .timekeeper import Timekeeper


class Recount(Timekeeper):
    """Works on the open limits of records that share a version; `values` afterwards holds what to write on them."""

    def __init__(self, records, version, now):
        super().__init__(records, version, now)
        self.rows = self.ledger._open(records, whole=True)
        self.changed = {}

    def extended(self, record, row, extension):
        """Lengthen the limit of `row` by what was granted; the old row ends, another goes on (decision B6)."""
        limit = self._limit(row)
        longer = deadlines.extend(row["due_at"], extension.amount, limit.span, self._calendar(record))
        steps = (*row["steps"], self._granted(record, extension), *longer.steps)
        provisional = row["provisional"] or longer.provisional
        self._book(record, limit, row, replace(longer, steps=steps, provisional=provisional))
        row.update(state="running", id=self.ledger._extend(row, extension.id, self.now))
        self._follow(record, limit)

    def again(self, record, row):
        """Compute the limit of `row` from its start with the calendar as it is now (decision B4)."""
        limit = self._limit(row)
        before, history = row["due_at"], self._history(record, limit, row)
        follows = limit.start_field in self.ends
        found = deadlines.replay(row["started_at"], history, limit.span, self._calendar(record), follows)
        note = ("recounted", {"before": self._local(record, before), "on": self._local(record, self.now)})
        self._book(record, limit, row, replace(found, steps=(*self._with_people(row["steps"], found.steps), note)))
        self.changed[row["id"]] = row
        self._follow(record, limit)

    def settle(self):
        """Write the new sums, and on the records what they show of them."""
        self.ledger._recount(list(self.changed.values()), self.now)
        self._show()
        for rid, values in self.values.items():
            self.records.browse(rid).write(values)

    def _follow(self, record, limit):
        """A limit that counts from this one's end goes along with it."""
        for row in self.rows.get(record.id, ()):
            other = self._limit(row)
            if limit.due_field and other.start_field == limit.due_field:
                row["started_at"] = self._moment(record, other)
                self._book(record, other, row, self._deadline(record, other, row["started_at"]))
                self.changed[row["id"]] = row
                self._follow(record, other)

    def _history(self, record, limit, row):
        """Return the pauses and extensions that the limit went through, as `deadlines.replay` reads them."""
        env = self.records.env
        domain = [*record._flow_domain(), ("stage_id", "in", list(limit.pauses)), ("left_at", "!=", False)]
        stays = env["jn.flow.passage"].search([*domain, ("entered_at", ">=", row["started_at"])])
        pauses = [(stay.entered_at, ("pause", stay.entered_at, stay.left_at)) for stay in stays.sorted("entered_at")]
        granted = env["jn.flow.extension"]._granted_for(record, limit).sorted("decided_at")
        longer = [(one.decided_at, ("extend", one.amount)) for one in granted]
        return [event for _at, event in merge(pauses, longer, key=lambda pair: pair[0])]

    def _with_people(self, old, new):
        """The new steps with who had granted each extension, which only the old ones know."""
        people = iter([step for step in old if step[0] == "granted"])
        for step in new:
            if step[0] == "extended":
                yield next(people)
            yield step

    def _granted(self, record, extension):
        said = {"asked_by": extension.asked_by_id.name, "why": extension.reason, "by": extension.decided_by_id.name}
        return ("granted", {**said, "on": self._local(record, extension.decided_at)})

    def _local(self, record, moment):
        return self._calendar(record).local(moment).isoformat(timespec="minutes")

    def _limit(self, row):
        return self.limits[row["timer_id"]]
