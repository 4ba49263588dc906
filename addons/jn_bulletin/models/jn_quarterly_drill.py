from odoo import models
from odoo.fields import Domain

from odoo.addons.jn_assessment.calculation import weights
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
        counted = self._parts_of(indicator[part])
        if not counted:
            raise NotPossible(self.env._("%(indicator)s is reckoned from other figures and counts no records itself.",
                                         indicator=indicator.name))
        return self.env["jn.sheet.part"]._opened(f"{self.display_name} · {indicator.name}", counted)

    def _parts_of(self, formula):
        """[(measure, its records, how often each counts)] of all that a formula rests on."""
        often = weights(formula or "0", self.env["jn.formula"].sudo()._book())  # the rules are no secret
        measures = self.env["jn.measure"].sudo().search([("code", "in", list(often))])  # as above
        bounds, units = self._bounds(), self._units_below()
        with self.env["jn.clock"]._frozen(self.drafted_at):  # settled at the moment of the draft
            return [
                (one, one._counted(*bounds, self.drafted_at) & Domain(one.unit_field, "in", units), often[one.code]) for one in measures
            ]

    def _bounds(self):
        """The naive UTC moments (from, until) that the draft covers, in the city's zone."""
        city = self.env["jn.unit"].sudo().search([("kind", "=", "city")], limit=1)  # the city's zone is no secret
        return periods.utc_bounds(periods.Period(self.period_start, self.data_until), city._calendar().tz)

    def _units_below(self):
        """Every unit whose records count for the county."""
        below = self.env["jn.reckoner"].sudo()._above({self.unit_id.id})  # the tree is the same for everybody
        return [unit for unit, over in below.items() if over]
