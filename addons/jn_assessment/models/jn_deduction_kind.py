from odoo import fields, models


class JnDeductionKind(models.Model):
    """What points are deducted for and how many (Art. 15); a row of the pack."""

    _name = "jn.deduction.kind"
    _inherit = ["jn.approved.rule"]
    _description = "Kind of deduction"
    _order = "code"
    _rec_names_search = ["name", "code"]

    _deciding = frozenset({"pack_id", "code", "points", "once", "active"})

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

    def _in_force(self):
        """All from their first day: whatever is proposed costs what its kind says."""
        return self

    def _changeable(self):
        """What it costs."""
        return [(("deductions", self.code, "points"), self._label("points"), self.points)]
