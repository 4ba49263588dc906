from datetime import datetime

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.jn_rules.periods import Period, day_of, utc_bounds


class JnFlowMixin(models.AbstractModel):
    """What every screen of a process shows beside it: what is done here, why it came here, and whether it is due today."""

    _inherit = "jn.flow.mixin"

    stage_help = fields.Text(related="stage_id.help_text", string="What is done here")
    stage_reason = fields.Text(compute="_compute_stage_reason", string="Why it came here")
    due_today = fields.Boolean(compute="_compute_due_today", search="_search_due_today")

    @api.depends("stage_id")
    @api.depends_context("uid", "lang")
    def _compute_stage_reason(self):
        """The reason that the last move had to be given, such as why a report was refused; nothing after other moves."""
        stays = [*self._flow_domain(), ("left_at", "=", False), ("note", "!=", False), ("move_id.note_required", "=", True)]
        rows = {row.res_id: row for row in self.env["jn.flow.passage"].sudo().search(stays)}  # whoever sees the record sees its way
        for record in self:
            row = rows.get(record.id)
            record.stage_reason = row and self.env._("%(move)s: %(note)s (%(who)s)", move=row.move_id.name, note=row.note, who=row.user_id.name)

    @api.depends("next_due_at")
    def _compute_due_today(self):
        start, end = self._today()
        for record in self:
            record.due_today = bool(record.next_due_at) and start <= record.next_due_at < end

    @api.model
    def _search_due_today(self, operator, value):
        if operator != "in":
            return NotImplemented
        start, end = self._today()
        today = Domain("next_due_at", ">=", start) & Domain("next_due_at", "<", end)
        return Domain.OR([today] * (True in value) + [~today] * (False in value))

    @api.model
    def _today(self) -> tuple[datetime, datetime]:
        """The naive UTC bounds of the clock's present day where the user works."""
        return self._present(lambda day: Period(day, day))

    @api.model
    def _present(self, period_of) -> tuple[datetime, datetime]:
        """The naive UTC bounds of the period (`period_of(day)`) in which the clock stands where the user works."""
        units = self.env.user.unit_ids or self.env["jn.unit"].search([("kind", "=", "city")], limit=1)
        zone = self._zone(units[:1])
        return utc_bounds(period_of(day_of(self.env["jn.clock"]._now(), zone)), zone)

    @api.model
    def _zone(self, unit):
        return unit._calendar().tz if unit else self.env.user.tz or "UTC"
