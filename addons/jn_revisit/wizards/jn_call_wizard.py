from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..const import METHODS
from .jn_step_wizard import CLOSE

REACHED = [("yes", "Reached"), ("no", "Not reached")]


class JnCallWizard(models.TransientModel):
    """The record of one attempt to speak with the citizen, for the repair or for a check (Art. 6, 7, 9; decision D6)."""

    _name = "jn.call.wizard"
    _inherit = ["jn.reveal.wizard"]
    _description = "Log a call"

    rectification_id = fields.Many2one(
        "jn.rectification",
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.rectification"),
    )
    verification_id = fields.Many2one(
        "jn.verification", readonly=True, ondelete="cascade", default=lambda self: self._active_record("jn.verification")
    )
    answer_ids = fields.Many2many("jn.answer", compute="_compute_so_far")
    call_ids = fields.Many2many("jn.call", compute="_compute_so_far", string="Earlier attempts")
    script = fields.Text(compute="_compute_script", string="What to say")
    call_advice = fields.Char(related="rectification_id.call_advice")
    next_call_at = fields.Datetime(related="rectification_id.next_call_at")
    method = fields.Selection(METHODS, required=True, default="phone")
    reached = fields.Selection(REACHED, string="Was the citizen reached?")

    @api.depends("rectification_id", "verification_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    @api.depends("rectification_id", "verification_id")
    def _compute_so_far(self):
        for wizard in self:
            wizard.answer_ids, wizard.call_ids = wizard._subject().answer_ids, wizard._subject().call_ids

    @api.depends("rectification_id")
    @api.depends_context("lang")
    def _compute_script(self):
        for wizard in self:
            wizard.script = wizard.rectification_id and wizard.rectification_id._call_script()

    def action_log(self):
        """Put the attempt on record."""
        self.ensure_one()
        if not self.reached:
            raise BadInput(self.env._("Please say whether the citizen was reached."))
        self._subject().log_call(self.reached == "yes", self.note, self.method)
        return CLOSE

    def _subject(self):
        return self.verification_id or self.rectification_id
