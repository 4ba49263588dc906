from odoo import api, models
from odoo.tools import SQL


class JnLights(models.AbstractModel):
    """Deadline lights: how much open work of each unit is yellow and red now."""

    _name = "jn.lights"
    _description = "Deadline lights by unit"

    @api.model
    def _count(self, units):
        """{unit id: (yellow, red)} of `units` and what lies below them, as far as the reader sees it; one statement per kind of work."""
        over = self.env["jn.reckoner"].sudo()._above(set(units.ids))  # the tree is the same for everybody
        found = {unit.id: (0, 0) for unit in units}
        for works in self._works():
            for unit_id, yellow, red in self._of(works, [unit for unit, above in over.items() if above]):
                for above in over[unit_id]:
                    found[above] = (found[above][0] + yellow, found[above][1] + red)
        return found

    @api.model
    def _works(self):
        """Every kind of work with time limits, as empty recordsets of the reader's; a case is due with its work, which counts itself."""
        kinds = [works.with_env(self.env) for works in self.env["jn.reminder"]._works() if works._flow_moments[0] == "next_due_at"]
        return [works for works in kinds if works.has_access("read")]

    @api.model
    def _of(self, works, unit_ids):
        """Rows (unit id, yellow, red) of one kind of work."""
        now = self.env["jn.clock"]._now()
        works.flush_model(["next_due_at", "light_at", "unit_id"])
        query = works._search([("unit_id", "in", unit_ids), ("light", "in", ["yellow", "red"])])
        unit, due = (works._field_to_sql(works._table, name, query) for name in ("unit_id", "next_due_at"))
        query.groupby = unit
        counts = [SQL("count(*) FILTER (WHERE %s > %s)", due, now), SQL("count(*) FILTER (WHERE %s <= %s)", due, now)]
        return self.env.execute_query(query.select(unit, *counts))
