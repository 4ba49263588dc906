from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput

from ..calculation import RESERVED, reach


class JnFormulaVariant(models.Model):
    """What a formula says under one option of its setting."""

    _name = "jn.formula.variant"
    _inherit = ["jn.approved.rule"]
    _description = "Text of a formula"
    _order = "formula_id, id"
    _rec_name = "text"

    _deciding = frozenset({"formula_id", "option", "text"})

    formula_id = fields.Many2one("jn.formula", required=True, index=True, ondelete="cascade")
    option = fields.Char(help="An option of the setting; true or false for a yes or no.")
    text = fields.Char(required=True)

    _option_unique = models.UniqueIndex(
        "(formula_id, COALESCE(option, ''))", "A formula has one text for each option. Change the text that there is."
    )

    @api.constrains("text", "formula_id")
    def _check_text(self):
        names = self._known_names()
        for variant in self:
            variant.formula_id._check_text(variant.formula_id.name, variant.text, names)
            variant._check_acyclic()

    @api.model
    def _known_names(self):
        """Everything that some formula may name."""
        indicators = self.env["jn.indicator"].search([]).mapped("code")
        counts = {f"{code}{tail}" for code in indicators for tail in ("", "_numerator", "_denominator")}
        codes = {*self.env["jn.measure"].search([]).mapped("code"), *self.env["jn.formula"].search([]).mapped("code")}
        return codes | counts | RESERVED

    def _in_force(self):
        """Those of a formula that is."""
        held = self.formula_id._in_force()
        return self.filtered(lambda one: one.formula_id in held)

    def _called(self):
        """Its formula's name."""
        return self.formula_id.display_name

    def _check_acyclic(self):
        """A formula that names itself, through whichever options, would never end."""
        if self.formula_id.code in reach(self.text, self.formula_id._texts()):
            raise BadInput(self.env._("%(formula)s names itself.", formula=self.formula_id.name))
