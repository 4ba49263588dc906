from odoo import api, fields, models

from odoo.addons.jn_rules import deadlines

from ..const import DEADLINE_STATES, ORIGINAL_STATES
from ..explain import Tongue, passport, sentence


class JnFlowDeadline(models.Model):
    """One running or ended time limit of one record, with the sum behind it. Written by the engine only."""

    _name = "jn.flow.deadline"
    _inherit = ["jn.flow.fact", "jn.archived"]
    _description = "Deadline"
    _order = "due_at, id"
    _log_access = False
    _archive_moment = "ended_at"

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
    original_due_at = fields.Datetime(string="Originally due", readonly=True, help="The end before the first extension (decision B6).")
    original_state = fields.Selection(
        ORIGINAL_STATES, string="Kept without the extension", readonly=True, help="Whether it was met by its original end."
    )
    extension_id = fields.Many2one("jn.flow.extension", readonly=True, ondelete="restrict", index="btree_not_null")
    explanation = fields.Char(compute="_compute_explanation")
    sum_text = fields.Char(compute="_compute_passport", string="How it was computed")
    changes_text = fields.Text(compute="_compute_passport", string="What changed it")
    basis_text = fields.Char(compute="_compute_passport", string="On what it rests")

    _open_unique = models.UniqueIndex("(res_model, res_id, timer_id) WHERE ended_at IS NULL")
    # a form tells every limit of its record, ended ones included; without this each would read the whole table
    _record_index = models.Index("(res_model, res_id)")
    _due_index = models.Index("(due_at) WHERE state = 'running'")
    _unit_index = models.Index("(unit_id, id)")
    _late_index = models.Index("(unit_id, due_at) WHERE state = 'missed' AND ended_at IS NULL")
    _provisional_index = models.Index("(unit_id) WHERE provisional AND ended_at IS NULL")

    @api.depends("timer_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for deadline in self:
            deadline.display_name = deadline.timer_id.sudo().name  # configuration is read for everybody

    @api.depends("steps", "timer_id")
    @api.depends_context("lang")
    def _compute_explanation(self):
        tongue = Tongue(self.env)
        for deadline in self:
            deadline.explanation = sentence(tongue, deadline)

    @api.depends("steps", "timer_id", "provisional")
    @api.depends_context("lang")
    def _compute_passport(self):
        tongue = Tongue(self.env)
        for deadline in self:
            told = passport(tongue, deadline)
            deadline.sum_text, deadline.basis_text = told["sum"], told["basis"]
            deadline.changes_text = "\n".join(told["changes"])

    def _due_after(self, amount):
        """The end of this limit if it were lengthened by `amount` of its own unit."""
        self.ensure_one()
        span = self.timer_id.sudo()._span()  # configuration is read for everybody
        return deadlines.extend(self.due_at, amount, span, self.unit_id._calendar()).due
