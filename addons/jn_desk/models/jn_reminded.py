from odoo import api, fields, models


class JnReminded(models.AbstractModel):
    """Has a process and remembers up to when the lateness of its own limit has been told (`jn.reminder`)."""

    _name = "jn.reminded"
    _description = "Reminded of"

    reminded_at = fields.Datetime(readonly=True, copy=False, help="Up to when its lateness has been told.")
    remind_at = fields.Datetime(compute="_compute_remind_at", store=True, help="When it turns yellow or red next.")

    _remind_index = models.Index("(remind_at) WHERE remind_at IS NOT NULL")

    @api.depends(lambda self: () if self._abstract else (*self._flow_moments, "reminded_at"))  # by the record's own limit
    def _compute_remind_at(self):
        due, warn = self._flow_moments
        limited = self.filtered(due)
        (self - limited).remind_at = False
        for record in limited:
            moments = filter(None, (record[warn], record[due], record._remind_again_at()))
            untold = [moment for moment in moments if not record.reminded_at or moment > record.reminded_at]
            record.remind_at = min(untold, default=False)

    def _remind_again_at(self):
        """When people are told of one overdue record once more; as a rule never, for each colour is told once."""
        return False

    def _reminder_placeholders(self):
        """What a message that reminds of this may say: as a rule, of its case."""
        return self.case_id._placeholders()
