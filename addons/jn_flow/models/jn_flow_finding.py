from odoo import api, fields, models

from ..const import FINDING_LEVELS
from ..wording import sentence

MODELS = {
    "flow": "jn.flow",
    "version": "jn.flow.version",
    "stage": "jn.flow.stage",
    "move": "jn.flow.move",
    "timer": "jn.flow.timer",
    "group": "res.groups",
    "calendar": "jn.calendar",
}


class JnFlowFinding(models.Model):
    """What the last check of a draft found: a sentence that names the record, and the way to it."""

    _name = "jn.flow.finding"
    _inherit = "jn.kept"
    _description = "Finding about a process version"
    _order = "version_id, id"

    version_id = fields.Many2one("jn.flow.version", required=True, ondelete="cascade", index=True)
    level = fields.Selection(FINDING_LEVELS, required=True, readonly=True)
    code = fields.Char(required=True, readonly=True)
    name = fields.Char(readonly=True)
    detail = fields.Char(readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    what = fields.Char(compute="_compute_what", string="What and how to mend it")

    @api.depends("code", "name", "detail")
    @api.depends_context("lang")
    def _compute_what(self):
        for finding in self:
            finding.what = sentence(self.env, finding)

    def action_open(self):
        """Open the record that the finding is about, where it can be mended."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.name or self.version_id.display_name,
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
            "target": "new" if self.res_model.startswith("jn.flow.") else "current",
        }

    @api.model
    def _prepare_finding_values(self, version, finding):
        kind, key = finding.kind, finding.id
        if kind == "effect":  # effects are shown on their move
            action = self.env["ir.actions.server"].sudo().browse(key)  # Odoo's own actions are not for our people
            kind, key = "move", action.jn_move_id.id
        return {
            "version_id": version.id,
            "level": "error" if finding.blocks else "warning",
            "code": finding.code,
            "name": finding.name,
            "detail": finding.detail,
            "res_model": MODELS[kind] if key else "jn.flow.version",
            "res_id": key or version.id,
        }
