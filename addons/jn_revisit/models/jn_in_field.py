from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class JnInField(models.AbstractModel):
    """What belongs to a case, and so to the field of a business office (Art. 11).

    The record rules ask it. For who has no field it is nothing at all, so that their queries are as they would be
    without. For an office, models whose whole lists are opened keep the case's matter themselves, and are asked for it;
    the rows of the others ask their case by its key.
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
        if self._keeps_matter():
            return Domain("matter_id", "in", mine)
        self.env["jn.case"].flush_model(["matter_id"])
        return Domain.custom(to_sql=lambda model, alias, query: SQL(
            "EXISTS (SELECT FROM jn_case AS of_field WHERE of_field.id = %s AND of_field.matter_id = ANY(%s))", SQL.identifier(alias, "case_id"), mine
        ))

    def _keeps_matter(self):
        """Whether the rows know their matter by themselves: that of their case, or, of an answer, that it was about."""
        kept = self._fields.get("matter_id")
        return bool(kept and kept.store)
