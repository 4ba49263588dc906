from odoo import api, fields, models


class JnPackEnd(models.TransientModel):
    """The form in which an administrator proposes to take a pack on top out of force."""

    _name = "jn.pack.end"
    _description = "End of a Pack"

    pack_id = fields.Many2one("jn.pack", required=True, readonly=True, ondelete="cascade")
    plan = fields.Json(string="What would change", compute="_compute_plan")
    reason = fields.Text(required=True)

    @api.depends("pack_id")
    @api.depends_context("lang")
    def _compute_plan(self):
        for form in self:
            form.plan = form.pack_id and form.pack_id._end_groups()

    def action_propose(self):
        """Hand it to another administrator."""
        self.ensure_one()
        return self.env["jn.pack.proposal"]._propose_end(self.pack_id, self.reason)._shown()
