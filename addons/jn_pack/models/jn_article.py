from odoo import api, fields, models

from ..numerals import article_number


class JnArticle(models.Model):
    """One article of a regulation with its own words, which nobody edits: they come with the pack."""

    _name = "jn.article"
    _inherit = ["jn.audited"]
    _description = "Article"
    _order = "pack_id, number"
    _rec_names_search = ["words", "chapter"]

    pack_id = fields.Many2one("jn.pack", required=True, index=True, ondelete="cascade")
    number = fields.Integer(required=True)
    chapter = fields.Char()
    words = fields.Text(required=True)
    active = fields.Boolean(default=True)
    setting_ids = fields.Many2many("jn.setting", string="Settings")
    covered = fields.Json(string="What implements it", compute="_compute_covered")

    _number_unique = models.Constraint("UNIQUE(pack_id, number)", "This pack has an article with this number already. Choose another number.")

    @api.depends_context("lang")
    def _compute_covered(self):
        """What every room built on this article, by kind: [{"name", "items": [{"model", "id", "name", "note"}]}]."""
        covered, _loose = self.env["jn.pack"]._covered()
        for article in self:
            article.covered = [{"name": kind, "items": items} for kind, items in covered[article._origin.id].items()]

    @api.depends("number")
    def _compute_display_name(self):
        for article in self:
            article.display_name = article_number(article.number)
