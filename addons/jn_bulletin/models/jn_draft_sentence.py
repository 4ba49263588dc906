from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_pack.const import LANGUAGES
from odoo.addons.jn_rules import drafting, formulas
from odoo.addons.jn_rules.errors import RuleError

from ..const import BULLETIN_PARTS, COUNTY, LISTS, SENTENCE_PARTS


class JnDraftSentence(models.Model):
    """A sentence that the system writes into a draft where its condition holds; a row of the pack that the city may change."""

    _name = "jn.draft.sentence"
    _inherit = ["jn.audited"]
    _description = "Sentence of a draft"
    _order = "part, sequence, id"
    _rec_name = "code"

    pack_id = fields.Many2one("jn.pack", index=True, ondelete="cascade")
    code = fields.Char(required=True)
    part = fields.Selection(SENTENCE_PARTS, required=True)
    sequence = fields.Integer(default=100)
    text = fields.Text(required=True, translate=True, help="What is written, with the names of figures in braces, such as {score}.")
    when = fields.Char(string="Only where", help="A formula over the figures, such as score < 90; empty: always.")
    each = fields.Selection(LISTS, string="One line for each of")
    most = fields.Integer(string="At most so many lines", help="0: all of them.")
    article_ids = fields.Many2many("jn.article", string="Articles")
    active = fields.Boolean(default=True)
    known = fields.Text(compute="_compute_known", string="Figures that it may name")

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a sentence with this code.")
    _most_positive = models.Constraint("CHECK(most >= 0)", "Give a number of lines from 0 up.")

    @api.depends("part", "each")
    def _compute_known(self):
        for sentence in self:
            sentence.known = ", ".join(sorted(sentence._names()))

    @api.constrains("text", "when", "each", "part")
    def _check_sayable(self):
        """A sentence that could not be said is refused when it is written, in each language that it is kept in."""
        for sentence in self:
            names = sentence._names()
            try:
                for code in LANGUAGES:
                    drafting.fill(sentence.with_context(lang=code).text, dict.fromkeys(names, ""))
                if sentence.when:
                    formulas.check(sentence.when, names)
            except RuleError as error:
                raise BadInput(self.env._("“%(code)s” cannot be said: %(error)s", code=sentence.code, error=error)) from error

    def _names(self):
        """The figures that this sentence may name."""
        texts = self.env["jn.quarterly.texts"]
        known, lists = texts._bulletin_sample() if self.part in BULLETIN_PARTS else texts._sample(self._indicators())
        return {*known, *(name for row in lists.get(self.each, ()) for name in row)}

    @api.model
    def _indicators(self):
        schemes = self.env["jn.scheme"].sudo().search([("code", "=", COUNTY)], limit=1)  # the rules are no secret
        found = [{"code": one.code, "name": "", "weight": one.weight} for one in schemes.indicator_ids]
        return found or [{"code": COUNTY, "name": "", "weight": 0}]

    def _pure(self):
        return drafting.Sentence(self.part, self.text, self.when or "", self.each or "", self.most)
