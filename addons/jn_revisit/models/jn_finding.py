from odoo import fields, models

from ..const import FAULTS, FINDINGS, METHODS


class JnFinding(models.Model):
    """What a supervisor found at a check, as it was recorded (Art. 9)."""

    _name = "jn.finding"
    _inherit = "jn.append.only"
    _description = "Finding"
    _order = "at desc, id desc"

    verification_id = fields.Many2one("jn.verification", required=True, readonly=True, index=True, ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True)
    finding = fields.Selection(FINDINGS, required=True, readonly=True)
    method = fields.Selection(METHODS, required=True, readonly=True)
    fault = fields.Selection(FAULTS, required=True, readonly=True)
    note = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    _unit_index = models.Index("(unit_id, id)")
