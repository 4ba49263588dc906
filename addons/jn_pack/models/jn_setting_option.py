from odoo import fields, models


class JnSettingOption(models.Model):
    """One answer that a choice setting offers."""

    _name = "jn.setting.option"
    _inherit = ["jn.audited"]
    _description = "Option of a Setting"
    _order = "setting_id, sequence, id"

    setting_id = fields.Many2one("jn.setting", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)

    _code_unique = models.Constraint("UNIQUE(setting_id, code)", "This setting has an option with this code already. Choose another code.")
