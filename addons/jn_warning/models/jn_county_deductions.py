from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_assessment.const import PUBLISHED, REMOVED
from odoo.addons.jn_rules.deadlines import Span, deadline, said


class JnCountyDeductions(models.AbstractModel):
    """What was deducted from a county or may be, with the last day to object (Art. 15, decisions D10, D11)."""

    _name = "jn.county.deductions"
    _description = "Deductions of a county"

    @api.model
    def _of(self, county, quarter):
        """[{model, id, name, points, state, reason, last_at, over, words}]: this quarter's, and earlier ones while one may object.

        What a spot check found has no points yet: they are proposed when it is upheld.
        """
        booked = [self._deduction(one) for one in self._deductions(county, quarter)]
        return [*booked, *(self._finding(one) for one in self._findings(county))]

    @api.model
    def _deductions(self, county, quarter):
        now = self.env["jn.clock"]._now()
        found = self.env["jn.deduction"].search(
            Domain("unit_id", "=", county.id) & Domain("state", "!=", REMOVED) & Domain("period_start", ">=", self._since(quarter))
        )
        return found.filtered(lambda one: one.period_end >= quarter.start or (self._last_at(one) or now) > now)

    @api.model
    def _since(self, quarter):
        """The first day of the year before: what is older has long been final."""
        return quarter.start.replace(year=quarter.start.year - 1)

    @api.model
    def _findings(self, county):
        """Spot checks found untrue to which the county may still object, or whose objection is not decided."""
        return self.env["jn.spot.finding"].search([("county_id", "=", county.id), ("state", "in", ["proposed", "objected"])])

    @api.model
    def _deduction(self, one):
        last_at = self._last_at(one)
        return {
            **self._line(one, last_at), "name": one.kind_id.name, "points": one.points, "reason": one.reason,
            "words": "" if last_at else self.env._(
                "After the sheet is published: %(days)s working days", days=self.env["jn.setting"]._get("appeal.days")
            ),
        }  # fmt: skip

    @api.model
    def _finding(self, one):
        return {**self._line(one, one.object_until), "points": False, "reason": one.note, "words": ""}

    @api.model
    def _line(self, record, last_at):
        states = dict(record._fields["state"]._description_selection(self.env))
        return {
            "model": record._name, "id": record.id, "name": record.display_name, "state": states[record.state],
            "last_at": last_at and self._local(last_at), "over": bool(last_at) and last_at < self.env["jn.clock"]._now(),
        }  # fmt: skip

    @api.model
    def _local(self, moment):
        """A moment in the city's time; the end of a day is its 24:00."""
        zone = self.env["jn.warning.gauge"]._zone()
        local = fields.Datetime.context_timestamp(self.with_context(tz=zone), moment)
        return "{} {}".format(*said(local))

    @api.model
    def _last_at(self, deduction):
        """Until when one may object to it: counted from the publication of the sheet in which it stands; none before."""
        sheet = self.env["jn.sheet"].search([
            ("state", "=", PUBLISHED), ("scheme_id.unit_kind", "=", deduction.unit_id.kind), ("scheme_id.unit_id", "=", False),
            ("period_start", "<=", deduction.period_start), ("period_end", ">=", deduction.period_end),
        ], order="published_at", limit=1)  # fmt: skip
        if not sheet:
            return None
        span = Span(self.env["jn.setting"]._get("appeal.days"), "working_days")
        return deadline(sheet.published_at, span, deduction.unit_id._calendar()).due
