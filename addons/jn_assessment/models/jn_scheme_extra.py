from odoo import api, fields, models

from .. import const


class JnSchemeExtra(models.Model):
    """A number that a sheet prints beside its figures and that costs nobody a point, such as invalid complaints (C7)."""

    _name = "jn.scheme.extra"
    _inherit = ["jn.audited"]
    _description = "Number printed beside the figures"
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("jn.scheme", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(const.EXTRA_KINDS, required=True, default="number")
    formula = fields.Char(required=True, help="A formula over measures.")
    article_ids = fields.Many2many("jn.article", string="Articles")

    _code_unique = models.Constraint("UNIQUE(scheme_id, code)", "Another number of this scheme has this code already. Choose another code.")

    @api.constrains("formula")
    def _check_formula(self):
        names = self.env["jn.scheme"]._measure_names()
        for extra in self:
            self.env["jn.formula"]._check_rests_on(extra.name, extra.formula, names)

    @api.model_create_multi
    def create(self, vals_list):
        extras = super().create(vals_list)
        extras.scheme_id._touch()
        return extras

    def write(self, vals):
        self.scheme_id._touch()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self.scheme_id._touch()
