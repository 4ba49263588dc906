from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class JnCasePart(models.AbstractModel):
    """What counts for the unit of its case: where the case goes, this goes too (decision D7).

    A model with `case_id` and `unit_id` inherits this, whatever room it is of, and every figure of the case has moved.
    Facts that are only added (`jn.append.only`) do not: they say at whose unit somebody said or did something.
    """

    _name = "jn.case.part"
    _description = "Counts where its case counts"

    @api.model
    def _part_models(self):
        """All models whose rows go with their case, as empty recordsets."""
        names = self.env.registry.descendants(["jn.case.part"], "_inherit")
        return [self.env[name] for name in sorted(names) if not self.env[name]._abstract]

    @api.model
    def _part_domain(self):
        """Which of the rows go: all, but for what a model knows to be the old unit's own affair."""
        return Domain.TRUE

    @api.model
    def _part_values(self, unit):
        """What is written on rows that go to `unit`."""
        return {"unit_id": unit.id}

    @api.model
    def _follow(self, cases, unit):
        """Let what belongs to these cases go to `unit` with them: one write for each model."""
        for model in self._part_models():
            model._parts_of(cases).write(model._part_values(unit))

    @api.model
    def _put_back(self, units):
        """Let what belongs to cases count where they were, {case id: unit id}; for a transaction that is rolled back.

        By SQL, past automation and automatic columns: nothing really happens.
        """
        cases = self.env["jn.case"].browse(units)
        for records in (cases, *(model._parts_of(cases) for model in self._part_models())) if cases else ():
            self.env.cr.execute(SQL(
                """UPDATE %s AS part SET unit_id = was.unit_id FROM unnest(%s::integer[], %s::integer[]) AS was (id, unit_id)
                   WHERE part.id = ANY(%s) AND %s = was.id""",
                SQL.identifier(records._table), list(units), list(units.values()), records.ids,
                SQL.identifier("part", "id" if records._name == cases._name else "case_id"),
            ))
            records.invalidate_model(["unit_id"], flush=False)

    @api.model
    def _parts_of(self, cases):
        return self.search(Domain("case_id", "in", cases.ids) & self._part_domain())
