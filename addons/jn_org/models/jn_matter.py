from odoo import api, fields, models


class JnMatter(models.Model):
    """A matter that citizens come to the counter for."""

    _name = "jn.matter"
    _description = "Matter"
    _order = "code, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True)
    department_id = fields.Many2one(
        "jn.unit",
        string="Sending department",
        domain="[('kind', '=', 'department')]",
        index="btree_not_null",
        ondelete="restrict",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE (code)", "Another matter has this code already.")

    @api.constrains("department_id")
    def _check_department(self):
        self.department_id._check_is_department()
