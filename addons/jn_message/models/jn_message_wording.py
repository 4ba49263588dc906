from odoo import fields, models


class JnMessageWording(models.Model):
    """Words that were published for a template: by whom, when, and what they replaced."""

    _name = "jn.message.wording"
    _inherit = "jn.kept"
    _description = "Published wording"
    _order = "published_at desc, id desc"
    _rec_name = "template_id"

    template_id = fields.Many2one("jn.message.template", required=True, readonly=True, index=True, ondelete="cascade")
    text = fields.Text(required=True, readonly=True)
    replaced = fields.Text(string="Before", readonly=True)
    user_id = fields.Many2one("res.users", string="Published by", required=True, readonly=True)
    published_at = fields.Datetime(required=True, readonly=True)
