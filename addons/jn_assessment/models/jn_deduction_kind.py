from odoo import fields, models


class JnDeductionKind(models.Model):
    """What points are deducted for and how many (Art. 15); a row of the pack."""

    _name = "jn.deduction.kind"
    _inherit = ["jn.audited"]
    _description = "Kind of deduction"
    _order = "code"
    _rec_names_search = ["name", "code"]

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="cascade")
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    points = fields.Float(required=True, digits=(16, 4), help="Taken off the total score.")
    once = fields.Char(
        string="Only one of", help="Of kinds with the same word here a unit bears one in a period (decision C11)."
    )
    article_ids = fields.Many2many("jn.article", string="Articles")
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE(code)", "Another kind of deduction has this code already. Choose another code.")
