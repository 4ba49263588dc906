from odoo import fields, models


class JnSpotFinding(models.Model):
    """A finding shows the deduction that was proposed for it."""

    _inherit = "jn.spot.finding"

    deduction_ids = fields.One2many("jn.deduction", "finding_id", string="Deductions", readonly=True)
