from odoo import api, fields, models


class JnFlowVersion(models.Model):
    """Which pack says what a version says: packs on top bring versions of a regulation's processes."""

    _inherit = "jn.flow.version"

    pack_id = fields.Many2one(
        "jn.pack", compute="_compute_pack_id", store=True, readonly=False, index=True, ondelete="restrict", copy=False,
        string="Said by", help="The pack that brought this version, or whose version it was made from by hand.",
    )

    @api.depends("flow_id", "based_on_id")
    def _compute_pack_id(self):
        for flow, versions in self.grouped("flow_id").items():
            before = (flow.version_ids - versions).sorted("number")[-1:]
            for version in versions:
                version.pack_id = version.pack_id or version.based_on_id.pack_id or before.pack_id or flow.pack_id
