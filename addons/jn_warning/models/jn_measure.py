from odoo import models
from odoo.fields import Domain
from odoo.tools import split_every

from ..const import MOST_COLUMNS


class JnMeasure(models.Model):
    """Counts many windows of time at once: what warnings, their trials and their charts rest on."""

    _inherit = "jn.measure"

    def _count_spans(self, spans, units=None):
        """[{measure code: {unit id: number}} for each span]; one statement for each model and unit field.

        `spans` are triples of naive UTC moments: start <= moment < end, as known at `now`. With `units` (ids) only these.
        """
        self._check_countable()
        found = [{} for _span in spans]
        for measures in self.grouped(lambda one: (one.model, one.unit_field)).values():
            for some in split_every(max(1, MOST_COLUMNS // len(measures)), range(len(spans))):
                measures._count_together_at({place: spans[place] for place in some}, units, found)
        return found

    def _count_together_at(self, spans, units, found):
        """Put what these measures of one model count in {place: span} into `found`."""
        # figures are the city's: they count what the person who asks may not open
        model = self.env[self[0].model].sudo().with_context(active_test=False)
        start, end = min(span[0] for span in spans.values()), max(span[1] for span in spans.values())
        within = self._within(start, end, [span[2] for span in spans.values()])
        if units is not None:
            within &= Domain(self[0].unit_field, "in", list(units))
        query = model._search(within)
        unit = model._field_to_sql(model._table, self[0].unit_field, query)
        cells = [(place, measure) for place in spans for measure in self]
        columns = [measure._count_sql(model, query, *spans[place]) for place, measure in cells]
        query.groupby = unit
        for unit_id, *numbers in self.env.execute_query(query.select(unit, *columns)):
            for (place, measure), number in zip(cells, numbers, strict=True):
                if number and unit_id:
                    found[place].setdefault(measure.code, {})[unit_id] = number
