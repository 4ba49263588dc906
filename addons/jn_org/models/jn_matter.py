from odoo import api, fields, models, tools


class JnMatter(models.Model):
    """A matter that citizens come to the counter for."""

    _name = "jn.matter"
    _inherit = ["jn.cached", "jn.audited"]
    _description = "Matter"
    _order = "code, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True)
    department_id = fields.Many2one(
        "jn.unit",
        string="Sending department",
        domain="[('kind', '=', 'department')]",
        index="btree_not_null",
        ondelete="restrict",
    )
    office_id = fields.Many2one(
        "jn.unit",
        string="Business office",
        domain="[('kind', 'in', ('office', 'city', 'county', 'department'))]",
        default=lambda self: self._own_office(),
        index="btree_not_null",
        ondelete="restrict",
        help="Whose field it is: this office maintains the matter and its reasons (Art. 11).",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE (code)", "Another matter has this code already. Choose another code.")

    @api.model
    @tools.ormcache()
    def _names(self):
        """{id: name} of all matters, kept until one changes: every message names one."""
        matters = self.sudo().with_context(active_test=False).search_fetch([], ["name"])  # what citizens come for is no secret
        return tools.frozendict({matter.id: matter.name for matter in matters})

    @api.model
    def _own_office(self):
        """What a business office adds belongs to its own field."""
        user = self.env.user
        return user.unit_ids[:1] if user.has_group("jn_org.group_business_office") else False

    @api.model_create_multi
    def create(self, vals_list):
        matters = super().create(vals_list)
        self._forget_fields()
        return matters

    def write(self, vals):
        result = super().write(vals)
        if "office_id" in vals:
            self._forget_fields()
            self.check_access("write")  # Odoo asks the rule before a write only: a field cannot be given away
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_fields()
        return result

    @api.model
    def _forget_fields(self):
        """Which matters are whose is kept in the cache, for record rules ask it."""
        self.env["jn.cached"]._forget_answers()
        self.env["res.users"].invalidate_model(["field_matter_ids"])

    @api.constrains("department_id")
    def _check_department(self):
        self.department_id._check_is_department()
