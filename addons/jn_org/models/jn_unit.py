from odoo import api, fields, models, tools

from .. import const
from ..exceptions import BadInput


class JnUnit(models.Model):
    """A unit of the organisation that Art. 3 and 4 set up from the city downwards."""

    _name = "jn.unit"
    _description = "Unit"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "parent_path, id"
    _parent_store = True
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True)
    kind = fields.Selection(const.UNIT_KINDS, required=True, index=True)
    parent_id = fields.Many2one("jn.unit", string="Above", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("jn.unit", "parent_id", string="Below")
    department_id = fields.Many2one(
        "jn.unit",
        string="Sending department",
        domain="[('kind', '=', 'department')]",
        index="btree_not_null",
        ondelete="restrict",
        help="The department that sends this window's staff and answers for its results (Art. 14).",
    )
    go_live_on = fields.Date(
        string="Live from",
        help="Matters completed before this day are stored, never asked about, never scored. Empty: live.",
    )
    calendar_id = fields.Many2one(
        "jn.calendar",
        string="Own calendar",
        ondelete="restrict",
        help="Empty: the calendar of the nearest unit above that has one.",
    )
    phone = fields.Char()
    active = fields.Boolean(default=True)
    county_id = fields.Many2one("jn.unit", compute="_compute_county_id", store=True, recursive=True, index=True)
    hall_id = fields.Many2one("jn.unit", compute="_compute_hall_id", store=True, recursive=True, index=True)
    user_ids = fields.Many2many("res.users", "jn_unit_user_rel", "unit_id", "user_id", string="People")

    _code_unique = models.Constraint("UNIQUE (code)", "Another unit has this code already. Choose another code.")

    @api.depends("name", "kind", "parent_id.name", "parent_id.kind")
    def _compute_display_name(self):
        """Windows and offices often share a name: they are shown with the unit above them."""
        for unit in self:
            is_small = unit.kind in ("window", "office") and unit.parent_id
            unit.display_name = f"{unit.parent_id.name} / {unit.name}" if is_small else unit.name

    @api.depends("kind", "parent_id.county_id.kind")
    def _compute_county_id(self):
        """The nearest county from here upwards, else the nearest city."""
        for unit in self:
            above = unit.parent_id.county_id
            is_own = unit.kind == "county" or (unit.kind == "city" and above.kind != "county")
            unit.county_id = unit if is_own else above

    @api.depends("kind", "parent_id.hall_id")
    def _compute_hall_id(self):
        """The nearest hall from here upwards."""
        for unit in self:
            unit.hall_id = unit if unit.kind == "hall" else unit.parent_id.hall_id

    @api.constrains("department_id")
    def _check_department(self):
        self.department_id._check_is_department()

    def _check_is_department(self):
        """Refuse units that are no sending departments."""
        wrong = self.filtered(lambda unit: unit.kind != "department")
        if wrong:
            raise BadInput(
                self.env._(
                    "%(unit)s is not a sending department. Choose a unit of that kind.", unit=wrong[0].display_name
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        units = super().create(vals_list)
        self._forget_sight()
        units._name_house()
        return units

    def write(self, vals):
        self._check_above(vals.get("parent_id"))
        result = super().write(vals)
        self._forget_sight()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_sight()
        return result

    def _check_above(self, parent_id):
        """Refuse to hang a unit below itself; before writing, for Odoo's own refusal names no unit."""
        above = self._ancestors_and_self(parent_id)
        loop = self.filtered(lambda unit: unit.id in above)
        if loop:
            raise BadInput(self.env._("%(unit)s cannot lie below itself.", unit=loop[0].name))

    @api.model
    @tools.ormcache("unit_id")
    def _ancestors_and_self(self, unit_id):
        """Ids from the top of the tree down to `unit_id`; nothing for no unit. Kept until any unit changes."""
        path = self.sudo().browse(unit_id or []).parent_path or ""  # the tree is the same for everybody
        return tuple(int(part) for part in path.split("/") if part)

    def _forget_sight(self):
        self.env["res.users"].invalidate_model(["sight_unit_ids", "work_unit_ids", "sees_all_work", "field_matter_ids"])

    def _name_house(self):
        """Let the first city's name stand at the top of every page, in place of the one that Odoo brings."""
        city = self.filtered(lambda unit: unit.kind == "city")[:1]
        others = [("kind", "=", "city"), ("id", "not in", self.ids)]
        if city and not self.sudo().search_count(others, limit=1):  # all cities, seen or not
            self.env.ref("base.main_company").sudo().name = city.name  # our administrators write no companies

    def _city(self):
        """The topmost unit of kind city from here upwards, empty if there is none."""
        self.ensure_one()
        above = self.browse(self._ancestors_and_self(self.id))
        return above.filtered(lambda unit: unit.kind == "city")[:1]

    def _calendar(self):
        """The `WorkCalendar` of the nearest unit upwards that has one, else the default one.

        A case is never refused for want of a calendar (decision B4): without any, a built-in one
        knows the weekends and no year, so all it says is provisional. Where no unit is there yet, the default one holds.
        """
        if self:
            self.ensure_one()
        return self._calendar_of(self.id)

    @api.model
    @tools.ormcache("unit_id")
    def _calendar_of(self, unit_id):
        above = self.sudo().browse(self._ancestors_and_self(unit_id))  # everybody's duties run by it
        own = above.calendar_id.browse([unit.calendar_id.id for unit in above if unit.calendar_id][-1:])
        return (own or own._default())._rules_calendar()

    @api.model
    @tools.ormcache()
    def _go_live_days(self):
        """{id: day from which it is live} of the units that name one, kept until any unit changes."""
        units = self.sudo().with_context(active_test=False)  # they hold for everybody's cases
        units = units.search_fetch([("go_live_on", "!=", False)], ["go_live_on"])
        return tools.frozendict({unit.id: unit.go_live_on for unit in units})

    def _holders(self, group_xmlid):
        """Active users of that group who work for exactly these units."""
        people = self.sudo().user_ids  # staff cannot read each other's groups
        return people.filtered(lambda user: user.has_group(group_xmlid)).with_env(self.env)

    def _holding(self, groups):
        """Active users of one of these groups who work for exactly these units."""
        wanted = set(groups.ids)
        ids = dict.fromkeys(user for unit in self.ids for user in self._user_ids(unit))
        people = self.env["res.users"].sudo().browse(ids)  # staff cannot read each other's groups
        return people.filtered(lambda user: not wanted.isdisjoint(user._get_group_ids())).with_env(self.env)

    @api.model
    @tools.ormcache("unit_id")
    def _user_ids(self, unit_id):
        """Ids of the active people who work for exactly this unit; kept until anybody's units change."""
        return tuple(self.sudo().browse(unit_id).user_ids.filtered("active").ids)  # who works where is no secret

    def _standing_in(self, groups):
        """Active deputies of the running terms of these groups' roles in exactly these units (decision D5)."""
        holders = self.env["jn.role.holder"]
        ids = {user for unit in self for group, user in holders._deputised(unit.id) if group in groups.ids}
        return self.env["res.users"].sudo().browse(ids).filtered("active").with_env(self.env)  # who left is known to all

    def _deputies(self, group_xmlid, on=None):
        """Deputies named for that role in these units by a term that is running on the day `on` (D5)."""
        return self.env["jn.role.holder"]._in_force(self, group_xmlid, on).deputy_id
