from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models, tools

from .. import const
from ..exceptions import BadInput


class JnRoleHolder(models.Model):
    """Who holds which role in a unit, from when to when, and who stands in (Art. 3, 4).

    While a term runs, its deputy sees the unit and may do there what the role may (decision D5). Whether it runs is
    kept in the row, for what people see is remembered; `jn.role.turn` turns it on and off at its two midnights.
    """

    _name = "jn.role.holder"
    _inherit = ["jn.cached", "jn.audited"]
    _description = "Role holder"
    _order = "unit_id, role, start_on desc, id"
    _rec_name = "user_id"

    unit_id = fields.Many2one("jn.unit", required=True, index=True, ondelete="cascade")
    role = fields.Selection(const.ROLES, required=True)
    user_id = fields.Many2one("res.users", string="Holder", required=True, index=True, ondelete="restrict")
    deputy_id = fields.Many2one("res.users", index="btree_not_null", ondelete="restrict")
    start_on = fields.Date(string="From", required=True, default=lambda self: self._today())
    end_on = fields.Date(string="Until", help="The last day of the term. Empty: until further notice.")
    in_force = fields.Boolean(compute="_compute_in_force", store=True, string="In force")
    turns_at = fields.Datetime(compute="_compute_in_force", store=True, string="Begins or ends next", help="When it begins or ends next.")

    _turn_index = models.Index("(turns_at) WHERE turns_at IS NOT NULL")

    @api.depends("start_on", "end_on")
    def _compute_in_force(self):
        """Whether the term runs now, and the next midnight at which that changes."""
        now = self.env["jn.clock"]._now()
        for holder in self:
            begin = holder.start_on and holder._midnight(holder.start_on)
            end = holder.end_on and holder._midnight(holder.end_on + timedelta(days=1))
            holder.in_force = bool(begin) and begin <= now and (not end or now < end)
            holder.turns_at = next((moment for moment in (begin, end) if moment and moment > now), False)

    def _turn(self):
        """Begin or end these terms at the clock's moment, with all that their deputies may see and do."""
        self._compute_in_force()
        self._forget_answers()

    @api.model
    def _forget_answers(self):
        super()._forget_answers()
        self.env["res.users"].invalidate_model(["sight_unit_ids"])

    def _midnight(self, day):
        """Naive UTC of the moment at which a day begins where the unit is."""
        zone = ZoneInfo(self.unit_id._calendar().tz)
        local = datetime.combine(day, time(), tzinfo=zone)
        return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

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
    @tools.ormcache("user.id")
    def _stood_in(self, user):
        """Return {unit id: ids of the groups of the roles} for which this person is the deputy of a running term."""
        found = {}
        for holder in self.sudo().search([("deputy_id", "=", user.id), ("in_force", "=", True)]):  # duties go by rule
            group = self.env.ref(f"jn_org.group_{holder.role}")
            found[holder.unit_id.id] = (*found.get(holder.unit_id.id, ()), group.id)
        return found

    @api.model
    @tools.ormcache("unit_id")
    def _deputised(self, unit_id):
        """Return the pairs (id of a role's group, id of the deputy) of the terms that run in this unit."""
        domain = [("unit_id", "=", unit_id), ("in_force", "=", True), ("deputy_id", "!=", False)]
        running = self.sudo().search(domain)  # duties go by rule, whoever is looking
        return tuple((self.env.ref(f"jn_org.group_{term.role}").id, term.deputy_id.id) for term in running)

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
