from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..const import ATTEMPTS
from .jn_step_wizard import CLOSE


class JnAttemptWizard(models.TransientModel):
    """A supervisor's record of a call by which the question was to be put (Art. 6, 7)."""

    _name = "jn.attempt.wizard"
    _inherit = ["jn.reveal.wizard"]
    _description = "Log a call to put the question"

    revisit_id = fields.Many2one(
        "jn.revisit",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.revisit"),
    )
    phone_reason = fields.Char(string="Why you need the number", default=lambda self: self.env._("To put the question by phone"))
    script = fields.Text(related="revisit_id.call_script", string="What to say")
    attempt_ids = fields.One2many(related="revisit_id.attempt_ids", string="Earlier calls")
    result = fields.Selection(ATTEMPTS, string="What came of it?")

    @api.depends("revisit_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    def action_log(self):
        """Put the call on record."""
        self.ensure_one()
        if not self.result:
            raise BadInput(self.env._("Please say what came of the call."))
        self.revisit_id.log_attempt(self.result, self.note)
        return CLOSE

    def action_answer(self):
        """Go on with the form for a rating, of the same citizen."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_revisit.jn_answer_wizard_action")
        return {**action, "context": {"active_model": "jn.revisit", "active_id": self.revisit_id.id}}

    def _subject(self):
        return self.revisit_id
