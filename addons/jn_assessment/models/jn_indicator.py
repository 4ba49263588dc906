from decimal import Decimal

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules.spelling import spell

from ..calculation import ACTIVE, OFFICIAL, SCORE_NAMES, Indicator


class JnIndicator(models.Model):
    """One line of a scheme: what is divided by what, and the points for it."""

    _name = "jn.indicator"
    _inherit = ["jn.audited"]
    _description = "Indicator"
    _order = "scheme_id, sequence, id"
    _rec_names_search = ["name", "code"]

    scheme_id = fields.Many2one("jn.scheme", required=True, index=True, ondelete="cascade")
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one(
        "jn.indicator",
        string="Part of",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('scheme_id', '=', scheme_id), ('id', '!=', id)]",
    )
    child_ids = fields.One2many("jn.indicator", "parent_id", string="Parts")
    weight = fields.Float(digits=(16, 4), help="Points at a rate of 1.")
    standard = fields.Float(digits=(16, 4), help="The rate that is expected, such as 0.85.")
    numerator = fields.Char(help="A formula over measures.")
    denominator = fields.Char(help="A formula over measures.")
    active_numerator = fields.Char(help="The same among revisits that a person answered.")
    active_denominator = fields.Char(help="The same among revisits that a person answered.")
    rate = fields.Char(
        string="Rate formula", help="Over the parts' codes, and code_numerator, code_denominator. Empty: the quotient."
    )
    score = fields.Char(
        string="Score formula", help="Over rate, weight, standard, base, spread. Empty: a part of another indicator."
    )
    article_ids = fields.Many2many("jn.article", string="Articles")
    words = fields.Char(string="In words", compute="_compute_words")
    example = fields.Text(
        string="Worked example", compute="_compute_example", help="These very formulas with the counts of the newest computed sheet."
    )

    _code_unique = models.Constraint("UNIQUE(scheme_id, code)", "Another indicator of this scheme has this code already. Choose another code.")

    @api.depends("numerator", "denominator", "rate", "name")
    @api.depends_context("lang")
    def _compute_words(self):
        functions = self.env["jn.formula"]._function_words()
        for indicator in self:
            words = self.env["jn.formula"]._name_words(indicator.scheme_id)
            texts = [indicator.rate] if indicator.rate else [indicator.numerator, indicator.denominator]
            told = [spell(text, words, functions) for text in texts if text]
            indicator.words = f"{indicator.name} = " + " ÷ ".join(f"({text})" if " " in text else text for text in told)

    @api.depends("words", "numerator", "denominator", "rate", "score", "weight", "standard", "code", "parent_id")
    @api.depends_context("lang", "uid")
    def _compute_example(self):
        for scheme, indicators in self.grouped("scheme_id").items():
            told = self.env["jn.example"]._of(scheme, indicators)
            for indicator in indicators:
                indicator.example = told[indicator]

    @api.constrains("numerator", "denominator", "active_numerator", "active_denominator")
    def _check_counts(self):
        names = self.env["jn.scheme"]._measure_names()
        for indicator in self:
            for above, below in indicator._counts().values():
                if above and not below:
                    message = self.env._("%(indicator)s has nothing to divide by. Give a denominator.", indicator=indicator.name)
                    raise BadInput(message)
                for text in filter(None, (above, below)):
                    self.env["jn.formula"]._check_rests_on(indicator.name, text, names)

    @api.constrains("rate", "score")
    def _check_formulas(self):
        formula = self.env["jn.formula"]
        for indicator in self:
            if indicator.rate:
                formula._check_rests_on(indicator.name, indicator.rate, indicator._part_names())
            if indicator.score:
                formula._check_rests_on(indicator.name, indicator.score, SCORE_NAMES)

    @api.model_create_multi
    def create(self, vals_list):
        indicators = super().create(vals_list)
        indicators.scheme_id._touch()
        return indicators

    def write(self, vals):
        self.scheme_id._touch()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self.scheme_id._touch()

    def _part_names(self):
        """What a formula that combines this indicator's parts may name."""
        tails = ("", "_numerator", "_denominator")
        return frozenset(f"{code}{tail}" for code in self.child_ids.mapped("code") for tail in tails)

    def _counts(self):
        """{side: (numerator, denominator)} as texts."""
        self.ensure_one()
        return {
            OFFICIAL: (self.numerator or "", self.denominator or ""),
            ACTIVE: (self.active_numerator or "", self.active_denominator or ""),
        }

    def _calculation(self):
        """This indicator as the pure calculation takes it."""
        return Indicator(
            code=self.code,
            counts=self._counts(),
            rate=self.rate or "",
            score=self.score or "",
            weight=Decimal(str(self.weight)),
            standard=Decimal(str(self.standard)),
            parent=self.parent_id.code or "",
        )
