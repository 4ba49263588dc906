from odoo import fields, models


class JnBenchRated(models.Model):
    """A record that a customer rates on Odoo's own page, as tasks and tickets are."""

    _name = "jn.bench.rated"
    _description = "Rated record"
    _inherit = ["rating.mixin"]

    name = fields.Char(required=True)
    partner_id = fields.Many2one("res.partner")
