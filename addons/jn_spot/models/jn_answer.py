from odoo import models


class JnAnswer(models.Model):
    """The index by which a draw finds answers that were typed in."""

    _inherit = "jn.answer"

    _typed_index = models.Index("(case_id) WHERE entered_by_id IS NOT NULL")
