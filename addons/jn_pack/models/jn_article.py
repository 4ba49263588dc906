from odoo import api, fields, models

from ..const import CHINESE_DIGITS


class JnArticle(models.Model):
    """One article of a regulation with its own words, which nobody edits: they come with the pack."""

    _name = "jn.article"
    _description = "Article"
    _order = "pack_id, number"
    _rec_names_search = ["words", "chapter"]

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="cascade")
    number = fields.Integer(required=True)
    chapter = fields.Char()
    words = fields.Text(required=True)
    active = fields.Boolean(default=True)
    setting_ids = fields.Many2many("jn.setting", string="Settings")

    _number_unique = models.Constraint("UNIQUE(pack_id, number)", "An article's number is used once in a pack.")

    @api.depends("number")
    def _compute_display_name(self):
        for article in self:
            article.display_name = f"第{chinese_number(article.number)}条"


def chinese_number(number):
    """A number below 100 as a regulation counts its articles.

    >>> [chinese_number(n) for n in (7, 10, 15, 20, 42)]
    ['七', '十', '十五', '二十', '四十二']
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{CHINESE_DIGITS[tens]}十"
    return head + (CHINESE_DIGITS[ones] if ones or not tens else "")
