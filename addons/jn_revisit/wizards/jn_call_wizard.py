from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..const import METHODS
from .jn_step_wizard import CLOSE

REACHED = [("yes", "Reached"), ("no", "Not reached")]


class JnCallWizard(models.TransientModel):
    """The window's record of one attempt to speak with the citizen (Art. 6, 7; decision D6)."""

    _name = "jn.call.wizard"
    _inherit = ["jn.reveal.wizard"]
    _description = "Log a call"

    rectification_id = fields.Many2one(
        "jn.rectification",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.rectification"),
    )
    answer_ids = fields.One2many(related="rectification_id.answer_ids")
    call_ids = fields.One2many(related="rectification_id.call_ids", string="Earlier attempts")
    method = fields.Selection(METHODS, required=True, default="phone")
    reached = fields.Selection(REACHED, string="Was the citizen reached?")

    @api.depends("rectification_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    def action_log(self):
        """Put the attempt on record."""
        self.ensure_one()
        if not self.reached:
            raise BadInput(self.env._("Please say whether the citizen was reached."))
        self.rectification_id.log_call(self.reached == "yes", self.note, self.method)
        return CLOSE

    def _subject(self):
        return self.rectification_id
