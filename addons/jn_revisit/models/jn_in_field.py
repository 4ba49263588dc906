from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class JnInField(models.AbstractModel):
    """What belongs to a case, and so to the field of a business office (Art. 11).

    The record rules ask it. For who has no field it is nothing at all, so that their queries are as they would be
    without; for an office each row asks its case by the key. That is right for few rows and dear for many: at ten million
    cases the whole lists of rectifications and verifications take seconds.
    """

    _name = "jn.in.field"
    _description = "Part of a business office's field"

    in_field = fields.Boolean(compute="_compute_in_field", search="_search_in_field", string="In my field")

    @api.depends("case_id.matter_id")
    @api.depends_context("uid")
    def _compute_in_field(self):
        mine = set(self.env.user.field_matter_ids.ids)
        for record in self.sudo():  # whether a row may be seen cannot depend on seeing its case
            self.browse(record.id).in_field = record.case_id.matter_id.id in mine

    @api.model
    def _search_in_field(self, operator, value):
        if operator != "in" or False in value:
            return NotImplemented
        mine = self.env.user.field_matter_ids.ids
        if not mine:
            return Domain.FALSE
        self.env["jn.case"].flush_model(["matter_id"])
        return Domain.custom(to_sql=lambda model, alias, query: SQL(
            "EXISTS (SELECT FROM jn_case AS of_field WHERE of_field.id = %s AND of_field.matter_id = ANY(%s))", SQL.identifier(alias, "case_id"), mine
        ))
