from odoo import fields, models

from odoo.addons.jn_rules import deadlines, moves

from ..compiled import Limit, domain
from ..const import TIMER_ENDS, TIMER_ROLLS, TIMER_UNITS


class JnFlowTimer(models.Model):
    """A time limit: from where it runs, how long, in which unit, and what happens when it is over (Art. 7)."""

    _name = "jn.flow.timer"
    _inherit = ["jn.flow.coded", "jn.flow.guarded", "jn.audited"]
    _description = "Process timer"
    _order = "version_id, sequence, id"

    sequence = fields.Integer(default=10)
    start_stage_ids = fields.Many2many("jn.flow.stage", "jn_flow_timer_start_rel", string="Starts in")
    span_stage_ids = fields.Many2many("jn.flow.stage", "jn_flow_timer_span_rel", string="Also runs in")
    pause_stage_ids = fields.Many2many("jn.flow.stage", "jn_flow_timer_pause_rel", string="Stands still in")
    start_field = fields.Char(help="Field of the record with the moment it counts from; empty: the moment of entering.")
    due_field = fields.Char(help="Field of the record that shows the end of this time limit.")
    amount = fields.Float(required=True, digits=(12, 2))
    unit = fields.Selection(TIMER_UNITS, required=True)
    roll = fields.Selection(TIMER_ROLLS, required=True, default="none")
    min_hours = fields.Float(help="Fewer working hours than this inside the limit make it move.")
    roll_time = fields.Float(help="The hour of the next working day to which it then moves.")
    warn_hours = fields.Float(string="Warn before (hours)")
    at_end = fields.Selection(TIMER_ENDS, required=True, default="light")
    event = fields.Char(help="The event raised when the time is over.")

    extend_limit = fields.Integer(string="Extensions", help="How often this limit may be extended for one record; 0: never.")
    extend_most = fields.Float(string="Longest extension", digits=(12, 2), help="The most that one extension may add, in this limit's unit.")
    extend_group_ids = fields.Many2many(
        "res.groups", "jn_flow_timer_extend_rel", string="Extensions approved by", help="Who may grant or refuse an extension."
    )

    _code_unique = models.Constraint("UNIQUE(version_id, code)", "A version has each code once. Choose another code.")
    _amount_positive = models.Constraint("CHECK(amount >= 0)", "A time limit cannot be negative. Give a number from 0.")
    _extension_positive = models.Constraint(
        "CHECK(extend_limit >= 0 AND extend_most >= 0)", "An extension cannot be negative. Give a number from 0."
    )

    def _pure(self):
        starts, pauses = frozenset(self.start_stage_ids.ids), frozenset(self.pause_stage_ids.ids)
        return moves.Timer(self.id, starts, starts | pauses | frozenset(self.span_stage_ids.ids), pauses)

    def _limit(self):
        pure = self._pure()
        return Limit(
            id=self.id, code=self.code, guard=domain(self.guard), starts=pure.starts, spans=pure.spans, pauses=pure.pauses,
            start_field=self.start_field or None, due_field=self.due_field or None, warn_hours=self.warn_hours,
            span=self._span(), needs_calendar=self._needs_calendar(), is_duty=self.at_end != "right",
        )

    def _counts_days(self):
        return self.unit.endswith("_days")

    def _whole(self, amount):
        """Days are counted whole."""
        return int(amount) if self._counts_days() else amount

    def _needs_calendar(self):
        return self.unit.startswith("working_") or self.roll != "none"

    def _span(self):
        """Return this limit as a `jn_rules.deadlines.Span`."""
        return deadlines.Span(
            amount=self.amount, unit=self.unit, roll=self.roll, min_hours=self.min_hours, roll_time=self.roll_time
        )
