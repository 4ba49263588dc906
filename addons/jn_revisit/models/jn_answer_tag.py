from odoo import api, fields, models, tools


class JnAnswerTag(models.Model):
    """A reason that a dissatisfied citizen can tick."""

    _name = "jn.answer.tag"
    _inherit = ["jn.audited"]
    _description = "Reason for dissatisfaction"
    _order = "sequence, id"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    pack_id = fields.Many2one("jn.pack", ondelete="restrict")
    matter_ids = fields.Many2many("jn.matter", string="Only for matters", help="Empty: offered for every matter.")
    article_ids = fields.Many2many("jn.article", string="Articles")

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a reason with this code. Choose another code.")

    @api.model
    def _offered(self, matter):
        """The reasons that can be given for a matter: those for every matter and its own."""
        return self.search(["|", ("matter_ids", "=", False), ("matter_ids", "in", matter.ids)])

    @api.model
    @tools.ormcache("self.env.lang", "matter_id")
    def _choices(self, matter_id):
        """The reasons for a matter in the reader's language, in their order: ((code, name), …)."""
        tags = self.sudo()._offered(self.env["jn.matter"].browse(matter_id))  # a citizen has no login
        return tuple((tag.code, tag.name) for tag in tags)

    @api.model
    @tools.ormcache("matter_id")
    def _ids_by_code(self, matter_id):
        """The reasons for a matter as {code: id}."""
        return {tag.code: tag.id for tag in self.sudo()._offered(self.env["jn.matter"].browse(matter_id))}  # a citizen has no login

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        result = super().write(vals)
        if "matter_ids" in vals:
            self.check_access("write")  # Odoo asks the rule before a write only: no office reaches into another's field
        return result

    def update_field_translations(self, field_name, translations, source_lang=""):
        """Translations are written around `write`."""
        self.env.registry.clear_cache()
        return super().update_field_translations(field_name, translations, source_lang=source_lang)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
