from odoo import models


class JnAnswer(models.Model):
    """Answers are found by their day, and the bad ones among them first: analysis asks for periods, never for all.

    Two indexes hold all that most figures need, so that the answers of a quarter, and their cases, are not read: one for figures
    of all answers, one for those of the bad ones, which are few.
    """

    _inherit = "jn.answer"

    _answered_index = models.Index(
        "(answered_at) INCLUDE (id, level, is_first, channel, kind, unit_id, matter_id, revisit_id, case_id)"
    )
    _later_index = models.Index("(revisit_id) INCLUDE (id, level) WHERE kind <> 'answer'")
    _level_index = models.Index(
        "(level, answered_at) INCLUDE (id, is_first, channel, kind, unit_id, matter_id, revisit_id, case_id)"
    )
