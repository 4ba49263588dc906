from odoo import api, fields, models


class JnFlowVersion(models.Model):
    """Which pack says what a version says: packs on top bring versions of a regulation's processes."""

    _inherit = "jn.flow.version"

    pack_id = fields.Many2one(
        "jn.pack", compute="_compute_pack_id", store=True, readonly=False, index=True, ondelete="restrict",
        help="The pack that brought this version, or whose version was the last when it was made by hand.",
    )

    @api.depends("flow_id")
    def _compute_pack_id(self):
        for flow, versions in self.grouped("flow_id").items():
            before = (flow.version_ids - versions).filtered(lambda version: version.state != "retired").sorted("number")
            for version in versions:
                version.pack_id = version.pack_id or before[-1:].pack_id or flow.pack_id

    def _retire(self):
        """Take published versions out of use: records on them stay, no new one begins on them."""
        self.sudo().filtered(lambda version: version.state != "retired").write({"state": "retired"})  # read-only for everyone
        self.env.registry.clear_cache()
