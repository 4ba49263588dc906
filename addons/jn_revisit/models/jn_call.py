from odoo import fields, models

from ..const import METHODS


class JnCall(models.Model):
    """An attempt to speak with a citizen, by phone or visit (Art. 6, 7; decision D6)."""

    _name = "jn.call"
    _inherit = "jn.append.only"
    _description = "Call"
    _order = "at desc, id desc"

    rectification_id = fields.Many2one("jn.rectification", readonly=True, index="btree_not_null", ondelete="restrict")
    verification_id = fields.Many2one("jn.verification", readonly=True, index="btree_not_null", ondelete="restrict")
    case_id = fields.Many2one("jn.case", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True)
    method = fields.Selection(METHODS, required=True, readonly=True)
    reached = fields.Boolean(readonly=True)
    note = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    _about_work = models.Constraint(
        "CHECK(num_nonnulls(rectification_id, verification_id) = 1)", "A call belongs to a rectification or to a check."
    )
    _unit_index = models.Index("(unit_id, id)")
