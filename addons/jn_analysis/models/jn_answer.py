from odoo import models


class JnAnswer(models.Model):
    """Answers are found by their day, and the bad ones among them first: analysis asks for periods, never for all."""

    _inherit = "jn.answer"

    _answered_index = models.Index("(answered_at)")
    _level_index = models.Index("(level, answered_at)")
