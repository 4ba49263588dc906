from odoo import api, models
from odoo.fields import Domain

from odoo.addons.jn_org.health import GREEN, RED, YELLOW, Row, window

MOST = 1000  # among so many one looks for the oldest


class JnHealthFlow(models.AbstractModel):
    """Whether processes run: late limits, failed effects, records that nobody and nothing will ever move on."""

    _name = "jn.health.flow"
    _inherit = ["jn.health.check"]
    _description = "Health of the processes"

    @api.model
    def _health_machine(self):
        advice = self.env._("Open each, mend the cause, then try again or mark it as solved.")
        return [
            self._count_row("flow.failures", self.env._("Failed effects"), "jn.flow.failure", [("solved", "=", False)],
                            "at", RED, advice)
        ]

    @api.model
    def _health_duties(self):
        late = self.env._("These limits are over and their work is not done. Ask the units for it.")
        provisional = self.env._("These limits were computed without a year's holidays. Load the year in the calendar.")
        open_ones = Domain("ended_at", "=", False)
        return [
            self._count_row("flow.late", self.env._("Overdue time limits"), "jn.flow.deadline",
                            list(open_ones & Domain("state", "=", "missed")), "due_at", YELLOW, late, duty=True),
            self._count_row("flow.provisional", self.env._("Provisional time limits"), "jn.flow.deadline",
                            list(open_ones & Domain("provisional", "=", True)), "started_at", RED, provisional, duty=True),
            *self._stuck_rows(),
        ]

    @api.model
    def _stuck_rows(self):
        """One row for each kind of record that stands in a waiting stage while no limit runs; else one that says all is well."""
        stages = self.env["jn.flow.stage"].sudo().search([("kind", "=", "wait")])  # configuration is read for everybody
        rows = [self._stuck_row(model, some) for model, some in stages.grouped(lambda stage: stage.version_id.flow_id.model).items()
                if model in self.env]
        stuck = [row for row in rows if row.count]
        return stuck or [Row("flow.stuck", self.env._("Waiting without a time limit"), GREEN, duty=True)]

    @api.model
    def _stuck_row(self, model, stages):
        domain = [("stage_id", "in", stages.ids), ("next_due_at", "=", False)]
        stuck = self.env[model].search(domain, limit=MOST)
        kind = self.env["ir.model"]._get(model).name
        advice = self.env._("Nothing will ever move these on. Open each and take its next step, or give the stage a time limit.")
        name = self.env._("Waiting without a time limit: %(kind)s", kind=kind)
        count = len(stuck) if len(stuck) < MOST else self.env[model].search_count(domain)
        action = window(name, model, domain)
        return Row(f"flow.stuck.{model}", name, RED if count else GREEN, count, self._entered(stuck), advice, action, duty=True)

    @api.model
    def _entered(self, records):
        """Since when the first of these records stands where it does."""
        # Whoever sees the record sees its way.
        passages = self.env["jn.flow.passage"].sudo()
        domain = [("res_model", "=", records._name), ("res_id", "in", records.ids), ("left_at", "=", False)]
        return passages._read_group(domain, [], ["entered_at:min"])[0][0] or None
