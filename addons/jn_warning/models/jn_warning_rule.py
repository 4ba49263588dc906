from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import alarms

from .. import const
from ..metrics import Combined, Count, Number, Rate


class JnWarningRule(models.Model):
    """When to warn: what is measured for whom in which window of time, from where on, and who is told (Art. 1, 10)."""

    _name = "jn.warning.rule"
    _inherit = ["jn.warning.rule.life", "jn.audited"]
    _description = "Warning rule"
    _order = "level, code"
    _rec_names_search = ["name", "code"]
    _audit_only = ("code", "name", "active", "state", "light", "group_ids", "above_group_ids", "owner_group_id", "article_ids", *const.FORM)

    pack_id = fields.Many2one("jn.pack", readonly=True, index=True, ondelete="restrict")
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    article_ids = fields.Many2many("jn.article", string="Articles")
    level = fields.Selection(const.LEVELS, string="Of each", required=True, default="window")
    metric = fields.Selection(const.METRICS, string="Measured", required=True, default=const.INDICATOR)
    indicator_id = fields.Many2one(
        "jn.indicator", compute="_compute_indicator_id", readonly=False,
        domain="[('scheme_id.active', '=', True)]",
    )  # fmt: skip
    scheme_code = fields.Char(string="Scheme")
    indicator_code = fields.Char(string="Code of the indicator")
    numerator = fields.Char(string="Formula", help="Over measures and named formulas.")
    denominator = fields.Char(string="Divided by", help="Over measures and named formulas.")
    window = fields.Selection(const.WINDOWS, string="Looks back on", required=True, default=alarms.ROLLING)
    days = fields.Integer(default=30)
    direction = fields.Selection(const.DIRECTIONS, string="Warns when it is", required=True, default=alarms.BELOW)
    threshold = fields.Float(digits=(16, 4), help="A rate from 0 to 1, or a number.")
    min_sample = fields.Integer(string="Minimum sample", help="With fewer cases the rule says nothing.")
    only_unusual = fields.Boolean(
        string="Only what is unusual", help="Warns only where chance alone does not explain the difference to the other units."
    )
    cool_down_days = fields.Integer(string="Rest in days", default=7, help="So long after a warning ended, none follows.")
    light = fields.Selection(const.LIGHTS, required=True, default=const.YELLOW)
    owner_group_id = fields.Many2one("res.groups", string="Owner", ondelete="restrict", domain=lambda self: self._role_domain())
    group_ids = fields.Many2many(
        "res.groups", "jn_warning_rule_group_rel", string="Told in the unit", domain=lambda self: self._role_domain()
    )
    above_group_ids = fields.Many2many(
        "res.groups", "jn_warning_rule_above_rel", string="Told above it", domain=lambda self: self._role_domain(),
        help="Those with these roles at the nearest unit above that has some.",
    )  # fmt: skip
    warning_ids = fields.One2many("jn.warning", "rule_id", string="Warnings")
    words = fields.Char(string="In words", compute="_compute_words")

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a warning rule with this code.")
    _due_index = models.Index("(next_at) WHERE state = 'on'")

    @api.model
    def _role_domain(self):
        return [("privilege_id", "=", self.env.ref("jn_org.privilege_revisit").id)]

    @api.depends("scheme_code", "indicator_code", "metric")
    def _compute_indicator_id(self):
        for rule in self:
            rule.indicator_id = rule.metric == const.INDICATOR and rule._indicator()

    @api.onchange("indicator_id")
    def _onchange_indicator_id(self):
        """What is kept are codes: they hold when a scheme gets a new version."""
        if self.indicator_id:
            self.scheme_code, self.indicator_code = self.indicator_id.scheme_id.code, self.indicator_id.code

    @api.depends(*const.FORM)
    @api.depends_context("lang")
    def _compute_words(self):
        for rule in self:
            rule.words = self.env["jn.warning.words"]._rule(rule)

    @api.constrains(*const.FORM, "group_ids", "above_group_ids", "owner_group_id")
    def _check_rule(self):
        for rule in self:
            rule._check_numbers()
            rule._check_metric()
            rule._check_people()

    def _check_numbers(self):
        if self.metric == const.NUMBER:
            if self.threshold < 0:
                raise BadInput(self.env._("%(rule)s: give a threshold of 0 or more.", rule=self.name))
            if self.only_unusual:
                raise BadInput(self.env._(
                    "%(rule)s: a number has nothing to be compared with by chance. Measure a rate, or leave “only what is unusual” out.",
                    rule=self.name,
                ))
        else:
            if not 0 < self.threshold <= 1:
                raise BadInput(self.env._("%(rule)s: a rate's threshold lies above 0 %% and not above 100 %%.", rule=self.name))
            if self.min_sample < 1:
                raise BadInput(self.env._(
                    "%(rule)s: a rate needs a minimum sample. Give at least 1; below 20 or 30 cases a rate says little.",
                    rule=self.name,
                ))
        if self.min_sample < 0 or self.cool_down_days < 0:
            raise BadInput(self.env._("%(rule)s: minimum sample and rest cannot be negative.", rule=self.name))
        if self.window == alarms.ROLLING and not 1 <= self.days <= const.MOST_DAYS:
            raise BadInput(self.env._("%(rule)s: look back on 1 to %(most)s days.", rule=self.name, most=const.MOST_DAYS))

    def _check_metric(self):
        if self.metric == const.INDICATOR:
            if not self._indicator():
                raise BadInput(self.env._(
                    "%(rule)s: no scheme in use has the indicator %(code)s. Choose one of the list.",
                    rule=self.name, code=f"{self.scheme_code or ''}.{self.indicator_code or ''}",
                ))
            if self.only_unusual and self._indicator().rate:
                raise BadInput(self.env._(
                    "%(rule)s: %(indicator)s is made of several rates and has no cases of its own to compare by chance. "
                    "Choose one of its parts, or leave “only what is unusual” out.",
                    rule=self.name, indicator=self._indicator().name,
                ))
            return
        for text in (self.numerator, *([self.denominator] if self.metric == const.RATE else [])):
            if not text:
                raise BadInput(self.env._("%(rule)s: give the formula, for a rate also what it is divided by.", rule=self.name))
            self.env["jn.formula"]._check_rests_on(self.name, text, self.env["jn.scheme"]._measure_names())

    def _check_people(self):
        if not self.owner_group_id or not (self.group_ids or self.above_group_ids):
            raise BadInput(self.env._(
                "%(rule)s: nobody would hear of it. Choose the role that owns its warnings, and who is told.", rule=self.name
            ))

    def _indicator(self):
        """The indicator of the scheme in use, perhaps none."""
        return self.env["jn.indicator"].search([
            ("scheme_id.active", "=", True), ("scheme_id.code", "=", self.scheme_code), ("code", "=", self.indicator_code),
        ], limit=1)  # fmt: skip

    def _metric(self, book):
        """What is measured, under the formulas {code: text} of `book`; refused when the rule no longer fits the assessment."""
        self._check_metric()
        if self.metric == const.NUMBER:
            return Number(Count(self.numerator, book))
        if self.metric == const.RATE:
            return Rate(Count(self.numerator, book), Count(self.denominator, book))
        indicator = self._indicator()
        if not indicator.rate:
            return self._rate(indicator, book)
        return Combined(indicator.rate, {part.code: self._rate(part, book) for part in indicator.child_ids}, book)

    @api.model
    def _rate(self, indicator, book):
        return Rate(Count(indicator.numerator, book), Count(indicator.denominator, book))

    def _units(self):
        """Every unit that this rule looks at."""
        # warnings are made for all units, whoever asks; what one sees of them is a matter of record rules
        return self.env["jn.unit"].sudo().search([("kind", "=", self.level)])

    def _alarm(self):
        """The rule as the pure decisions take it."""
        percent = self.env["jn.setting"]._get("warning.chance_percent")
        return alarms.Rule(self.threshold, self.direction, self.min_sample, self.only_unusual, float(percent))

    def _looked_back(self, day):
        """The whole days on which an evaluation on `day` looks back."""
        return alarms.looked_back(self.window, self.days, day)

    def _is_rate(self):
        return self.metric != const.NUMBER

    def _fits(self):
        """Whether what is measured still exists in the assessment."""
        try:
            self._check_metric()
        except BadInput:
            return False
        return True

    def _is_combined(self):
        """Whether the rate is made of other rates, and has no cases of its own."""
        return self.metric == const.INDICATOR and bool(self._indicator().rate)
