from odoo import api, models

from ..const import KIND_UNTRUE


class JnSpotDeduction(models.AbstractModel):
    """Proposes a deduction for each finding that stands: upheld, or not objected to in time (Art. 15; decision D10)."""

    _name = "jn.spot.deduction"
    _inherit = "jn.sweep"
    _description = "Sweep of findings that cost points"
    _sweep_order = 70  # after the terms to object have ended

    @api.model
    def _sweep_next(self):
        return self.env["jn.clock"]._now() if self._standing(1) else None

    @api.model
    def _sweep_batch(self, limit):
        findings = self._standing(limit).try_lock_for_update(allow_referencing=True)
        return len(self.env["jn.deduction"]._propose_for_findings(findings))

    @api.model
    def _standing(self, limit):
        """Findings that stand and cost nothing yet."""
        if not self.env["jn.deduction"]._kind_of(KIND_UNTRUE):
            return self.env["jn.spot.finding"]
        domain = [("state", "=", "upheld"), ("deduction_ids", "=", False)]
        return self.env["jn.spot.finding"].sudo().search(domain, order="id", limit=limit)  # the system's own work
