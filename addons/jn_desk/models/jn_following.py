from odoo import fields, models


class JnFollowing(models.Model):
    """Who follows which case as it goes on (Art. 6: 全程跟踪)."""

    _name = "jn.following"
    _inherit = "jn.kept"
    _description = "Following of a case"
    _rec_name = "case_id"

    case_id = fields.Many2one("jn.case", required=True, readonly=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="cascade")

    _once = models.UniqueIndex("(case_id, user_id)", "You follow this case already.")

    def _of(self, cases):
        """Return {case id: the people who follow it}."""
        # who is told is the system's to know
        found = self.sudo()._read_group([("case_id", "in", cases.ids)], ["case_id"], ["user_id:recordset"])
        return {case.id: people for case, people in found}
