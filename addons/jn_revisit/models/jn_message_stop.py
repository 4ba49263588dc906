from odoo import models


class JnMessageStop(models.Model):
    _inherit = "jn.message.stop"

    def _end_open(self):
        """End the open questions of these numbers too: who wants none is not silent (decision A2)."""
        super()._end_open()
        domain = [("case_id.phone_e164", "in", self.mapped("number")), ("ended_at", "=", False)]
        self.env["jn.revisit"].sudo().search(domain)._refuse_contact()  # a citizen's number is in every unit
