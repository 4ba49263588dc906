from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import texts

from ..const import SECRETS


class IrActionsServer(models.Model):
    """The effect that sends a message: its words are chosen among the templates, or written as a new one."""

    _inherit = "ir.actions.server"

    state = fields.Selection(selection_add=[("jn_message", "Send a message")], ondelete={"jn_message": "cascade"})
    jn_template_code = fields.Char(string="Code of the message")
    jn_template_id = fields.Many2one(
        "jn.message.template", string="Message", compute="_compute_jn_template_id", inverse="_inverse_jn_template_id",
        domain="['|', ('pack_id.base_id', '=', False), ('pack_id.is_in_force', '=', True)]",
    )
    jn_template_text = fields.Text(string="Its words", compute="_compute_jn_template_text")

    @api.depends("jn_template_code")
    def _compute_jn_template_id(self):
        for action in self:
            action.jn_template_id = self.env["jn.message.template"]._found(action.jn_template_code)

    def _inverse_jn_template_id(self):
        for action in self:
            action.jn_template_code = action.jn_template_id.code

    @api.depends("jn_template_id")
    @api.depends_context("lang")
    def _compute_jn_template_text(self):
        for action in self:
            action.jn_template_text = action.jn_template_id.text

    def _name_depends(self):
        return [*super()._name_depends(), "jn_template_id"]

    def _generate_action_name(self):
        if self.state == "jn_message" and self.jn_template_id:
            return self._jn_sentence_message(None, {"message": self.jn_template_id.code})
        return super()._generate_action_name()

    def _check_possible(self):
        super()._check_possible()
        if self.state == "jn_message" and not hasattr(self.env[self.model_name], "_message_recipient"):
            raise BadInput(self.env._(
                "Records of this process have no citizen to send a message to. Plan an activity, or send the message "
                "from the case's process."
            ))

    def _jn_defects(self, model):
        yield from super()._jn_defects(model)
        if self.state == "jn_message":
            template = self.env["jn.message.template"]._found(self.jn_template_code)
            if not template:
                yield "no_template", self.jn_template_code or ""
            missing = set(SECRETS) & set(texts.placeholders(template.text or "")) - set(model._message_secret_names)
            if missing:
                yield "no_placeholder", ", ".join(f"{{{name}}}" for name in sorted(missing))

    @api.model
    def _jn_kinds(self):
        return {**super()._jn_kinds(), "message": {"message": "jn_template_code"}}

    @api.model
    def _jn_sentence_message(self, _model, data):
        template = self.env["jn.message.template"]._found(data["message"])
        return self.env._("send “%(message)s”", message=template.name or data["message"])
