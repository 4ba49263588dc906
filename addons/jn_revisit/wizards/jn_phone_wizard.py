from odoo import fields, models

from .jn_step_wizard import CLOSE


class JnPhoneWizard(models.TransientModel):
    """Corrects a citizen's number (Art. 13)."""

    _name = "jn.phone.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Correct the number"

    case_id = fields.Many2one(
        "jn.case",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._default_case(),
    )
    old_phone = fields.Char(related="case_id.phone", related_sudo=False, string="Number so far")
    phone_problem = fields.Selection(related="case_id.phone_problem")
    phone = fields.Char(string="New number", required=True)

    def action_repair(self):
        """Store the new number; where there is still time, the citizen is asked again."""
        self.ensure_one()
        self.case_id.action_repair_phone(self.phone)
        return CLOSE

    def _default_case(self):
        """The case itself, or that of the undelivered revisit or message from whose list the form was opened."""
        message = self._active_record("jn.message")
        about = {message.res_model: message.res_id} if message else {}
        case, revisit = (
            self._active_record(model) or self.env[model].browse(about.get(model, [])) for model in ("jn.case", "jn.revisit")
        )
        return case or revisit.case_id
