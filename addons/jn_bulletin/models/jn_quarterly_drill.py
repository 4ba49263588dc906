from odoo import models
from odoo.fields import Domain

from odoo.addons.jn_assessment.calculation import reach
from odoo.addons.jn_org.exceptions import BadInput, NotPossible
from odoo.addons.jn_rules import periods

PARTS = ("numerator", "denominator")


class JnQuarterlyReport(models.Model):
    """Every figure of a report opens the very records that it counts, as far as the reader may see them."""

    _inherit = "jn.quarterly.report"

    def action_open_figure(self, code, part):
        """Open what an indicator's numerator or denominator counted when the report was drafted."""
        self.ensure_one()
        self.check_access("read")
        indicator = self.env["jn.quarterly.figures"]._scheme(self.period_start).indicator_ids.filtered(lambda one: one.code == code)
        if not indicator or part not in PARTS or not self.drafted_at:
            raise BadInput(self.env._("There is no such figure in this report. Reload the page."))
        measures = self._measures(indicator[part])
        if not measures:
            raise NotPossible(self.env._("%(indicator)s is reckoned from other figures and counts no records itself.",
                                         indicator=indicator.name))
        model = measures[:1].model
        return {
            "type": "ir.actions.act_window", "name": f"{self.display_name} · {indicator.name}", "res_model": model,
            "view_mode": "list,form", "views": [(False, "list"), (False, "form")], "context": {"create": False},
            "domain": list(self._counted(measures.filtered(lambda measure: measure.model == model))),
        }

    def _measures(self, formula):
        """The measures that a formula rests on, those of the most frequent kind of record first."""
        book = self.env["jn.formula"].sudo()._book()  # the rules are no secret
        names = reach(formula or "0", {code: [text] for code, text in book.items()})
        found = self.env["jn.measure"].sudo().search([("code", "in", list(names))])  # as above
        return found.sorted(lambda measure: -len(found.filtered(lambda one: one.model == measure.model)))

    def _counted(self, measures):
        """The records that these measures counted for the county: a Domain, settled at the moment of the draft."""
        covered = periods.Period(self.period_start, self.data_until)
        city = self.env["jn.unit"].sudo().search([("kind", "=", "city")], limit=1)  # the city's zone is no secret
        bounds = periods.utc_bounds(covered, city._calendar().tz)
        below = self.env["jn.reckoner"].sudo()._above({self.unit_id.id})  # the tree is the same for everybody
        units = [unit for unit, over in below.items() if over]
        with self.env["jn.clock"]._frozen(self.drafted_at):
            return Domain.OR(
                measure._counted(*bounds, self.drafted_at) & Domain(measure.unit_field, "in", units) for measure in measures
            )
