from odoo import models


class JnVerification(models.Model):
    """The index by which a draw finds its cases."""

    _inherit = "jn.verification"

    _concluded_index = models.Index("(unit_id, concluded_at) WHERE concluded_at IS NOT NULL")
