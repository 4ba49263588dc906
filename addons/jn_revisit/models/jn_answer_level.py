from odoo import api, fields, models, tools


class JnAnswerLevel(models.Model):
    """A degree of satisfaction, its words on the page and the words that stand for it in a text (decision A6)."""

    _name = "jn.answer.level"
    _inherit = ["jn.audited"]
    _description = "Level of satisfaction"
    _order = "level desc"

    level = fields.Integer(required=True)
    name = fields.Char(required=True, translate=True)
    words = fields.Char(help="Words that mean this level in an inbound text, separated by spaces.")
    pack_id = fields.Many2one("jn.pack", ondelete="restrict")

    _level_unique = models.Constraint("UNIQUE(level)", "Each level is there once. Change the row that there is.")

    @api.model
    @tools.ormcache()
    def _by_word(self):
        """Return {word: level} over all levels, names included."""
        # A citizen has no login.
        rows = [(word, row.level) for row in self.sudo().search([]) for word in (row.words or "").split()]
        return dict(rows)

    @api.model
    @tools.ormcache("self.env.lang", "most")
    def _choices(self, most):
        """The levels up to `most` with their names in the reader's language, best first: ((level, name), …)."""
        rows = self.sudo().search([("level", "<=", most)])  # a citizen has no login
        return tuple((row.level, row.name) for row in rows)

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def update_field_translations(self, field_name, translations, source_lang=""):
        """Translations are written around `write`."""
        self.env.registry.clear_cache()
        return super().update_field_translations(field_name, translations, source_lang=source_lang)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
