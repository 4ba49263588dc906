from odoo import api, fields, models, tools

from .. import const
from ..guards import system_apart

REMEMBERED = {"unit_ids", "staff_code", "active"}  # what ormcached answers about people are made from


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = ["res.users", "jn.audited"]
    _audit_only = ("name", "login", "active", "staff_code", "unit_ids", "group_ids")
    _audit_secret = ("password", "new_password")

    staff_code = fields.Char(
        string="Staff code", index="btree_not_null", help="The person's code in the systems that send us cases."
    )
    unit_ids = fields.Many2many(
        "jn.unit",
        "jn_unit_user_rel",
        "user_id",
        "unit_id",
        string="Works for",
        help="A person sees these units and all that lies below them.",
    )
    sight_unit_ids = fields.Many2many(
        "jn.unit", string="Sees", compute="_compute_sight_unit_ids", compute_sudo=True, context={"active_test": False}
    )
    work_unit_ids = fields.Many2many(
        "jn.unit", string="Sees the cases of", compute="_compute_work_unit_ids", compute_sudo=True, context={"active_test": False}
    )
    sees_all_work = fields.Boolean(
        string="Sees all cases", compute="_compute_sees_all_work", compute_sudo=True,
        help="Works for the whole city: what is counted for this person need not be compared with any list of units.",
    )
    field_matter_ids = fields.Many2many(
        "jn.matter", string="Matters of the field", compute="_compute_field_matter_ids", compute_sudo=True, context={"active_test": False}
    )

    jn_role_ids = fields.Many2many(
        "res.groups",
        string="Roles",
        compute="_compute_jn_role_ids",
        inverse="_inverse_jn_role_ids",
        domain=lambda self: [("privilege_id", "=", self.env.ref("jn_org.privilege_revisit").id)],
        groups="base.group_erp_manager",
        help="Tick every role the person holds.",
    )
    lacks_unit = fields.Boolean(
        string="Role without a unit",
        compute="_compute_lacks_unit", compute_sudo=True, groups="base.group_erp_manager",
        help="Holds a role that needs a unit, and works for none: such a person sees and does nothing.",
    )

    @api.depends("unit_ids", "group_ids")
    def _compute_sight_unit_ids(self):
        units = self.env["jn.unit"]
        for user in self:
            user.sight_unit_ids = units.browse(user._sight_ids() if user.id else ())

    @api.depends("unit_ids", "group_ids")
    def _compute_work_unit_ids(self):
        units = self.env["jn.unit"]
        for user in self:
            user.work_unit_ids = units.browse(user._work_unit_ids() if user.id else ())

    @api.depends("unit_ids", "group_ids")
    def _compute_sees_all_work(self):
        for user in self:
            user.sees_all_work = bool(user.id) and user._sees_all_work()

    @api.depends("unit_ids", "group_ids")
    def _compute_field_matter_ids(self):
        matters = self.env["jn.matter"]
        for user in self:
            user.field_matter_ids = matters.browse(user._field_matter_ids() if user.id else ())

    @api.depends("group_ids")
    def _compute_jn_role_ids(self):
        for user in self:
            user.jn_role_ids = user.group_ids & self._jn_roles()

    @api.depends("unit_ids", "jn_role_ids")
    def _compute_lacks_unit(self):
        needing = self._roles_with_a_unit()
        for user in self:
            user.lacks_unit = bool(user.jn_role_ids._origin & needing) and not user.unit_ids

    def _inverse_jn_role_ids(self):
        for user in self:
            user.group_ids = user.group_ids - self._jn_roles() | user.jn_role_ids

    @api.model
    def _jn_roles(self):
        return self.env.ref("jn_org.privilege_revisit").sudo().group_ids  # which roles exist is no secret

    @api.model
    def _roles_with_a_unit(self):
        """The roles in which a person acts for the units they work for."""
        free = [self.env.ref(f"jn_org.group_{role}").id for role in const.ROLES_WITHOUT_UNIT]
        return self._jn_roles().filtered(lambda group: group.id not in free)

    @api.model
    def _without_unit(self):
        """Active people who hold a role that needs a unit, and work for none."""
        return self.sudo().search([("unit_ids", "=", False), ("group_ids", "in", self._roles_with_a_unit().ids)])  # groups are not readable

    @api.model_create_multi
    def create(self, vals_list):
        made = []
        with system_apart(self.env, lambda: self.concat(*made)._touch_system()):
            made.append(super().create(vals_list))
        if any(REMEMBERED & set(vals) for vals in vals_list):
            self.env["jn.cached"]._forget_answers()
        made[0]._with_a_role()._read_inside()
        return made[0]

    def write(self, vals):
        before = self._with_a_role()
        with system_apart(self.env, self._touch_system):
            result = super().write(vals)
        if "group_ids" in vals:
            (self._with_a_role() - before)._read_inside()
        if REMEMBERED & set(vals):
            self.env["jn.cached"]._forget_answers()
        return result

    def _init_odoobot(self):
        """No guided tour of the chat at the first login: what waits for people here is citizens."""

    def _with_a_role(self):
        return self.filtered(lambda user: user.sudo().has_group("jn_org.group_member"))  # others' groups are not readable

    def _read_inside(self):
        """Let notices reach these people in the system's own inbox: what is said of citizens does not go by e-mail."""
        self.filtered(lambda user: user.notification_type != "inbox").notification_type = "inbox"

    def _touch_system(self):
        """True if one of these people is a system administrator."""
        return any(user.has_group("base.group_system") for user in self.sudo())  # others' groups are not readable

    @tools.ormcache("self.id")
    def _sight_ids(self):
        """Ids of the units this person sees, archived ones included: their own, where they stand in, and all below.

        Administrators see all. Record rules keep these ids, so the cache goes with the tree and the terms.
        """
        own = self._own_sight_ids()
        stood_in = self.env["jn.role.holder"]._stood_in(self)
        return (*own, *(found for found in self._below(stood_in) if found not in set(own))) if stood_in else own

    @tools.ormcache("self.id")
    def _own_sight_ids(self):
        """Ids of the units that this person sees by their own office, nobody's deputy."""
        if self.has_group("jn_org.group_administrator"):
            return tuple(self.env["jn.unit"].sudo().with_context(active_test=False).search([]).ids)  # all there are
        return self._below(self.sudo().with_context(active_test=False).unit_ids.ids)  # what one sees does not depend on itself

    @tools.ormcache("self.id")
    def _work_unit_ids(self):
        """Ids of the units whose cases this person sees; a business office sees those of its field instead (Art. 11)."""
        roles = self.sudo().all_group_ids & self._jn_roles()  # others' groups are not readable
        if roles == self.env.ref("jn_org.group_business_office"):
            return self._below(self.env["jn.role.holder"]._stood_in(self))
        return self._sight_ids()

    @tools.ormcache("self.id")
    def _sees_all_work(self):
        """True if no unit is left, archived ones included, whose cases this person does not see."""
        seen = self._work_unit_ids()
        every = self.env["jn.unit"].sudo().with_context(active_test=False)  # as above
        return bool(seen) and len(seen) == every.search_count([])

    @tools.ormcache("self.id")
    def _field_matter_ids(self):
        """Ids of the matters that this person's business office maintains, archived ones included (Art. 11)."""
        if not self.has_group("jn_org.group_business_office"):
            return ()
        matters = self.env["jn.matter"].sudo().with_context(active_test=False)  # what one sees does not depend on itself
        return tuple(matters.search([("office_id", "in", self._own_sight_ids())]).ids)

    @api.model
    def _below(self, unit_ids):
        """Ids of these units and all below, archived ones included."""
        units = self.env["jn.unit"].sudo().with_context(active_test=False)  # what one sees does not depend on itself
        return tuple(units.search([("id", "child_of", list(unit_ids))]).ids) if unit_ids else ()

    @api.model
    @tools.ormcache()
    def _ids_by_staff_code(self):
        """{(staff code, unit's id): user's id}: in the systems that send cases, a code means another person in another unit."""
        people = self.sudo().with_context(active_test=True)  # whose code it is, is for the system to know
        people = people.search_fetch([("staff_code", "!=", False)], ["staff_code", "unit_ids"])
        return tools.frozendict({(person.staff_code, unit): person.id for person in people for unit in person.unit_ids.ids})

    def _groups_at(self, unit):
        """The groups that count where `unit` acts: one's own in one's own sight, and the roles one stands in for there (D5)."""
        self.ensure_one()
        own = self.all_group_ids if unit.id in self._own_sight_ids() else self.env["res.groups"]
        return own | own.browse(self.env["jn.role.holder"]._stood_in(self).get(unit.id, ()))

    def _may_see(self, units):
        """True if every one of `units` lies in this person's sight."""
        self.ensure_one()
        return set(units.ids) <= set(self.sight_unit_ids.ids)
