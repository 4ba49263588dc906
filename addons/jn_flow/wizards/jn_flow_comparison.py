from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotPossible

from ..compared import Compared


class JnFlowComparison(models.TransientModel):
    """Two versions of a process, and what differs between them in plain words."""

    _name = "jn.flow.comparison"
    _description = "Comparison of two versions"

    flow_id = fields.Many2one("jn.flow", string="Process", required=True, ondelete="cascade")
    old_id = fields.Many2one(
        "jn.flow.version", string="From version", ondelete="cascade", domain="[('flow_id', '=', flow_id)]",
        help="Empty: everything is new.",
    )
    new_id = fields.Many2one(
        "jn.flow.version", string="To version", required=True, ondelete="cascade", domain="[('flow_id', '=', flow_id)]"
    )
    changes = fields.Html(compute="_compute_changes", sanitize=False)

    @api.depends("old_id", "new_id")
    @api.depends_context("lang")
    def _compute_changes(self):
        for comparison in self:
            comparison.changes = comparison.new_id and self._told(comparison.old_id, comparison.new_id)

    @api.depends("old_id", "new_id")
    def _compute_display_name(self):
        for comparison in self:
            comparison.display_name = self.env._(
                "%(flow)s: %(old)s → %(new)s", flow=comparison.flow_id.name,
                old=comparison.old_id.number or "–", new=comparison.new_id.number,
            )

    @api.model
    def _told(self, old, new):
        """Return the differences as a page, grouped by stages, moves and time limits, with their articles."""
        if old and old.flow_id.model != new.flow_id.model:
            raise NotPossible(self.env._("Only versions of one process can be compared. Choose two of the same."))
        groups = Compared(old, new).groups()
        return self.env["ir.qweb"]._render("jn_flow.compared", {"groups": groups, "old": old, "new": new})

    @api.model
    def _opened(self, old, new):
        """Return the action that shows the comparison."""
        comparison = self.create({"flow_id": new.flow_id.id, "old_id": old.id, "new_id": new.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What would change"),
            "res_model": self._name,
            "res_id": comparison.id,
            "view_mode": "form",
        }
