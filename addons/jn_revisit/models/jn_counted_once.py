from collections import defaultdict

from odoo import api, models

from odoo.addons.jn_rules import rollup

NUMBERS = ("integer", "float", "monetary")  # for which nothing would be the same as nought
ORDERED_ELSEWHERE = "day_of_week"  # where a week begins is a matter of language


class JnCountedOnce(models.AbstractModel):
    """Millions of rows under a pivot: counted once, by the finest of its groups; totals are added up from these.

    PostgreSQL counts grouping sets with a single process, plain groups with as many as there are to spare. And it is told no
    order, for which it would read the name of each row's group: the groups are put in order once they are few.
    """

    _name = "jn.counted.once"
    _description = "Counted once for all totals"

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        """As the ORM's own, which still does what is beyond adding up."""
        sets = [tuple(specs) for specs in grouping_sets]
        if not self._can_add_up(sets, aggregates, order):
            return super()._read_grouping_sets(domain, grouping_sets, aggregates=aggregates, order=order)
        found = {}
        for alike in self._alike(sets):
            found |= self._added_up(domain, alike, aggregates)
        return [self._put_in_order(specs, found[specs]) for specs in sets]

    @api.model
    def _can_add_up(self, sets, aggregates, order):
        specs = [spec for each in sets for spec in each]
        natural = ", ".join(dict.fromkeys(specs))
        return (
            sets and order in (None, "", natural) and all(map(rollup.can_add, aggregates))
            and not any("." in spec or ORDERED_ELSEWHERE in spec or self._field_of(spec).type in NUMBERS for spec in specs)
        )  # fmt: skip

    @api.model
    def _alike(self, sets):
        """Grouping sets by the fields of many values in them: such a field counts a row once for each of its values."""
        alike = defaultdict(list)
        for specs in sets:
            alike[frozenset(spec for spec in specs if self._field_of(spec).type == "many2many")].append(specs)
        return alike.values()

    @api.model
    def _added_up(self, domain, sets, aggregates):
        """{grouping set: its rows}, out of one query by all of their fields."""
        finest, asked = list(dict.fromkeys(spec for specs in sets for spec in specs)), rollup.needed(aggregates)
        rows, found = self._read_group(domain, finest, asked), {}
        for specs in sets:
            totals = rollup.rolled_up(rows, [finest.index(spec) for spec in specs], len(finest))
            if not totals and not specs:  # the total of nothing is a row as well
                totals = {(): [self._read_group_empty_value(part) for part in asked]}
            found[specs] = [(*key, *rollup.told(aggregates, dict(zip(asked, values, strict=True)))) for key, values in totals.items()]
        return found

    @api.model
    def _put_in_order(self, specs, rows):
        """Rows of one grouping set as the ORM would put them: by each group's own order, nothing at the end."""
        places = [self._places(spec, {row[place] for row in rows}) for place, spec in enumerate(specs)]
        return sorted(rows, key=lambda row: [places[place][row[place]] for place in range(len(specs))])

    @api.model
    def _places(self, spec, values):
        """{value: its place} among the values of one field."""
        field = self._field_of(spec)
        if not field.relational:
            filled = sorted(filter(None, values))
            nothing = values - set(filled)
            ordered = [*nothing, *filled] if field.type == "boolean" else [*filled, *nothing]
            return {value: place for place, value in enumerate(ordered)}
        names = self.env[field.comodel_name].sudo().with_context(active_test=False)  # the reader is told the names anyhow
        some = names.browse(value.id for value in values if value)
        known = {id_: place for place, id_ in enumerate(some.search([("id", "in", some.ids)])._ids)}
        return {value: known.get(value.id, len(known)) for value in values}

    @api.model
    def _field_of(self, spec):
        return self._fields[spec.partition(":")[0]]
