from odoo import fields, models

from ..const import PAPER_KINDS


class JnPaperMade(models.Model):
    """Who made the paper of which analysis is kept as well."""

    _inherit = "jn.paper.made"

    res_model = fields.Selection(selection_add=PAPER_KINDS, string="About", ondelete=dict.fromkeys(dict(PAPER_KINDS), "cascade"))
