from odoo import fields, models


class JnCalendar(models.Model):
    _inherit = "jn.calendar"

    pack_id = fields.Many2one(
        "jn.pack", string="Regulation pack", index="btree_not_null", ondelete="set null", help="Empty: made by hand"
    )
