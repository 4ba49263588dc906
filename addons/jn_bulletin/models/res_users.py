from odoo import api, fields, models


class ResUsers(models.Model):
    """A bulletin to a unit is to those below it as well: a window reads what its county was sent."""

    _inherit = "res.users"

    bulletin_unit_ids = fields.Many2many(
        "jn.unit", compute="_compute_bulletin_unit_ids", compute_sudo=True, context={"active_test": False}, string="Reads bulletins sent to"
    )

    @api.depends("unit_ids", "group_ids")
    def _compute_bulletin_unit_ids(self):
        units = self.env["jn.unit"].with_context(active_test=False)
        for user in self:
            above = {found for unit in user.unit_ids for found in units._ancestors_and_self(unit.id)}
            user.bulletin_unit_ids = user.sight_unit_ids | units.browse(sorted(above))
