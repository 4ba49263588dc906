from odoo import fields, models


class JnPack(models.Model):
    _inherit = "jn.pack"

    flow_ids = fields.Many2many("jn.flow", string="Processes", help="The processes that this pack's files lay down.")
