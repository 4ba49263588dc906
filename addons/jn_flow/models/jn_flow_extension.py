from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from ..const import EXTENSION_STATES
from ..recount import Recount


class JnFlowExtension(models.Model):
    """Somebody asked for more time for one limit of one record, and what was decided (decision B6)."""

    _name = "jn.flow.extension"
    _inherit = "jn.kept"
    _description = "Extension"
    _order = "id desc"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    unit_id = fields.Many2one("jn.unit", readonly=True)
    timer_id = fields.Many2one("jn.flow.timer", string="Time limit", required=True, readonly=True, ondelete="restrict")
    deadline_id = fields.Many2one("jn.flow.deadline", required=True, readonly=True, ondelete="restrict", index=True)
    amount = fields.Float(required=True, readonly=True, digits=(12, 2), string="More time")
    unit = fields.Selection(related="timer_id.unit", string="Unit of time")
    reason = fields.Text(required=True, readonly=True)
    asked_by_id = fields.Many2one("res.users", required=True, readonly=True, string="Asked by")
    asked_at = fields.Datetime(required=True, readonly=True)
    old_due_at = fields.Datetime(related="deadline_id.due_at", string="Due so far")
    new_due_at = fields.Datetime(compute="_compute_new_due_at", string="Then due")
    state = fields.Selection(EXTENSION_STATES, required=True, readonly=True, default="asked")
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_at = fields.Datetime(readonly=True)
    note = fields.Text(readonly=True, string="Remark on the decision")
    record_name = fields.Char(related="deadline_id.record_name")

    _asked_unique = models.UniqueIndex(
        "(deadline_id) WHERE state = 'asked'", "An extension of this limit has been asked for already. Wait until it is decided."
    )
    _record_index = models.Index("(res_model, res_id)")
    _unit_index = models.Index("(unit_id, id)")

    @api.depends("timer_id", "amount", "record_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Of whose limit, which and how much: by its name alone people know what to decide."""
        for extension in self:
            timer = extension.timer_id.sudo()  # configuration is read for everybody
            unit = dict(timer._fields["unit"]._description_selection(self.env)).get(timer.unit, "")
            extension.display_name = self.env._(
                "%(record)s, %(limit)s: + %(amount)s %(unit)s",
                record=extension.record_name, limit=timer.name, amount=f"{extension.amount:g}", unit=unit,
            )

    @api.depends("deadline_id.due_at", "amount")
    def _compute_new_due_at(self):
        for extension in self:
            extension.new_due_at = extension.deadline_id._due_after(extension.amount)

    def action_open_record(self):
        """Open the record whose limit is to be extended; its buttons decide."""
        self.ensure_one()
        return self.deadline_id.action_open_record()

    @api.model
    def _ask(self, record, deadline, amount, reason):
        return self.create({
            "res_model": record._name,
            "res_id": record.id,
            "unit_id": deadline.unit_id.id,
            "timer_id": deadline.timer_id.id,
            "deadline_id": deadline.id,
            "amount": amount,
            "reason": reason,
            "asked_by_id": self.env.uid,
            "asked_at": self.env["jn.clock"]._now(),
        })

    def _decide(self, record, ok, note):
        """Grant, and lengthen the limit; or refuse. The record stays where it is."""
        self.ensure_one()
        now = self.env["jn.clock"]._now()
        state = "granted" if ok else "refused"
        self.write({"state": state, "decided_by_id": self.env.uid, "decided_at": now, "note": note or False})
        if ok:
            self._lengthen(record, now)

    def _lengthen(self, record, now):
        recount = Recount(record, record.flow_version_id, now)
        [row] = [row for row in recount.rows.get(record.id, ()) if row["id"] == self.deadline_id.id] or [None]
        if not row or row["state"] == "paused":
            raise NotPossible(self.env._("This time limit is not running now, so it cannot be extended. Refuse the request, or wait."))
        recount.extended(record, row, self)
        recount.settle()

    def _check_may_decide(self, record):
        """Refuse with a sentence whoever may not decide on this request: the roles named by the limit, never the unit itself."""
        approvers = self.timer_id.sudo().extend_group_ids  # configuration is read for everybody
        user = self.env.user
        if not self._may_decide(record):
            raise NotAllowed(self.env._(
                "Extensions of %(limit)s are decided by %(roles)s above the unit, not by who asked.",
                limit=self.timer_id.sudo().name, roles=", ".join(approvers.mapped("name")) or user.name,  # as above
            ))

    def _may_decide(self, record):
        user, unit = self.env.user, record._flow_unit()
        approvers = self.timer_id.sudo().extend_group_ids  # configuration is read for everybody
        is_own = self.asked_by_id == user or unit in user.unit_ids
        return bool(approvers & user.all_group_ids) and not is_own and user._may_see(unit)

    @api.model
    def _open_for(self, record):
        """Return the request on a limit of `record` that waits for its decision, or none."""
        domain = [*record._flow_domain(), ("state", "=", "asked"), ("deadline_id.ended_at", "=", False)]
        return self.search(domain, limit=1)

    @api.model
    def _granted_for(self, record, timer):
        return self.search([*record._flow_domain(), ("timer_id", "=", timer.id), ("state", "=", "granted")])
