from odoo import models


class JnVerification(models.Model):
    _inherit = "jn.verification"

    def _desk_words(self):
        return self.answer_ids._latest_words()
