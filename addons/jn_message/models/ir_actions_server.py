from odoo import api, fields, models


class IrActionsServer(models.Model):
    _inherit = "ir.actions.server"

    state = fields.Selection(selection_add=[("jn_message", "Send a message")], ondelete={"jn_message": "cascade"})
    jn_template_code = fields.Char(string="Message template")

    def _run_action_jn_message_multi(self, eval_context=None):
        """Queue the action's message for each record, once per passage."""
        for action in self:
            self.env["jn.message.template"]._named(action.jn_template_code)._send(action._jn_records())

    @api.model
    def _jn_kinds(self):
        return {**super()._jn_kinds(), "message": {"message": "jn_template_code"}}
