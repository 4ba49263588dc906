from odoo import models

from ..signals import FINGERPRINT


class JnRectification(models.Model):
    """Indexes by which a draw finds its cases, and a report its likes."""

    _inherit = "jn.rectification"

    _confirmed_index = models.Index("(unit_id, confirmed_at) WHERE confirmed_at IS NOT NULL")
    _alike_index = models.Index(f"(unit_id, {FINGERPRINT.replace('%s.', '')}) WHERE submitted_at IS NOT NULL")
