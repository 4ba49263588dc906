from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    jn_stage_id = fields.Many2one(
        "jn.flow.stage", string="Planned for the stage", readonly=True, ondelete="set null", index="btree_not_null"
    )
