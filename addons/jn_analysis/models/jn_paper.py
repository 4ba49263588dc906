from odoo import fields, models

from ..const import PAPER_KINDS


class JnPaper(models.Model):
    """Analyses for leaders come out as papers too, by a file that an administrator may replace."""

    _inherit = "jn.paper"

    model = fields.Selection(selection_add=PAPER_KINDS, string="About", ondelete=dict.fromkeys(dict(PAPER_KINDS), "cascade"))
