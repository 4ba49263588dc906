from odoo import api, models


class JnRoleTurn(models.AbstractModel):
    """Lets terms begin and end at their midnights, and deputies with them (decision D5)."""

    _name = "jn.role.turn"
    _inherit = "jn.sweep"
    _description = "Beginning and end of terms"
    _sweep_order = 5  # who may act is known before what falls due at the same midnight

    @api.model
    def _sweep_next(self):
        holders = self.env["jn.role.holder"].sudo()  # terms run for everybody
        return holders.search([("turns_at", "!=", False)], order="turns_at", limit=1).turns_at or None

    @api.model
    def _sweep_batch(self, limit):
        holders = self.env["jn.role.holder"].sudo()  # terms run for everybody
        due = holders.search([("turns_at", "<=", self.env["jn.clock"]._now())], order="turns_at, id", limit=limit)
        due.try_lock_for_update()._turn()
        return len(due)
