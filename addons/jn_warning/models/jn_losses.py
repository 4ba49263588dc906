from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jn_assessment.calculation import reach
from odoo.addons.jn_rules.periods import Period

SHOWN = 5


class JnLosses(models.AbstractModel):
    """The cases that cost points: what a figure's denominator counts and its numerator does not."""

    _name = "jn.losses"
    _description = "Cases that cost points"

    @api.model
    def _of(self, indicator, book, standing, unit):
        """[{model, name, count, rows: [{id, name, unit, day}], window}] of one indicator, as the reader sees them; kinds without any left out."""
        bounds = self._bounds(standing)
        with self.env["jn.clock"]._frozen(standing.as_of):
            domains = self._domains(indicator, book, *bounds, standing.as_of)
        below = Domain("unit_id", "in", self.env["jn.warning.gauge"]._below(unit))
        found = [self._kind(indicator, self.env[model], domain & below) for model, domain in domains.items()]
        return [kind for kind in found if kind["count"]]

    @api.model
    def _bounds(self, standing):
        span = self.env["jn.warning.gauge"]._span(Period(standing.period_start, standing.period_end), standing.as_of)
        return span.start, span.end

    @api.model
    def _domains(self, indicator, book, start, end, now):
        """{model: Domain} of what counts below the line and not above it."""
        below, above = (self._measures(text, book) for text in (indicator.denominator, indicator.numerator))
        domains = {}
        for model, measures in below.grouped("model").items():
            counted = Domain.OR(measure._counted(start, end, now) for measure in measures)
            good = Domain.OR(measure._counted(start, end, now) for measure in above.filtered(lambda one, m=model: one.model == m))
            domains[model] = counted & ~good
        return domains

    @api.model
    def _measures(self, text, book):
        names = reach(text, {code: [formula] for code, formula in book.items()})
        return self.env["jn.measure"].search([("code", "in", list(names))])

    @api.model
    def _kind(self, indicator, records, domain):
        """One kind of record: how many there are, the newest of them, and the window with all."""
        records = records.with_context(active_test=False)
        return {
            "model": records._name,
            "name": records.env["ir.model"]._get(records._name).name,
            "count": records.search_count(domain),
            "rows": [self._row(one) for one in records.search(domain, order="id desc", limit=SHOWN)],
            "window": {
                "type": "ir.actions.act_window", "name": indicator.name, "res_model": records._name, "domain": list(domain),
                "views": [[False, "list"], [False, "form"]], "context": {"active_test": False, "create": False},
            },
        }  # fmt: skip

    @api.model
    def _row(self, record):
        """A line that opens the case: what is known of it to whoever reads."""
        case = record.case_id
        return {"id": case.id, "name": case.display_name, "unit": record.unit_id.display_name, "matter": case.matter_id.display_name}
