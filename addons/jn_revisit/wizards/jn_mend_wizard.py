from odoo import fields, models

from .jn_step_wizard import CLOSE

NAMES = ("source", "ref", "unit", "matter", "handler", "applicant_name", "phone", "accepted_at", "completed_at")


def _sent(name):
    """A default that shows what the business system sent under `name`."""

    def default(wizard):
        data = wizard._active_record("jn.intake.reject").data
        value = data.get(name) if isinstance(data, dict) else None
        return str(value) if value else False

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
    phone = fields.Char(default=_sent("phone"))
    accepted_at = fields.Char(default=_sent("accepted_at"))
    completed_at = fields.Char(default=_sent("completed_at"))

    def action_mend(self):
        """Send the mended row; if it is refused again, the form stays open with the new reason."""
        self.ensure_one()
        sent = self.reject_id.data if isinstance(self.reject_id.data, dict) else {}
        mended = {name: self[name] for name in NAMES if self[name]}
        self.reject_id.data = {**{name: sent[name] for name in sent if name not in NAMES}, **mended}
        self.reject_id.action_retry()
        return CLOSE
