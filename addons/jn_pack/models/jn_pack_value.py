import json

from odoo import api, fields, models


class JnPackValue(models.Model):
    """What a pack on top says about one setting of the regulation that it stands on."""

    _name = "jn.pack.value"
    _inherit = ["jn.audited"]
    _description = "Value that a Pack Gives to a Setting"
    _order = "pack_id, setting_id"
    _rec_name = "setting_id"

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="cascade")
    setting_id = fields.Many2one("jn.setting", required=True, index=True, ondelete="cascade")
    value = fields.Text(string="Stored value", required=True, help="JSON text")
    value_words = fields.Char(string="Value", compute="_compute_value_words")
    why = fields.Text(string="Reason", translate=True)
    article_ids = fields.Many2many("jn.article", string="Articles")

    _setting_unique = models.Constraint("UNIQUE(pack_id, setting_id)", "A pack gives a setting one value.")

    @api.depends("value", "setting_id.option_ids.name")
    @api.depends_context("lang")
    def _compute_value_words(self):
        for row in self:
            row.value_words = row.setting_id._words_of_value(json.loads(row.value))
