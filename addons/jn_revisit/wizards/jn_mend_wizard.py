from odoo import fields, models

from .jn_step_wizard import CLOSE

NAMES = ("source", "ref", "unit", "matter", "handler", "applicant_name", "phone", "accepted_at", "completed_at")


def _sent(name):
    """A default that shows what the business system sent under `name`."""

    def default(wizard):
        reject = wizard._active_record("jn.intake.reject")
        return reject._shown(reject._sent(), name)

    return default


class JnMendWizard(models.TransientModel):
    """Mends a rejected row field by field and sends it again (design, section 7)."""

    _name = "jn.mend.wizard"
    _inherit = ["jn.step.wizard"]
    _description = "Mend a rejected row"

    reject_id = fields.Many2one(
        "jn.intake.reject",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._active_record("jn.intake.reject"),
    )
    reason = fields.Text(related="reject_id.reason")
    source = fields.Char(default=_sent("source"))
    ref = fields.Char(default=_sent("ref"), string="Case number")
    unit = fields.Char(default=_sent("unit"), string="Unit's code")
    matter = fields.Char(default=_sent("matter"), string="Matter's code")
    handler = fields.Char(default=_sent("handler"), string="Staff code of who handled it")
    applicant_name = fields.Char(default=_sent("applicant_name"), string="Applicant")
    old_phone = fields.Char(default=_sent("phone"), readonly=True, string="Number as it was sent")
    shown_phone = fields.Char(readonly=True, string="Full number")
    phone_reason = fields.Char(string="Why you need the number")
    phone = fields.Char(string="Another number", help="Empty: the number stays as it was sent.")
    accepted_at = fields.Char(default=_sent("accepted_at"))
    completed_at = fields.Char(default=_sent("completed_at"))

    def action_mend(self):
        """Send the mended row; if it is refused again, the form stays open with the new reason."""
        self.ensure_one()
        self.reject_id._mend({name: self[name] for name in NAMES if name != "phone"}, self.phone)
        return CLOSE

    def action_reveal(self):
        """Show the full number in this form, once the reason is on record."""
        self.ensure_one()
        self.shown_phone = self.reject_id.reveal_phone(self.phone_reason)
        return {**self.env["ir.actions.act_window"]._for_xml_id("jn_revisit.jn_mend_wizard_action"), "res_id": self.id}
