from odoo import api, fields, models

from .jn_flow_extension_form import CLOSE


class JnFlowExtensionAsk(models.TransientModel):
    """Asks for more time for one limit, with a reason; shows when it would then be due."""

    _name = "jn.flow.extension.ask"
    _inherit = ["jn.flow.extension.form"]
    _description = "Ask for an extension"

    allowed_ids = fields.Many2many("jn.flow.deadline", compute="_compute_allowed_ids")
    deadline_id = fields.Many2one(
        "jn.flow.deadline", string="Time limit", ondelete="cascade", domain="[('id', 'in', allowed_ids)]",
        compute="_compute_deadline_id", store=True, readonly=False,
    )
    due_at = fields.Datetime(related="deadline_id.due_at", string="Due so far")
    amount = fields.Float(string="More time", digits=(12, 2), default=1)
    unit = fields.Selection(related="deadline_id.timer_id.unit")
    most = fields.Float(related="deadline_id.timer_id.extend_most", string="At most")
    new_due_at = fields.Datetime(compute="_compute_new_due_at", string="Then due")
    reason = fields.Text()

    @api.depends("res_model", "res_id")
    def _compute_allowed_ids(self):
        for form in self:
            record = form._record()
            form.allowed_ids = record._flow_extensible_now() if record is not None else False

    @api.depends("allowed_ids")
    def _compute_deadline_id(self):
        for form in self:
            form.deadline_id = form.deadline_id or form.allowed_ids[:1]

    @api.depends("deadline_id", "amount")
    def _compute_new_due_at(self):
        for form in self:
            usable = form.deadline_id and 0 < form.amount <= form.most
            form.new_due_at = usable and form.deadline_id._due_after(form.deadline_id.timer_id._whole(form.amount))

    def action_ask(self):
        """Send the request to those who decide."""
        self.ensure_one()
        timer = self.deadline_id.timer_id
        self._record().ask_extension(timer.code, self.amount, self.reason)
        return CLOSE
