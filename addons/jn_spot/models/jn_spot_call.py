from odoo import fields, models


class JnSpotCall(models.Model):
    """An attempt to reach the citizen of a spot check, as it was recorded (Art. 15; decision D10)."""

    _name = "jn.spot.call"
    _inherit = "jn.append.only"
    _description = "Call of a spot check"
    _order = "at desc, id desc"

    check_id = fields.Many2one("jn.spot.check", required=True, readonly=True, index=True, ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True)
    city_id = fields.Many2one("jn.unit", required=True, readonly=True)
    reached = fields.Boolean(readonly=True)
    note = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    _unit_index = models.Index("(unit_id, id)")
