from odoo import fields, models

from ..const import KINDS


class JnPaperMade(models.Model):
    """Who made which paper of whose matter, and whether it shows the full number (decision D12)."""

    _name = "jn.paper.made"
    _inherit = "jn.append.only"
    _description = "Paper made"
    _order = "at desc, id desc"

    paper_id = fields.Many2one("jn.paper", required=True, readonly=True, index=True, ondelete="restrict")
    res_model = fields.Selection(KINDS, required=True, readonly=True, string="About")
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    case_id = fields.Many2one("jn.case", readonly=True, index="btree_not_null", ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True)
    with_number = fields.Boolean(readonly=True, string="With the number")
    user_id = fields.Many2one("res.users", required=True, readonly=True, string="By")
    at = fields.Datetime(required=True, readonly=True)

    _unit_index = models.Index("(unit_id, id)")
