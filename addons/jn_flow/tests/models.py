"""Two small models with processes: a permit, and the checks that it opens."""

from odoo import fields, models


class JnFlowTestPermit(models.Model):
    _name = "jn.flow.test.permit"
    _inherit = "jn.flow.mixin"
    _description = "Permit"
    _flow_outcome = "outcome"
    _flow_ended = "ended_at"

    name = fields.Char()
    unit_id = fields.Many2one("jn.unit")
    is_blocked = fields.Boolean()
    is_urgent = fields.Boolean()
    applied_at = fields.Datetime()
    work_due_at = fields.Datetime()
    report_due_at = fields.Datetime()
    ended_at = fields.Datetime()
    outcome = fields.Char()
    refusals = fields.Integer()
    mark = fields.Char()
    handed_in_at = fields.Datetime()
    check_ids = fields.One2many("jn.flow.test.check", "permit_id")

    def _effect_count_refusal(self):
        for permit in self:
            permit.refusals += 1

    def _effect_break(self):
        if "bad" in self.mapped("name"):
            raise ValueError("this permit cannot be lapsed")

    def _flow_journey_records(self):
        return [self, self.check_ids]


class JnFlowTestCheck(models.Model):
    _name = "jn.flow.test.check"
    _inherit = "jn.flow.mixin"
    _description = "Check"

    name = fields.Char()
    kind = fields.Char()
    permit_id = fields.Many2one("jn.flow.test.permit")
    unit_id = fields.Many2one(related="permit_id.unit_id", store=True)


class JnFlowTestVisit(models.Model):
    _name = "jn.flow.test.visit"
    _inherit = ["jn.flow.mixin", "jn.flow.work"]
    _description = "Visit"

    name = fields.Char()
    unit_id = fields.Many2one("jn.unit")
