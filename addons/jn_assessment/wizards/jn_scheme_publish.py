from odoo import fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnSchemePublish(models.TransientModel):
    """The approver's form: from which day a scheme's draft holds, and why."""

    _name = "jn.scheme.publish"
    _description = "Approval of an assessment scheme"

    scheme_id = fields.Many2one("jn.scheme", required=True, ondelete="cascade")
    weight_note = fields.Char(related="scheme_id.weight_note")
    effective_on = fields.Date(string="Holds from", help="For periods that begin on this day or later.")
    reason = fields.Text()
    weight_reason = fields.Text(string="Why the weights differ")

    def action_publish(self):
        """Approve and publish; weights that do not make the full marks need a reason of their own."""
        self.ensure_one()
        reasons = [self.reason or ""]
        if self.weight_note:
            if not (self.weight_reason or "").strip():
                raise BadInput(self.env._("%(note)s Please say why, or mend the weights.", note=self.weight_note))
            reasons.append(f"{self.weight_note} {self.weight_reason.strip()}")
        self.scheme_id._approve(self.effective_on, "\n".join(reasons) if reasons[0].strip() else "")
        return {"type": "ir.actions.act_window_close"}
