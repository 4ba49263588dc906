from odoo import api, fields, models

# What the engine writes on a record with time limits -> where a case keeps its own.
OWN = {"next_due_at": "own_due_at", "light_at": "own_light_at"}


class JnCaseDue(models.AbstractModel):
    """A case is due when its own time limit or that of any open work for it ends, whichever is first (Art. 7, 9)."""

    _name = "jn.case.due"
    _inherit = "jn.flow.mixin"
    _description = "Due with its open work"

    own_due_at = fields.Datetime(readonly=True, copy=False)
    own_light_at = fields.Datetime(readonly=True, copy=False)
    next_due_at = fields.Datetime(compute="_compute_due", store=True)
    light_at = fields.Datetime(compute="_compute_due", store=True)

    @api.depends(
        "own_due_at",
        "own_light_at",
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
            dues = [case.own_due_at, *(work.next_due_at for work in works)]
            lights = [case.own_light_at, *(work.light_at for work in works)]
            case.next_due_at = min(filter(None, dues), default=False)
            case.light_at = min(filter(None, lights), default=False)

    @api.depends("next_due_at")
    @api.depends_context("lang")
    def _compute_deadline_text(self):
        super()._compute_deadline_text()
        for case in self:
            texts = [case.deadline_text, *(work.deadline_text for work in case._due_works())]
            case.deadline_text = "\n".join(filter(None, texts))

    def write(self, vals):
        """Keep what the engine knows of the case's own limits beside what its works add."""
        return super().write({OWN.get(name, name): value for name, value in vals.items()})

    def _due_works(self):
        """The open work of one case that has a time limit."""
        works = [*self.revisit_ids, *self.rectification_ids, *self.verification_ids]
        return [work for work in works if work.next_due_at]
