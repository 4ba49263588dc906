from odoo import fields, models

from ..const import PAPER_KINDS


class JnPaperWizard(models.TransientModel):
    """Makes papers of analyses too."""

    _inherit = "jn.paper.wizard"

    res_model = fields.Selection(selection_add=PAPER_KINDS, string="About", ondelete=dict.fromkeys(dict(PAPER_KINDS), "cascade"))
