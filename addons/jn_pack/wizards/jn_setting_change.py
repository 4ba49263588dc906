from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from .. import typed

FIELDS = {"integer": "value_integer", "boolean": "value_boolean", "choice": "value_option_id"}


class JnSettingChange(models.TransientModel):
    """The form in which an administrator interprets a setting anew."""

    _name = "jn.setting.change"
    _description = "Change of a Setting"

    setting_id = fields.Many2one("jn.setting", required=True, readonly=True, ondelete="cascade")
    description = fields.Text(related="setting_id.description")
    kind = fields.Selection(related="setting_id.kind")
    unit_scope = fields.Selection(related="setting_id.unit_scope")
    unit_id = fields.Many2one("jn.unit", string="For", ondelete="cascade")
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

    @api.depends("setting_id", "unit_id")
    def _compute_value(self):
        """Start from what is in force."""
        for wizard in self:
            wizard.update(dict.fromkeys(("value_integer", "value_boolean", "value_option_id", "value_text"), False))
            if wizard.setting_id:
                value = self.env["jn.setting"]._get(wizard.setting_id.code, wizard.unit_id)
                wizard[wizard._value_field()] = wizard._shown(value)

    def action_apply(self):
        """Put the new interpretation on record, as the user, whose right it must be."""
        self.ensure_one()
        row = {
            "setting_id": self.setting_id.id,
            "unit_id": self.unit_id.id,
            "value": typed.write(self._entered()),
            "effective_from": self.effective_from,
            "why": self.why,
        }
        self.env["jn.setting.value"].create(row)
        return {"type": "ir.actions.act_window_close"}

    def _value_field(self):
        return FIELDS.get(self.kind, "value_text")

    def _shown(self, value):
        """A typed value as the form's field holds it."""
        if self.kind == "choice":
            return self.setting_id.option_ids.filtered(lambda option: option.code == value)
        if self.kind in ("integer", "boolean"):
            return value
        return typed.write(value) if self.kind == "list" else str(value)

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
