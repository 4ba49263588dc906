import json

from odoo import api, fields, models, tools

from odoo.addons.jn_org.exceptions import BadInput

from .. import typed
from ..const import EXPECTED, FLOORS, KINDS, SCOPES


class JnSetting(models.Model):
    """One thing the regulation leaves open, with the default of the pack and what has been interpreted since."""

    _name = "jn.setting"
    _description = "Setting"
    _inherit = ["jn.cached", "jn.audited"]
    _order = "decision_order, code"
    _rec_names_search = ["name", "code"]

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="cascade")
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    why = fields.Text(string="Reason for the default", translate=True)
    article_ids = fields.Many2many("jn.article", string="Articles")
    main_article_id = fields.Many2one("jn.article", string="Article", compute="_compute_main_article_id", store=True)
    chapter = fields.Char(related="main_article_id.chapter", store=True)
    decision = fields.Char()
    decision_order = fields.Char(compute="_compute_decision_order", store=True)
    kind = fields.Selection(KINDS, required=True)
    default_value = fields.Text(string="Stored default", required=True, help="JSON text")
    option_ids = fields.One2many("jn.setting.option", "setting_id", string="Options")
    floor = fields.Selection(FLOORS, required=True, default="none")
    unit_scope = fields.Selection(SCOPES, required=True, default="city")
    active = fields.Boolean(default=True)
    value_ids = fields.One2many("jn.setting.value", "setting_id", string="Interpretations")
    default_words = fields.Char(string="Default", compute="_compute_default_words")
    current_words = fields.Char(string="In force in the whole city", compute="_compute_current_words")

    _code_unique = models.Constraint("UNIQUE(code)", "Another setting has this code already. Choose another code.")

    @api.depends("article_ids")
    def _compute_main_article_id(self):
        for setting in self:
            setting.main_article_id = setting.article_ids.sorted("number")[:1]

    @api.depends("decision")
    def _compute_decision_order(self):
        for setting in self:
            word = setting.decision or ""
            setting.decision_order = word[:1] + word[1:].zfill(3) if word else "~"

    @api.depends("default_value", "kind", "option_ids.name")
    @api.depends_context("lang")
    def _compute_default_words(self):
        for setting in self:
            setting.default_words = setting._words_of_value(json.loads(setting.default_value))

    @api.depends("default_value", "kind", "option_ids.name", "value_ids")
    @api.depends_context("lang")
    def _compute_current_words(self):
        for setting in self:
            setting.current_words = setting._words_of_value(setting._get(setting.code))

    def action_change(self):
        """Open the form in which an administrator proposes to interpret this setting anew."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change the value"),
            "res_model": "jn.setting.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_setting_id": self.id},
        }

    @api.model
    def _get(self, code, unit=None):
        """The value of a setting that holds now: int, Decimal, bool, str (choice, text, time) or list.

        `unit`: a `jn.unit`, whose nearest value up the tree wins; without it, the whole city's.
        Raises KeyError for a code that no pack has brought: a mistake of the code that asks.
        """
        line = self._timeline(code)
        if line is None:
            raise KeyError(f"No setting has the code {code!r}: is the regulation's pack applied?")
        if not line.values:  # nobody has said anything else: neither the unit nor the moment matters
            return typed.read(line.kind, line.default)
        chain = self.env["jn.unit"]._ancestors_and_self(unit.id) if unit else ()
        return typed.in_force(line, chain, self.env["jn.clock"]._now())

    def _differs(self, unit):
        """Whether `unit` really has another value than what holds above it."""
        self.ensure_one()
        return self._get(self.code, unit) != self._get(self.code, unit.parent_id)

    def _without(self, unit):
        """What holds for `unit` (empty: the whole city) when it has said nothing itself: what is above it, or the default."""
        self.ensure_one()
        return self._get(self.code, unit.parent_id) if unit else typed.read(self.kind, self.default_value)

    @api.model
    @tools.ormcache("code")
    def _timeline(self, code):
        """All that is stored of one setting, as a `typed.Timeline`; None for an unknown code."""
        # every part of the product may ask, whoever is at work: settings are no secret
        setting = self.sudo().with_context(active_test=False).search([("code", "=", code)])
        if not setting:
            return None
        values = {}
        for value in setting.value_ids.sorted(lambda v: (v.effective_from, v.id)):
            values.setdefault(value.unit_id.id, []).append((value.effective_from, value.value))
        frozen = {unit: tuple(rows) for unit, rows in values.items()}
        return typed.Timeline(setting.kind, setting.floor, setting.default_value, frozen)

    def _check_value(self, value, unit):
        """Refuse, in a sentence, JSON data that this setting cannot take for `unit` (empty: the whole city)."""
        self.ensure_one()
        if value is None:  # taken back: what holds above it, or the default, holds again
            return
        options = self.option_ids.mapped("code")
        if not typed.fits(self.kind, value, json.loads(self.default_value), options):
            message = self.env._(
                "%(setting)s needs %(expected)s; “%(value)s” is not.",
                setting=self.name,
                expected=self._expected(self.kind, options),
                value=", ".join(map(str, value)) if isinstance(value, list) else value,
            )
            raise BadInput(message)
        if unit:
            self._check_unit(value, unit)

    @api.model
    def _expected(self, kind, options):
        """What a value of this kind looks like, in the user's language."""
        if kind == "choice":
            return self.env._("one of: %(choices)s", choices=", ".join(options))
        return self.env._(EXPECTED[kind])

    def _check_unit(self, value, unit):
        if self.unit_scope == "city":
            message = self.env._("%(setting)s holds for the whole city; a unit has none of its own.", setting=self.name)
            raise BadInput(message)
        above = self._get(self.code, unit.parent_id)
        mine = typed.read(self.kind, typed.write(value))
        if typed.stricter(self.floor, above, mine) != mine:
            message = self.env._(
                "%(setting)s: %(unit)s may only be stricter than %(limit)s, which holds above it.",
                setting=self.name,
                unit=unit.name,
                limit=above,
            )
            raise BadInput(message)

    def _words_of_value(self, value):
        """A value as people read it, in the user's language."""
        self.ensure_one()
        if value is None:
            return self.env._("back to what holds without it")
        if self.kind == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if self.kind == "choice":
            option = self.option_ids.filtered(lambda o: o.code == value)
            return option.name or value
        if self.kind == "list":
            return ", ".join(str(item) for item in value)
        return str(value)
