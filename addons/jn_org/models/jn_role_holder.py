from odoo import api, fields, models

from .. import const
from ..exceptions import BadInput


class JnRoleHolder(models.Model):
    """Who holds which role in a unit, from when to when, and who stands in (Art. 3, 4)."""

    _name = "jn.role.holder"
    _description = "Role holder"
    _order = "unit_id, role, start_on desc, id"
    _rec_name = "user_id"

    unit_id = fields.Many2one("jn.unit", required=True, index=True, ondelete="cascade")
    role = fields.Selection(const.ROLES, required=True)
    user_id = fields.Many2one("res.users", string="Holder", required=True, index=True, ondelete="restrict")
    deputy_id = fields.Many2one("res.users", index="btree_not_null", ondelete="restrict")
    start_on = fields.Date(string="From", required=True, default=lambda self: self._today())
    end_on = fields.Date(string="Until", help="The last day of the term. Empty: until further notice.")

    @api.constrains("start_on", "end_on")
    def _check_term(self):
        for holder in self:
            if holder.end_on and holder.end_on < holder.start_on:
                raise BadInput(self.env._("A term cannot end before it starts. Correct one of its two days."))

    @api.constrains("user_id", "deputy_id")
    def _check_deputy(self):
        for holder in self:
            if holder.deputy_id == holder.user_id:
                raise BadInput(self.env._("Nobody is their own deputy. Name another person."))

    @api.model
    def _today(self):
        """The day that the clock shows in the user's own zone."""
        return fields.Datetime.context_timestamp(self, self.env["jn.clock"]._now()).date()

    @api.model
    def _in_force(self, units, group_xmlid, on=None):
        """Terms of the role of `group_xmlid` in exactly these units that run on the day `on` (today)."""
        on = on or self._today()
        return self.sudo().search(  # duties are passed on by rule, whoever is looking
            [
                ("unit_id", "in", units.ids),
                ("role", "=", group_xmlid.removeprefix("jn_org.group_")),
                ("start_on", "<=", on),
                "|",
                ("end_on", "=", False),
                ("end_on", ">=", on),
            ]
        )
