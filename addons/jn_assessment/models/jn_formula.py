from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules.formulas import FormulaError, check
from odoo.addons.jn_rules.spelling import spell

from .. import const
from ..calculation import reach


class JnFormula(models.Model):
    """A formula with a name that other formulas use; a setting may choose among its texts."""

    _name = "jn.formula"
    _inherit = ["jn.approved.rule"]
    _description = "Formula"
    _order = "code"
    _rec_names_search = ["name", "code"]

    _deciding = frozenset({"pack_id", "code", "setting_code"})

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="cascade")
    code = fields.Char(required=True, help="The name that other formulas use.")
    name = fields.Char(required=True, translate=True)
    setting_code = fields.Char(string="Chosen by setting", help="Empty: there is one text for all.")
    variant_ids = fields.One2many("jn.formula.variant", "formula_id", string="Texts")
    article_ids = fields.Many2many("jn.article", string="Articles")
    current = fields.Char(string="In force", compute="_compute_current")
    words = fields.Char(string="In words", compute="_compute_words")

    _code_unique = models.Constraint("UNIQUE(code)", "Another formula has this code already. Choose another code.")

    @api.depends("setting_code", "variant_ids.text", "variant_ids.option")
    def _compute_current(self):
        for formula in self:
            formula.current = formula._chosen().text

    @api.depends("current")
    @api.depends_context("lang")
    def _compute_words(self):
        words = self._name_words()
        for formula in self:
            formula.words = bool(formula.current) and spell(formula.current, words, self._function_words())

    def _in_force(self):
        """Those that a published scheme reckons by, under whichever options."""
        names = self.env["jn.scheme"]._names_in_force()
        return self.filtered(lambda one: one.code in names)

    def _changeable(self):
        """Its text under each option."""
        row, label = ("formulas", self.code), self.variant_ids._label("text")
        if not self.setting_code:
            return [((*row, "formula"), label, self.variant_ids.text)]
        return [((*row, "variants", one.option), f"{label} ({one.option})", one.text) for one in self.variant_ids]

    @api.model
    def _name_words(self, scheme=None):
        """{name: words} of whatever a formula may name; of indicators those of `scheme`, else of every one in use."""
        indicators = (scheme or self.env["jn.scheme"].search([])).indicator_ids
        named = [*indicators, *self.env["jn.measure"].search([]), *self.search([])]
        words = {name: self.env._(text) for name, text in const.NAME_WORDS.items()}  # pylint: disable=translation-not-lazy
        return words | {one.code: one.name for one in named}

    @api.model
    def _function_words(self):
        return {name: self.env._(text) for name, text in const.FUNCTION_WORDS.items()}  # pylint: disable=translation-not-lazy

    def _chosen(self):
        """The text that the setting's value of this moment picks, perhaps none."""
        self.ensure_one()
        if not self.setting_code:
            return self.variant_ids[:1]
        option = self._option(self.env["jn.setting"]._get(self.setting_code))
        return self.variant_ids.filtered(lambda variant: variant.option == option)

    @api.model
    def _option(self, held):
        """A setting's value as variants name it."""
        return str(held).lower() if isinstance(held, bool) else str(held)

    @api.model
    def _book(self):
        """{code: text} of every formula, as the settings of this moment choose them."""
        book = {}
        for formula in self.search([]):
            chosen = formula._chosen()
            if not chosen:
                message = self.env._(
                    "%(formula)s has no text for what “%(setting)s” is set to. Add one.",
                    formula=formula.name,
                    setting=formula.setting_code,
                )
                raise BadInput(message)
            book[formula.code] = chosen.text
        return book

    @api.model
    def _texts(self):
        """{code: its texts under all options} of every formula."""
        return {formula.code: formula.variant_ids.mapped("text") for formula in self.search([])}

    @api.model
    def _check_text(self, label, text, names):
        """Refuse a formula's text that rests on anything but `names`; `label` says whose it is."""
        try:
            check(text, names)
        except FormulaError as error:
            raise BadInput(f"{label}: {self._problem(error)}") from error

    @api.model
    def _check_rests_on(self, label, text, names):
        """Refuse a text that is no formula, or that rests, through named formulas, on anything but `names`."""
        texts = self._texts()
        self._check_text(label, text, names | texts.keys())
        strangers = reach(text, texts) - names - texts.keys()
        if strangers:
            message = self.env._(
                "%(owner)s: %(name)s is not known here; known are: %(known)s.",
                owner=label,
                name=", ".join(sorted(strangers)),
                known=", ".join(sorted(names)),
            )
            raise BadInput(message)

    @api.model
    def _problem(self, error):
        """A FormulaError in the user's language."""
        return self.env._(const.FORMULA_ERRORS[error.code]) % error.params  # pylint: disable=translation-not-lazy
