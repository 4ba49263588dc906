from odoo import fields, models

from odoo.addons.jn_org.exceptions import NotPossible

from ..copier import Copier


class JnFlowOwn(models.TransientModel):
    """The form in which an administrator gives one unit a process of its own (Art. 2)."""

    _name = "jn.flow.own"
    _description = "Process of one unit"

    flow_id = fields.Many2one("jn.flow", string="Process", required=True, readonly=True, ondelete="cascade")
    unit_id = fields.Many2one("jn.unit", required=True, ondelete="cascade", domain=[("kind", "!=", "city")])

    def action_make(self):
        """Make the unit's process with a draft that begins as the version now in force there, and open the draft."""
        self.ensure_one()
        self.env["jn.flow"].check_access("create")
        self.env["jn.setting.value"]._check_authority(self.unit_id)  # a county rules for itself only (Art. 2, 17)
        source = self.env["jn.flow"]._version_for(self.flow_id.model, self.unit_id)
        self._check_new(source)
        flow = self.flow_id.copy({"unit_id": self.unit_id.id, "version_ids": False, "pack_id": False})
        return Copier(source, flow).draft()._shown()

    def _check_new(self, source):
        if not source:
            raise NotPossible(self.env._("No version of %(flow)s is in force yet. Publish one first.", flow=self.flow_id.name))
        known = self.env["jn.flow"].search([("code", "=", self.flow_id.code), ("unit_id", "=", self.unit_id.id)])
        if known:
            raise NotPossible(self.env._(
                "%(unit)s has its own process %(flow)s already. Open that one and make a new draft.",
                unit=self.unit_id.name, flow=known.name,
            ))
