from odoo import fields, models

from ..const import ATTEMPTS


class JnRevisitAttempt(models.Model):
    """A call by which staff put the question that no message could bring (Art. 6, 7): the ladder's last rung."""

    _name = "jn.revisit.attempt"
    _inherit = "jn.append.only"
    _description = "Call to put the question"
    _order = "at desc, id desc"

    revisit_id = fields.Many2one("jn.revisit", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True)
    result = fields.Selection(ATTEMPTS, required=True, readonly=True)
    note = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    _unit_index = models.Index("(unit_id, id)")
