from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from .. import typed

FIELDS = {"integer": "value_integer", "boolean": "value_boolean", "choice": "value_option_id"}


class JnSettingChange(models.TransientModel):
    """The form in which an administrator proposes to interpret a setting anew."""

    _name = "jn.setting.change"
    _description = "Change of a Setting"

    setting_id = fields.Many2one("jn.setting", required=True, readonly=True, ondelete="cascade")
    description = fields.Text(related="setting_id.description")
    kind = fields.Selection(related="setting_id.kind")
    unit_scope = fields.Selection(related="setting_id.unit_scope")
    unit_id = fields.Many2one(
        "jn.unit", string="For", ondelete="cascade", default=lambda self: self._default_unit_id(),
        domain="[('kind', '!=', 'city'), ('id', 'in', choice_ids)] if not may_city else [('kind', '!=', 'city')]",
    )
    choice_ids = fields.Many2many("jn.unit", compute="_compute_choice_ids")
    may_city = fields.Boolean(compute="_compute_choice_ids")
    old_words = fields.Char(string="In force now", compute="_compute_old")
    has_own = fields.Boolean(compute="_compute_old")
    take_back = fields.Boolean(help="What holds without this interpretation holds again: the value above it, or the default.")
    article_words = fields.Text(related="setting_id.article_words")
    floor_words = fields.Char(related="setting_id.floor_words")
    value_integer = fields.Integer(string="New value", compute="_compute_value", store=True, readonly=False)
    value_boolean = fields.Boolean(string="New value: yes", compute="_compute_value", store=True, readonly=False)
    value_option_id = fields.Many2one(
        "jn.setting.option",
        string="New choice",
        compute="_compute_value",
        store=True,
        readonly=False,
        ondelete="cascade",
        domain="[('setting_id', '=', setting_id)]",
    )
    value_text = fields.Char(string="New words", compute="_compute_value", store=True, readonly=False)
    effective_from = fields.Datetime(help="Empty: at once")
    why = fields.Text(string="Reason", required=True)

    @api.model
    def _default_unit_id(self):
        """A county's administrator speaks for the county; the city's for the whole city."""
        is_city = self.env["jn.setting.value"]._speaks_for_city()
        return self.env["jn.unit"] if is_city else self.env.user.unit_ids[:1]

    @api.depends("setting_id")
    @api.depends_context("uid")
    def _compute_choice_ids(self):
        for wizard in self:
            wizard.may_city = self.env["jn.setting.value"]._speaks_for_city()
            wizard.choice_ids = False if wizard.may_city else self.env.user.sight_unit_ids

    @api.depends("setting_id", "unit_id")
    @api.depends_context("lang")
    def _compute_old(self):
        for wizard in self:
            setting, unit = wizard.setting_id, wizard.unit_id
            wizard.old_words = setting and setting._words_of_value(setting._get(setting.code, unit))
            held = setting.value_ids.filtered(
                lambda row, unit=unit: row.unit_id == unit and row.standing in ("in_force", "bound")
            )
            wizard.has_own = bool(held.filtered(lambda row: row.value != typed.NOTHING))

    @api.depends("setting_id", "unit_id")
    def _compute_value(self):
        """Start from what is in force."""
        for wizard in self:
            wizard.update(dict.fromkeys(("value_integer", "value_boolean", "value_option_id", "value_text"), False))
            if wizard.setting_id:
                value = self.env["jn.setting"]._get(wizard.setting_id.code, wizard.unit_id)
                wizard[wizard._value_field()] = wizard._shown(value)

    def action_propose(self):
        """Hand the new interpretation to another administrator, as the user, whose right it must be."""
        self.ensure_one()
        row = {
            "setting_id": self.setting_id.id,
            "unit_id": self.unit_id.id,
            "value": typed.NOTHING if self.take_back else typed.write(self._entered()),
            "effective_from": self.effective_from,
            "why": self.why,
        }
        return self.env["jn.pack.proposal"]._propose_value(row)._shown()

    def _value_field(self):
        return FIELDS.get(self.kind, "value_text")

    def _shown(self, value):
        """A typed value as the form's field holds it."""
        if self.kind == "choice":
            return self.setting_id.option_ids.filtered(lambda option: option.code == value)
        if self.kind in ("integer", "boolean"):
            return value
        return ", ".join(map(str, value)) if self.kind == "list" else str(value)

    def _entered(self):
        """What the form holds, as JSON data."""
        value = self[self._value_field()]
        if self.kind == "choice":
            return value.code
        if self.kind in ("integer", "boolean"):
            return value
        return self._read_text(value or "")

    def _read_text(self, text):
        try:
            return typed.typed_in(self.kind, text)
        except ValueError:
            message = self.env._(
                "%(setting)s needs %(expected)s; “%(value)s” is not.",
                setting=self.setting_id.name,
                expected=self.setting_id._expected(self.kind, ()),
                value=text,
            )
            raise BadInput(message) from None
