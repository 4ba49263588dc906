from odoo import models


class JnRectification(models.Model):
    _inherit = "jn.rectification"

    def _desk_words(self):
        return self.answer_summary or ""
