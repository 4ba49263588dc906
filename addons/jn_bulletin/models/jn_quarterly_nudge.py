from odoo import api, fields, models

from odoo.addons.jn_rules import periods


class JnQuarterlyNudge(models.AbstractModel):
    """Reminds counties of their report on the days that the settings name, as long as it is not handed in (Art. 15)."""

    _name = "jn.quarterly.nudge"
    _inherit = "jn.sweep"
    _description = "Sweep that reminds of quarterly reports"
    _sweep_order = 55

    @api.model
    def _sweep_next(self):
        return self._reports().search([("nudge_at", "!=", False)], order="nudge_at", limit=1).nudge_at or None

    @api.model
    def _sweep_batch(self, limit):
        now = self.env["jn.clock"]._now()
        due = self._reports().search([("nudge_at", "<=", now)], order="nudge_at, id", limit=limit)
        due = due.try_lock_for_update(allow_referencing=True)
        for report in due:
            period = periods.Period(report.period_start, report.period_end)
            report.nudge_at = report._next_nudge(report.unit_id, period, now)
        due.filtered(lambda report: report.stage_id and report._hand_in_moves())._tell(self._words)
        return len(due)

    @api.model
    def _reports(self):
        return self.env["jn.quarterly.report"].sudo()  # the system reminds, whoever looks

    @api.model
    def _words(self, report):
        zone = report.with_context(tz=report.unit_id._calendar().tz)
        today = fields.Datetime.context_timestamp(zone, self.env["jn.clock"]._now()).date()
        office = self.with_context(lang=self.env["jn.quarterly.texts"]._language())
        return office.env._("Quarterly report: %(days)s days until it is due", days=(report._flow_due_day() - today).days)
