from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jn_rules import tables

from ..const import DELIVERY_DAYS

COUNTS = ("created", "updated", "unchanged", "rejected")


class JnIntakeDelivery(models.Model):
    """One batch of one source: who sent it, when, and what became of its rows."""

    _name = "jn.intake.delivery"
    _inherit = ["jn.kept"]
    _description = "Delivery of cases"
    _order = "id desc"

    source = fields.Char(required=True, readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, string="Sent by")
    at = fields.Datetime(required=True, readonly=True, string="Arrived at")
    created = fields.Integer(readonly=True, string="New")
    updated = fields.Integer(readonly=True, string="Changed")
    unchanged = fields.Integer(readonly=True, string="Known already")
    rejected = fields.Integer(readonly=True)

    _source_index = models.Index("(source, at)")

    @api.model
    def _note(self, items, results):
        """Put a batch on record, one row for each source in it; a source nobody knows is listed from now on."""
        counts = {}
        for item, result in zip(items, results, strict=True):
            source = tables.text(item.get("source")) if isinstance(item, dict) else ""
            if source:
                counts.setdefault(source, Counter())[result["status"]] += 1
        now = self.env["jn.clock"]._now()
        self._append([{"source": s, "user_id": self.env.uid, "at": now, **dict.fromkeys(COUNTS, 0), **found} for s, found in counts.items()])
        self.env["jn.intake.source"]._list_unknown(set(counts))

    @api.model
    def _figures(self, sources, today, week):
        """Return {source: (last arrival, taken and rejected since `today`, taken and rejected since `week`)}."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT source, max(at),
                          sum(created + updated + unchanged) FILTER (WHERE at >= %(today)s),
                          sum(rejected) FILTER (WHERE at >= %(today)s),
                          sum(created + updated + unchanged) FILTER (WHERE at >= %(week)s),
                          sum(rejected) FILTER (WHERE at >= %(week)s)
                   FROM jn_intake_delivery WHERE source = ANY(%(sources)s) GROUP BY source""",
                today=today,
                week=week,
                sources=list(sources),
            )
        )
        return {source: (last, *(count or 0 for count in counts)) for source, last, *counts in rows}

    @api.autovacuum
    def _gc_old(self):
        """Forget old deliveries, but of each source its last."""
        before = self.env["jn.clock"]._now() - timedelta(days=DELIVERY_DAYS)
        self.env.execute_query(
            SQL(
                """DELETE FROM jn_intake_delivery old WHERE at < %s AND EXISTS (
                       SELECT 1 FROM jn_intake_delivery new WHERE new.source = old.source AND new.id > old.id)
                   RETURNING id""",
                before,
            )
        )
        self.invalidate_model()
