import json

from odoo import api, fields, models

from ..lines import grouped
from .jn_pack_section_values import Turn


class JnPackProposal(models.Model):
    """Proposals to interpret a setting anew: for whom, from when and to which value (Art. 17)."""

    _inherit = "jn.pack.proposal"

    setting_id = fields.Many2one("jn.setting", ondelete="cascade", index="btree_not_null")
    unit_id = fields.Many2one("jn.unit", string="For", ondelete="restrict", index="btree_not_null", help="Empty: the whole city")
    value = fields.Text(string="Stored value", help="JSON text")
    effective_from = fields.Datetime(help="Empty: at once")

    @api.model
    def _propose_value(self, row):
        """Propose `row`, which `jn.setting.value` takes; what could not be approved is refused already."""
        self.env["jn.setting.value"].check_access("create")
        checked = self.env["jn.setting.value"]._prepare_interpretation(row)
        return self._propose({
            "kind": "value",
            "title": self.env["jn.setting"].browse(row["setting_id"]).name,
            "setting_id": row["setting_id"],
            "unit_id": checked["unit_id"],
            "value": checked["value"],
            "effective_from": row.get("effective_from"),
            "reason": row["why"],
        })

    def _carry_out(self):
        if self.kind != "value":
            return super()._carry_out()
        since = self.effective_from and max(self.effective_from, self.env["jn.clock"]._now())
        self.env["jn.setting.value"].create({
            "setting_id": self.setting_id.id, "unit_id": self.unit_id.id, "value": self.value, "effective_from": since, "why": self.reason,
        })
        return self.pack_id

    def _planned(self):
        if self.kind != "value":
            return super()._planned()
        turn = Turn(self.setting_id, json.loads(self.value), self.reason, self.pack_id)
        return grouped([self.env["jn.pack.section.settings"]._turn_line(turn, self.unit_id)])
