from odoo import api, fields, models

from ..const import LEAVE_ROLES
from ..exceptions import BadInput, NotAllowed


class JnDeputyWizard(models.TransientModel):
    """Names who stands in for oneself during a leave (decision D5); it ends by itself."""

    _name = "jn.deputy.wizard"
    _description = "Naming of a deputy"

    role = fields.Selection(LEAVE_ROLES, required=True, default=lambda self: self._own_role())
    deputy_id = fields.Many2one(
        "res.users",
        required=True,
        ondelete="cascade",
        domain=lambda self: [("share", "=", False), ("id", "!=", self.env.uid)],
    )
    start_on = fields.Date(string="From", required=True, default=lambda self: self.env["jn.role.holder"]._today())
    end_on = fields.Date(string="Until", required=True, help="The last day of the leave.")

    @api.model
    def _own_role(self):
        """The first of the roles that may name a deputy and that the user holds."""
        held = [role for role, _label in LEAVE_ROLES if self.env.user.has_group(f"jn_org.group_{role}")]
        return held[0] if held else False

    def action_name(self):
        """Let the deputy stand in at each of one's own units, from the first to the last day."""
        self.ensure_one()
        self._check()
        term = {"role": self.role, "deputy_id": self.deputy_id.id, "start_on": self.start_on, "end_on": self.end_on}
        # checked above: one's own role in one's own units, nothing else
        self.env["jn.role.holder"].sudo().create(
            [{**term, "unit_id": unit.id, "user_id": self.env.uid} for unit in self.env.user.unit_ids]
        )
        return {"type": "ir.actions.act_window_close"}

    def _check(self):
        user = self.env.user
        if not user.has_group(f"jn_org.group_{self.role}"):
            raise NotAllowed(self.env._("A deputy stands in for a role that you hold yourself. Choose one of yours."))
        if not user.unit_ids:
            raise BadInput(self.env._("You belong to no unit yet. Ask an administrator to enter where you work."))
        if not self.deputy_id.sudo().has_group("jn_org.group_member"):  # staff cannot read each other's groups
            raise BadInput(self.env._("%(person)s has no role here. Name a colleague who has one.", person=self.deputy_id.name))
        if self.end_on < self.env["jn.role.holder"]._today():
            raise BadInput(self.env._("The leave would be over already. Correct its last day."))
