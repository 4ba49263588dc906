from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput

from .. import conditions


class JnMeasure(models.Model):
    """Something that is counted: records of a model under a condition, dated by one field, by unit."""

    _name = "jn.measure"
    _description = "Measure"
    _order = "model, code"
    _rec_names_search = ["name", "code"]

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="cascade")
    code = fields.Char(required=True, help="The name that formulas use.")
    name = fields.Char(required=True, translate=True)
    model = fields.Char(required=True)
    domain = fields.Char(
        string="Condition",
        required=True,
        default="[]",
        help="A domain; `now` is the moment of computing, `ago('setting')` as many days before it as a setting says.",
    )
    date_field = fields.Char(required=True, help="The moment by which a record belongs to a period.")
    unit_field = fields.Char(required=True, default="unit_id")
    article_ids = fields.Many2many("jn.article", string="Articles")

    _code_unique = models.Constraint("UNIQUE(code)", "A measure's code is used once.")

    @api.constrains("model", "domain", "date_field", "unit_field")
    def _check_countable(self):
        for measure in self:
            measure._check_fields()
            measure._check_condition()

    def _check_fields(self):
        if self.model not in self.env:
            raise BadInput(self.env._("%(measure)s: there is no model %(model)s.", measure=self.name, model=self.model))
        known = self.env[self.model]._fields
        moment, unit = known.get(self.date_field), known.get(self.unit_field)
        if not (moment and moment.type == "datetime" and moment.store):
            message = self.env._("%(measure)s: %(field)s is not a moment.", measure=self.name, field=self.date_field)
            raise BadInput(message)
        if not (unit and unit.comodel_name == "jn.unit" and unit.type == "many2one" and unit.store):
            message = self.env._("%(measure)s: %(field)s is not a unit.", measure=self.name, field=self.unit_field)
            raise BadInput(message)

    def _check_condition(self, ago=None):
        try:
            self._condition(self.env["jn.clock"]._now(), ago).validate(self.env[self.model])
        except (conditions.ConditionError, ValueError) as error:
            message = self.env._(
                "%(measure)s: the condition cannot be used: %(error)s.", measure=self.name, error=error
            )
            raise BadInput(message) from error

    def _condition(self, now, ago=None):
        """What is counted at `now`, whatever the period: a Domain."""
        self.ensure_one()
        return Domain(conditions.read(self.domain, now, ago or self._ago(now)))

    @api.model
    def _ago(self, now):
        """The function `ago(setting)` of conditions: so many natural days before `now`."""
        return lambda code: now - timedelta(days=self.env["jn.setting"]._get(code))

    def _dated(self, start, end):
        """Records whose moment lies in start <= moment < end (naive UTC): a Domain."""
        self.ensure_one()
        return Domain(self.date_field, ">=", start) & Domain(self.date_field, "<", end)

    def _counted(self, start, end, now):
        """The very records that this measure counts: a Domain."""
        return self._dated(start, end) & self._condition(now)

    def _count(self, start, end, now):
        """{measure code: {unit id: number}} in start <= moment < end; one statement per model and unit field."""
        counts = {}
        for measures in self.grouped(lambda one: (one.model, one.unit_field)).values():
            counts.update(measures._count_together(start, end, now))
        return counts

    def _count_together(self, start, end, now):
        # figures are the city's: they count what the person who computes may not open
        model = self.env[self[0].model].sudo().with_context(active_test=False)
        within = Domain.OR(measure._dated(start, end) for measure in self)
        query = model._search(within)
        unit = model._field_to_sql(model._table, self[0].unit_field, query)
        columns = [measure._count_sql(model, query, start, end, now) for measure in self]
        query.groupby = unit
        rows = self.env.execute_query(query.select(unit, *columns))
        return {
            measure.code: {row[0]: row[place] for row in rows if row[0] and row[place]}
            for place, measure in enumerate(self, start=1)
        }

    def _count_sql(self, model, query, start, end, now):
        condition = self._counted(start, end, now).optimize_full(model)
        return SQL("count(*) FILTER (WHERE %s)", condition._to_sql(model, model._table, query))
