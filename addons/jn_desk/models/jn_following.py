from odoo import api, fields, models
from odoo.tools import SQL


class JnFollowing(models.Model):
    """Who follows which case as it goes on (Art. 6: 全程跟踪)."""

    _name = "jn.following"
    _inherit = "jn.kept"
    _description = "Following of a case"
    _rec_name = "case_id"

    case_id = fields.Many2one("jn.case", required=True, readonly=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="cascade")

    _once = models.UniqueIndex("(case_id, user_id)", "You follow this case already.")

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.case_id.filtered(lambda case: not case.has_followers).has_followers = True
        return rows

    def unlink(self):
        cases = self.case_id
        result = super().unlink()
        (cases - self.search([("case_id", "in", cases.ids)]).case_id).has_followers = False
        return result

    def _of(self, cases):
        """Return {case id: the people who follow it}; without a query where nobody follows any, as mostly."""
        cases = cases.filtered("has_followers")
        if not cases:
            return {}
        self.flush_model()
        rows = self.env.execute_query(SQL(
            "SELECT case_id, array_agg(user_id) FROM jn_following WHERE case_id = ANY(%s) GROUP BY case_id", cases.ids
        ))
        return {case_id: self.env["res.users"].sudo().browse(ids) for case_id, ids in rows}  # who is told is the system's to know
