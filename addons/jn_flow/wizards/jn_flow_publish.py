from odoo import api, fields, models


class JnFlowPublish(models.TransientModel):
    """The form in which an administrator approves what another one has written."""

    _name = "jn.flow.publish"
    _description = "Approval of a process version"

    version_id = fields.Many2one("jn.flow.version", required=True, readonly=True, ondelete="cascade")
    author_id = fields.Many2one(related="version_id.author_id")
    effective_from = fields.Datetime(string="In force from", help="Empty: at once.")
    reason = fields.Text(required=True)
    findings = fields.Html(compute="_compute_findings", sanitize=False)
    changes = fields.Html(string="What changes", compute="_compute_changes", sanitize=False)

    @api.depends("version_id")
    @api.depends_context("lang")
    def _compute_findings(self):
        for form in self:
            form.findings = self.env["ir.qweb"]._render("jn_flow.found", {"found": form.version_id._finding_words()})

    @api.depends("version_id")
    @api.depends_context("lang")
    def _compute_changes(self):
        for form in self:
            current = form.version_id.flow_id.current_version_id
            form.changes = self.env["jn.flow.comparison"]._told(current, form.version_id)

    def action_publish(self):
        """Publish; the version says who may and what is missing."""
        self.ensure_one()
        self.version_id._approve(self.effective_from, self.reason)
        return self.version_id._shown()
