from odoo import fields, models

from ..const import REVISIT_METHODS
from .jn_step_wizard import CLOSE


class JnByHandWizard(models.TransientModel):
    """Ask the citizens of one or many cases once more, by message or by phone, and say why (Art. 6)."""

    _name = "jn.by.hand.wizard"
    _description = "Ask by hand"

    case_ids = fields.Many2many("jn.case", required=True, default=lambda self: self._default_cases(), string="Cases")
    method = fields.Selection(REVISIT_METHODS, required=True, default="phone")
    reason = fields.Char(string="Why asked")

    def action_ask(self):
        """Ask; those to be called then stand in the list of revisits by hand."""
        self.ensure_one()
        self.env["jn.revisit"].ask_by_hand(self.case_ids.ids, self.method, self.reason)
        return CLOSE

    def _default_cases(self):
        """The cases that are marked in the list from which the form was opened."""
        context = self.env.context
        known = context.get("active_model") == "jn.case"
        return self.env["jn.case"].browse(context.get("active_ids") if known else [])
