from odoo import fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..const import METHODS
from .jn_step_wizard import CLOSE

REACHED = [("yes", "Reached"), ("no", "Not reached")]


class JnCallWizard(models.TransientModel):
    """The window's record of one attempt to speak with the citizen (Art. 6, 7; decision D6)."""

    _name = "jn.call.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Log a call"

    rectification_id = fields.Many2one(
        "jn.rectification",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.rectification"),
    )
    case_id = fields.Many2one(related="rectification_id.case_id")
    answer_ids = fields.One2many(related="rectification_id.answer_ids")
    call_ids = fields.One2many(related="rectification_id.call_ids", string="Earlier attempts")
    phone = fields.Char(related="rectification_id.case_id.phone", related_sudo=False)
    phone_reason = fields.Char(string="Why you need the number")
    shown_phone = fields.Char(readonly=True, string="Full number")
    method = fields.Selection(METHODS, required=True, default="phone")
    reached = fields.Selection(REACHED, string="Was the citizen reached?")

    def action_reveal(self):
        """Show the full number, once the reason is on record (decision D12)."""
        self.ensure_one()
        self.shown_phone = self.case_id.reveal_phone(self.phone_reason)
        return self._reopen()

    def action_log(self):
        """Put the attempt on record."""
        self.ensure_one()
        if not self.reached:
            raise BadInput(self.env._("Please say whether the citizen was reached."))
        self.rectification_id.log_call(self.reached == "yes", self.note, self.method)
        return CLOSE

    def _reopen(self):
        """Show this form again with what has become known."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a call"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
