from odoo import api, fields, models

from ..const import DEADLINE_STATES
from ..explain import sentence


class JnFlowDeadline(models.Model):
    """One running or ended time limit of one record, with the sum behind it. Written by the engine only."""

    _name = "jn.flow.deadline"
    _inherit = "jn.kept"
    _description = "Deadline"
    _order = "due_at, id"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    unit_id = fields.Many2one("jn.unit", readonly=True)
    timer_id = fields.Many2one("jn.flow.timer", required=True, readonly=True, ondelete="restrict")
    started_at = fields.Datetime(required=True, readonly=True)
    due_at = fields.Datetime(required=True, readonly=True)
    warn_at = fields.Datetime(readonly=True)
    paused_at = fields.Datetime(readonly=True)
    ended_at = fields.Datetime(readonly=True, help="When the record left what this limit spans.")
    state = fields.Selection(DEADLINE_STATES, required=True, readonly=True)
    provisional = fields.Boolean(readonly=True, help="Computed without the year's holidays (decision B4).")
    steps = fields.Json(readonly=True)
    explanation = fields.Char(compute="_compute_explanation")

    _open_unique = models.UniqueIndex("(res_model, res_id, timer_id) WHERE ended_at IS NULL")
    _due_index = models.Index("(due_at) WHERE state = 'running'")
    _unit_index = models.Index("(unit_id, id)")

    @api.depends("steps", "timer_id")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for deadline in self:
            deadline.explanation = sentence(self.env, deadline)
