from odoo import fields, models


class JnPack(models.Model):
    _inherit = "jn.pack"

    flow_ids = fields.Many2many(
        "jn.flow", string="Processes", compute="_compute_flow_ids", store=True, readonly=False,
        help="The processes that this pack's files lay down.",
    )

    def _compute_flow_ids(self):
        """Where packs were applied before this was kept: the processes they made. Later, applying a pack says it."""
        for pack in self:
            pack.flow_ids = self.env["jn.flow"].search([("pack_id", "in", pack.ids)])
