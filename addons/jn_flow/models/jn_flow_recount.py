from odoo import api, models
from odoo.tools import SQL, groupby

from ..recount import Recount


class JnFlowRecount(models.AbstractModel):
    """Computes provisional deadlines anew as soon as the years that they lacked are loaded (decision B4)."""

    _name = "jn.flow.recount"
    _inherit = "jn.sweep"
    _description = "Recount of provisional deadlines"
    _sweep_order = 5  # before the deadlines are ended: what is not over yet shall not be

    @api.model
    def _sweep_next(self):
        return self.env["jn.clock"]._now() if self._settled(1, SQL()) else None

    @api.model
    def _sweep_batch(self, limit=500):
        """Handle up to `limit` provisional deadlines whose years are all loaded; two nodes may do this at once."""
        rows = self._settled(limit, SQL("FOR UPDATE OF d SKIP LOCKED"))
        ids = {row[0] for row in rows}
        for model, group in groupby(rows, lambda row: row[1]):
            # The calendar is nobody's doing.
            records = self.env[model].sudo().browse({row[2] for row in group})
            for version, some in records.grouped("flow_version_id").items():
                self._recount(some, version, ids)
        return len(rows)

    def _recount(self, records, version, ids):
        recount = Recount(records, version, self.env["jn.clock"]._now())
        for record in records:
            for row in recount.rows.get(record.id, ()):
                if row["id"] in ids:
                    recount.again(record, row)
        recount.settle()

    @api.model
    def _settled(self, limit, claim):
        """Return up to `limit` rows (id, model, record id) of provisional deadlines whose missing years are loaded now."""
        units = self.env.execute_query(SQL(
            "SELECT DISTINCT unit_id FROM jn_flow_deadline WHERE provisional AND ended_at IS NULL AND unit_id IS NOT NULL"
        ))
        known = [(unit_id, sorted(self.env["jn.unit"]._calendar_of(unit_id).years)) for [unit_id] in units]
        if not known:
            return []
        values = SQL(", ").join(SQL("(%s, %s::int[])", unit_id, years) for unit_id, years in known)
        return self.env.execute_query(SQL(
            """SELECT d.id, d.res_model, d.res_id FROM jn_flow_deadline d JOIN (VALUES %s) AS k(unit_id, years) USING (unit_id)
               WHERE d.provisional AND d.ended_at IS NULL AND NOT EXISTS (
                   SELECT FROM jsonb_path_query(d.steps, 'strict $[*] ? (@[0] == "provisional")[1].years[*]') AS y
                   WHERE (y #>> '{}')::int <> ALL (k.years))
               ORDER BY d.id LIMIT %s %s""",
            values, limit, claim,
        ))
