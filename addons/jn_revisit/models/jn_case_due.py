from odoo import api, fields, models


class JnCaseDue(models.AbstractModel):
    """A case has no time limits of its own: it is due when the work that is open for it is due (Art. 7, 9)."""

    _name = "jn.case.due"
    _inherit = "jn.flow.mixin"
    _description = "Due when its open work is due"

    next_due_at = fields.Datetime(compute="_compute_due", store=True)
    light_at = fields.Datetime(compute="_compute_due", store=True)

    @api.depends(
        "revisit_ids.next_due_at",
        "revisit_ids.light_at",
        "rectification_ids.next_due_at",
        "rectification_ids.light_at",
        "verification_ids.next_due_at",
        "verification_ids.light_at",
    )
    def _compute_due(self):
        for case in self:
            works = case._due_works()
            case.next_due_at = min((work.next_due_at for work in works), default=False)
            case.light_at = min((work.light_at for work in works if work.light_at), default=False)

    @api.depends("next_due_at")
    @api.depends_context("lang")
    def _compute_deadline_text(self):
        for case in self:
            texts = [work.deadline_text for work in case._due_works()]
            case.deadline_text = "\n".join(filter(None, texts))

    def write(self, vals):
        """The engine knows of no limit of the case itself; what it would write is left out."""
        return super().write({name: value for name, value in vals.items() if name not in ("next_due_at", "light_at")})

    def _due_works(self):
        """The open work of one case that has a time limit."""
        works = [*self.revisit_ids, *self.rectification_ids, *self.verification_ids]
        return [work for work in works if work.next_due_at]
