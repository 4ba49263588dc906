from odoo import api, models


class JnIntakePuller(models.AbstractModel):
    """Reads the exchange tables of other systems, each at its interval."""

    _name = "jn.intake.puller"
    _inherit = "jn.sweep"
    _description = "Sweep of exchange tables"
    _sweep_order = 50

    @api.model
    def _sweep_next(self):
        return self.env["jn.intake.table"].search([("next_at", "!=", False)], order="next_at", limit=1).next_at or None

    @api.model
    def _sweep_batch(self, limit):
        """Take one page of the table whose pull is due first."""
        # crons have no person and no language: what is written down is in the office's
        tables = self.env["jn.intake.table"].sudo().with_context(lang=self.env.company.partner_id.lang)
        table = tables._claim()
        return table._pull(self.env["jn.intake"]._setting("intake.batch_rows")) if table else 0
