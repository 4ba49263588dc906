from odoo import fields, models


class JnUnmasking(models.Model):
    """Who looked at a citizen's full number, when and why (decision D12)."""

    _name = "jn.unmasking"
    _inherit = "jn.append.only"
    _description = "Number shown"
    _order = "at desc, id desc"

    case_id = fields.Many2one("jn.case", readonly=True, index="btree_not_null", ondelete="restrict")
    reject_id = fields.Many2one("jn.intake.reject", string="Rejected row", readonly=True, index="btree_not_null", ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True)
    reason = fields.Char(required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    _about_one = models.Constraint("CHECK ((case_id IS NULL) <> (reject_id IS NULL))", "A number belongs to a case or to a rejected row.")
    _unit_index = models.Index("(unit_id, id)")
