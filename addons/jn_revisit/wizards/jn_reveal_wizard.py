from odoo import fields, models


class JnRevealWizard(models.AbstractModel):
    """A step that begins with a call: shows the citizen's number for a reason that is kept (decision D12)."""

    _name = "jn.reveal.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Form for a step with a call"

    case_id = fields.Many2one("jn.case", compute="_compute_case_id")
    phone = fields.Char(related="case_id.phone", related_sudo=False, string="Number")
    phone_reason = fields.Char(string="Why you need the number")
    shown_phone = fields.Char(readonly=True, string="Full number")

    def _compute_case_id(self):
        for wizard in self:
            wizard.case_id = wizard._subject().case_id

    def action_reveal(self):
        """Show the full number in this form, once the reason is on record."""
        self.ensure_one()
        self.shown_phone = self.case_id.reveal_phone(self.phone_reason)
        action = f"{self._original_module}.{self._name.replace('.', '_')}_action"
        return {**self.env["ir.actions.act_window"]._for_xml_id(action), "res_id": self.id}

    def _subject(self):
        """The record that the step is about; it has a `case_id`."""
        raise NotImplementedError
