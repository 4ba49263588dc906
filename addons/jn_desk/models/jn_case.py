from odoo import api, fields, models
from odoo.fields import Domain


class JnCase(models.Model):
    _inherit = "jn.case"

    is_followed = fields.Boolean(compute="_compute_is_followed", search="_search_is_followed", string="I follow it")

    has_followers = fields.Boolean(readonly=True, copy=False, string="Somebody follows it")

    @api.model_create_multi
    def create(self, vals_list):
        """Nobody follows what has just come: said here, it need not be looked up at the first steps."""
        return super().create([{"has_followers": False, **vals} for vals in vals_list])

    @api.depends_context("uid")
    def _compute_is_followed(self):
        mine = set(self._followed_ids(self.ids))
        for case in self:
            case.is_followed = case.id in mine

    @api.model
    def _search_is_followed(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("id", "in", self._followed_ids())
        return Domain.OR([mine] * (True in value) + [~mine] * (False in value))

    @api.model
    def _followed_ids(self, among=None):
        rows = self.env["jn.following"].sudo()  # one's own
        domain = Domain("user_id", "=", self.env.uid)
        if among is not None:
            domain &= Domain("case_id", "in", among)
        return rows.search(domain).case_id.ids

    def action_follow(self):
        """Begin to follow these cases, or cease where one does: their steps are told at once."""
        self.check_access("read")
        rows = self.env["jn.following"].sudo()  # one's own, of what one may read
        old = rows.search([("case_id", "in", self.ids), ("user_id", "=", self.env.uid)])
        known = set(old.case_id.ids)
        rows.create([{"case_id": case_id, "user_id": self.env.uid} for case_id in self.ids if case_id not in known])
        old.unlink()
        return True

    @api.model
    def _answer_reads(self):
        return (*super()._answer_reads(), "has_followers")

    def _desk_people(self):
        followers = self.env["jn.following"]._of(self)
        return {case: followers[case.id] for case in self if case.id in followers}
