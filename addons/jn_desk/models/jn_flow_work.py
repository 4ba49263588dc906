from odoo import api, fields, models


class JnFlowWork(models.AbstractModel):
    """Work for people: remembers up to when its lateness has been told (`jn.reminder`)."""

    _inherit = "jn.flow.work"

    reminded_at = fields.Datetime(readonly=True, copy=False, help="Up to when its lateness has been told.")
    remind_at = fields.Datetime(compute="_compute_remind_at", store=True, help="When it turns yellow or red next.")

    _remind_index = models.Index("(remind_at) WHERE remind_at IS NOT NULL")

    @api.depends("light_at", "next_due_at", "reminded_at")
    def _compute_remind_at(self):
        for work in self:
            moments = [moment for moment in (work.light_at, work.next_due_at) if moment and work.next_due_at]
            untold = [moment for moment in moments if not work.reminded_at or moment > work.reminded_at]
            work.remind_at = min(untold, default=False)

    def _reminder_placeholders(self):
        """What a message that reminds of this work may say of it: as a rule, of its case."""
        return self.case_id._placeholders()
