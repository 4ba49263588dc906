from odoo import fields, models

from ..const import REPAIRS


class JnMessageRepair(models.Model):
    """What a person did about a message that no channel could deliver."""

    _name = "jn.message.repair"
    _inherit = "jn.kept"
    _description = "Repair of a message"
    _order = "at desc, id desc"
    _rec_name = "message_id"

    message_id = fields.Many2one("jn.message", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", readonly=True, ondelete="restrict")
    kind = fields.Selection(REPAIRS, required=True, readonly=True)
    note = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    _unit_index = models.Index("(unit_id, id)")
