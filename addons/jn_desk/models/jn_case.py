from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.sql import column_exists, create_column


class JnCase(models.Model):
    """A case that waits for a decision itself is work for people as well: it has activities, and its lateness is told."""

    _name = "jn.case"
    _inherit = ["jn.case", "jn.flow.task", "jn.reminded"]

    is_followed = fields.Boolean(compute="_compute_is_followed", search="_search_is_followed", string="I follow it")

    has_followers = fields.Boolean(readonly=True, copy=False, string="Somebody follows it")

    def _auto_init(self):
        """Where millions of cases are there already, the few that wait for a decision are looked at, not all of them one by one."""
        fresh = not column_exists(self.env.cr, self._table, "remind_at")
        if fresh:
            create_column(self.env.cr, self._table, "remind_at", "timestamp")
        result = super()._auto_init()
        if fresh:
            self.env.cr.execute(SQL(
                "UPDATE %s SET remind_at = own_light_at WHERE own_light_at IS NOT NULL AND closed_at IS NULL", SQL.identifier(self._table),
            ))
        return result

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

    def _flow_show(self, stage, moments):
        """Where a case has a limit of its own, it is somebody's turn itself: they find it among their activities at once."""
        super()._flow_show(stage, moments)
        waiting = [case_id for case_id, own in moments.items() if own.get("next_due_at")]
        if waiting:
            self.browse(waiting)._desk_arrive()

    def _desk_arrive(self):
        """Plan it for those whose turn it is, in the office's language, and tell their screens."""
        office = self.with_context(lang=self.env.company.partner_id.lang)
        stage = office.stage_id.sudo().name  # the same for all; configuration is read for everybody
        office._flow_plan("todo", office.env._("Waits for you: %(stage)s", stage=stage))
        self._desk_tell({case: case._flow_owners() for case in self})

    def _flow_planned(self):
        """Only stages that people own have activities: cases pass the others by the thousand, and nothing is looked up for them."""
        owned = {place.id for version in self.flow_version_id for place in version._compiled().stages.values() if place.group_ids}
        return self.browse() if owned.isdisjoint(self.stage_id.ids) else super()._flow_planned()

    def _remind_again_at(self):
        """A case that waits for a decision beyond its limit is told of day after day (decision B5)."""
        hours = self.env["jn.setting"]._get("remind.decision_hours", self.unit_id)
        told = self.reminded_at
        return hours > 0 and told and told >= self.own_due_at and told + timedelta(hours=hours)

    def _reminder_placeholders(self):
        return self._placeholders()

    @api.model
    def _answer_reads(self):
        return (*super()._answer_reads(), "has_followers")

    def _desk_people(self):
        followers = self.env["jn.following"]._of(self)
        return {case: followers[case.id] for case in self if case.id in followers}
