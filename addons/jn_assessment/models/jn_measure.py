from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.orm.domains import DomainAnd
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput

from .. import conditions

KEPT = ("name", "model", "domain", "unit_field")


class JnMeasure(models.Model):
    """Something that is counted: records of a model under a condition, dated by one field, by unit."""

    _name = "jn.measure"
    _inherit = ["jn.approved.rule"]
    _description = "Measure"
    _order = "model, code"
    _rec_names_search = ["name", "code"]

    _deciding = frozenset({"pack_id", "code", "model", "domain", "date_field", "date_setting_code", "unit_field"})

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="cascade")
    code = fields.Char(required=True, help="The name that formulas use.")
    name = fields.Char(required=True, translate=True)
    model = fields.Char(required=True)
    domain = fields.Char(
        string="Condition",
        required=True,
        default="[]",
        help="A domain; `now` is the moment of computing, `ago('setting')` as many days before it as a setting says, "
        "`chosen('setting', 'option')` holds while the setting has that option.",
    )
    date_field = fields.Char(required=True, help="The moment by which a record belongs to a period.")
    date_setting_code = fields.Char(
        string="Moment chosen by setting", help="Empty, or an option without a row: the moment above."
    )
    date_ids = fields.One2many("jn.measure.date", "measure_id", string="Moments by option")
    current_date_field = fields.Char(string="Moment in force", compute="_compute_current_date_field")
    unit_field = fields.Char(required=True, default="unit_id")
    words = fields.Char(string="In words", compute="_compute_words")
    article_ids = fields.Many2many("jn.article", string="Articles")

    _code_unique = models.Constraint("UNIQUE(code)", "Another measure has this code already. Choose another code.")

    @api.depends("date_field", "date_setting_code", "date_ids.option", "date_ids.date_field")
    def _compute_current_date_field(self):
        for measure in self:
            measure.current_date_field = measure._date_field()

    @api.depends("model", "current_date_field", "unit_field")
    @api.depends_context("lang")
    def _compute_words(self):
        """What is counted by the names that people know."""
        for measure in self:
            counted = self.env["ir.model"].sudo()._get(measure.model)  # names are no secret
            measure.words = bool(counted) and self.env._(
                "Counts each “%(model)s” that fits the condition, in the period of its “%(moment)s” and for its “%(unit)s”.",
                model=counted.name, moment=measure._field_label(measure.current_date_field), unit=measure._field_label(measure.unit_field),
            )

    def _field_label(self, path):
        """What people call a field of the counted model: of a path its last step."""
        model, label = self.env[self.model].sudo(), path  # names are no secret
        for name in (path or "").split("."):
            label = model.fields_get([name], ["string"]).get(name, {}).get("string", name)
            model = model[name] if name in model._fields and model._fields[name].relational else model.browse()
        return label

    @api.constrains("model", "domain", "date_field", "unit_field")
    def _check_countable(self):
        """Refuse what cannot be counted; asked again before each counting, for fields may be gone by then."""
        for measure in self:
            measure._check_fields([measure.date_field, *measure.date_ids.mapped("date_field")])
            measure._check_condition()

    def _in_force(self):
        """Those that a published scheme counts, under whichever options."""
        names = self.env["jn.scheme"]._names_in_force()
        return self.filtered(lambda one: one.code in names)

    def _changeable(self):
        """What it counts, and by which moment."""
        row = ("measures", self.code)
        told = [((*row, name), self._label(name), self[name]) for name in ("domain", "date_field", "unit_field")]
        dates = self.date_ids if self.date_setting_code else ()
        return [*told, *(((*row, "date_fields", one.option), f"{one._label('date_field')} ({one.option})", one.date_field) for one in dates)]

    def _kept(self):
        """{code: {field: value}} of how each of these counts now, to be kept with what they counted."""
        return {one.code: {**{name: one[name] for name in KEPT}, "date_field": one._date_field()} for one in self}

    @api.model
    def _read_kept(self, kept):
        """Measures that count as `_kept` told, whatever has become of the records; they are not stored."""
        return self.concat(*(self.new({"code": code, **values}) for code, values in kept.items()))

    def _check_fields(self, moments):
        if self.model not in self.env:
            raise BadInput(self.env._("%(measure)s: there is no model %(model)s.", measure=self.name, model=self.model))
        for path in moments:
            moment = self._field_at(path)
            if not (moment and moment.type == "datetime" and moment.store):
                raise BadInput(self.env._("%(measure)s: %(field)s is not a moment.", measure=self.name, field=path))
        unit = self.env[self.model]._fields.get(self.unit_field)
        if not (unit and unit.comodel_name == "jn.unit" and unit.type == "many2one" and unit.store):
            message = self.env._("%(measure)s: %(field)s is not a unit.", measure=self.name, field=self.unit_field)
            raise BadInput(message)

    def _field_at(self, path):
        """The field at the end of a path of names such as `case_id.completed_at`, perhaps none."""
        *way, last = path.split(".")
        model = self.env[self.model]
        for name in way:
            field = model._fields.get(name)
            if not (field and field.type == "many2one"):
                return None
            model = self.env[field.comodel_name]
        return model._fields.get(last)

    def _check_condition(self, functions=None):
        try:
            self._condition(self.env["jn.clock"]._now(), functions).validate(self.env[self.model])
        except (conditions.ConditionError, ValueError) as error:
            message = self.env._(
                "%(measure)s: the condition cannot be used: %(error)s.", measure=self.name, error=error
            )
            raise BadInput(message) from error

    def _condition(self, now, functions=None):
        """What is counted at `now`, whatever the period: a Domain."""
        self.ensure_one()
        return Domain(conditions.read(self.domain, now, functions or self._functions(now)))

    @api.model
    def _functions(self, now):
        """What conditions may call: `ago(setting)`, so many natural days before `now`, and `chosen(setting, *options)`."""
        get = self.env["jn.setting"]._get
        option = self.env["jn.formula"]._option
        return {
            "ago": lambda code: now - timedelta(days=get(code)),
            "chosen": lambda code, *options: conditions.leaf(option(get(code)) in options),
        }

    def _date_field(self):
        """The moment that counts under what the measure's setting says now."""
        if not self.date_setting_code:
            return self.date_field
        option = self.env["jn.formula"]._option(self.env["jn.setting"]._get(self.date_setting_code))
        chosen = self.date_ids.filtered(lambda one: one.option == option)
        return chosen.date_field or self.date_field

    def _dated(self, start, end):
        """Records whose moment lies in start <= moment < end (naive UTC): a Domain."""
        self.ensure_one()
        moment = self._date_field()
        return Domain(moment, ">=", start) & Domain(moment, "<", end)

    def _counted(self, start, end, now):
        """The very records that this measure counts: a Domain."""
        return self._dated(start, end) & self._condition(now)

    def _count(self, start, end, now):
        """{measure code: {unit id: number}} in start <= moment < end; one statement per model and unit field."""
        self._check_countable()
        counts = {}
        for measures in self.grouped(lambda one: (one.model, one.unit_field)).values():
            counts.update(measures._count_together(start, end, now))
        return counts

    def _count_together(self, start, end, now):
        # figures are the city's: they count what the person who computes may not open
        model = self.env[self[0].model].sudo().with_context(active_test=False)
        query = model._search(self._within(start, end, [now]))
        unit = model._field_to_sql(model._table, self[0].unit_field, query)
        columns = [measure._count_sql(model, query, start, end, now) for measure in self]
        query.groupby = unit
        rows = self.env.execute_query(query.select(unit, *columns))
        return {
            measure.code: {row[0]: row[place] for row in rows if row[0] and row[place]}
            for place, measure in enumerate(self, start=1)
        }

    def _within(self, start, end, moments):
        """Every record that one of these measures may count in start <= moment < end, as known at any of `moments`: a Domain.

        It is wider than what counts, and says what measures of one date field ask in common: by that PostgreSQL finds
        the index that was made for them.
        """
        together = self.grouped(lambda one: one._date_field()).values()
        return Domain.OR(some[0]._dated(start, end) & Domain.AND(some._lasting(moments)) for some in together)

    def _lasting(self, moments):
        """The conditions that all of these measures ask, whatever the moment."""
        seen = (min(moments), max(moments) + timedelta(days=1))
        first, *others = ([*self._parts(measure._condition(now))] for measure in self for now in seen)
        return [part for part in first if all(part in parts for parts in others)]

    @api.model
    def _parts(self, domain):
        """What a domain is the conjunction of."""
        return domain.children if isinstance(domain, DomainAnd) else (domain,)

    def _count_sql(self, model, query, start, end, now):
        condition = self._counted(start, end, now).optimize_full(model)
        return SQL("count(*) FILTER (WHERE %s)", condition._to_sql(model, model._table, query))
