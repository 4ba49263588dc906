from odoo import api, fields, models

from .jn_flow_extension_form import CLOSE


class JnFlowExtensionDecide(models.TransientModel):
    """Shows who asked for how much and why; grants it or refuses it with a reason."""

    _name = "jn.flow.extension.decide"
    _inherit = ["jn.flow.extension.form"]
    _description = "Decide on an extension"

    extension_id = fields.Many2one("jn.flow.extension", compute="_compute_extension_id")
    timer_id = fields.Many2one(related="extension_id.timer_id")
    amount = fields.Float(related="extension_id.amount", string="More time")
    unit = fields.Selection(related="extension_id.unit")
    reason = fields.Text(related="extension_id.reason")
    asked_by_id = fields.Many2one(related="extension_id.asked_by_id", string="Asked by")
    asked_at = fields.Datetime(related="extension_id.asked_at")
    old_due_at = fields.Datetime(related="extension_id.old_due_at", string="Due so far")
    new_due_at = fields.Datetime(related="extension_id.new_due_at", string="Then due")
    note = fields.Text(string="Remark")

    @api.depends("res_model", "res_id")
    def _compute_extension_id(self):
        for form in self:
            record = form._record()
            form.extension_id = record is not None and self.env["jn.flow.extension"]._open_for(record)

    def action_grant(self):
        """Grant the extension."""
        return self._decide(True)

    def action_refuse(self):
        """Refuse the extension, with a reason."""
        return self._decide(False)

    def _decide(self, ok):
        self.ensure_one()
        self._record().decide_extension(ok, self.note)
        return CLOSE
