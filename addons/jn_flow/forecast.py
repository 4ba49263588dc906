"""Tells what a passage to another version would do, without doing it."""

from collections import Counter

from odoo.tools import split_every

from odoo.addons.jn_rules.deadlines import said

from .migrator import Migrator

BATCH = 500
SHOWN = 50


class Forecast:
    """The counts of a passage, and the first deadlines that it would change."""

    def __init__(self, passage):
        self.env, self.passage = passage.env, passage
        self.now = self.env["jn.clock"]._now()
        self.counts, self.rows = Counter(), []

    def told(self):
        """Return {"stages", "counts", "rows", "shown"}: the first rows in full, all of them as counts."""
        for row in self.passage.map_ids:
            self._look(row.from_stage_id, row.to_stage_id)
        return {
            "stages": [(row.from_stage_id, row.to_stage_id, row.count) for row in self.passage.map_ids],
            "counts": self.counts,
            "rows": self.rows,
            "shown": SHOWN,
        }

    def _look(self, source, target):
        # an administrator prepares what the engine, which sees all, will do
        model = self.env[self.passage.flow_id.model].sudo()
        ids = model.search([("stage_id", "=", source.id)], order="id").ids
        for some in split_every(BATCH, ids):
            migrator = Migrator(model.browse(some), target, self.passage.policy, self.now).plan()
            self._note(migrator.changes)
            model.invalidate_model()  # ten thousand records need not be held at once

    def _note(self, changes):
        for record, name, old, new in changes:
            kind = "begins" if not old else "ends" if not new else "later" if new > old else "earlier"
            self.counts[kind] += 1
            self.counts["overdue"] += bool(new) and new <= self.now and not (old and old <= self.now)
            if len(self.rows) < SHOWN:
                self.rows.append({
                    "record": record.display_name, "limit": name, "old": self._at(record, old), "new": self._at(record, new),
                })

    def _at(self, record, moment):
        if not moment:
            return self.env._("none")
        return "{} {}".format(*said(record._flow_unit()._calendar().local(moment)))
