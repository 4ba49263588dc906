from odoo import api, fields, models


class JnSheetCorrection(models.Model):
    """A signed correction of a frozen sheet: what changed, who signed, why, and each figure before and after (C6)."""

    _name = "jn.sheet.correction"
    _inherit = "jn.append.only"
    _description = "Signed correction"
    _order = "signed_at desc, id desc"

    sheet_id = fields.Many2one("jn.sheet", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one("jn.unit", required=True, readonly=True, ondelete="restrict")
    objection_id = fields.Many2one("jn.objection", readonly=True, index="btree_not_null", ondelete="restrict")
    deduction_id = fields.Many2one("jn.deduction", readonly=True, index="btree_not_null", ondelete="restrict")
    changes = fields.Json(readonly=True, help="By how much each count changes.")
    points = fields.Float(string="Points deducted", readonly=True, digits=(16, 4), help="Negative: given back.")
    why = fields.Text(string="Reason", required=True, readonly=True)
    signed_by_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    signed_at = fields.Datetime(required=True, readonly=True)
    line_ids = fields.One2many("jn.sheet.correction.line", "correction_id", string="Effect line by line", readonly=True)
    effect = fields.Char(compute="_compute_effect")

    _unit_index = models.Index("(unit_id, id)")

    @api.depends("line_ids")
    @api.depends_context("lang")
    def _compute_effect(self):
        for correction in self:
            correction.effect = "; ".join(line._words() for line in correction.line_ids)
