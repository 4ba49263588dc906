from odoo import api, fields, models


class JnSetting(models.Model):
    """By whom, when and why a setting was interpreted last, and who may do it now (Art. 17)."""

    _inherit = "jn.setting"

    last_value_id = fields.Many2one("jn.setting.value", compute="_compute_last_value_id")
    interpreted_by_id = fields.Many2one("res.users", string="Interpreted by", compute="_compute_last_value_id")
    interpreted_from = fields.Datetime(string="In force since", compute="_compute_last_value_id")
    interpreted_why = fields.Text(string="Reason of the interpretation", compute="_compute_last_value_id")
    differing_ids = fields.Many2many("jn.unit", string="Units that differ", compute="_compute_differing_ids")
    may_change = fields.Boolean(compute="_compute_may_change")
    article_words = fields.Text(string="Words of the articles", compute="_compute_article_words")
    floor_words = fields.Char(string="What units may do", compute="_compute_floor_words")

    @api.depends("value_ids.effective_from")
    def _compute_last_value_id(self):
        """The city's interpretation that holds now, if people or a pack gave one."""
        for setting in self:
            held = setting.value_ids.filtered(lambda row: not row.unit_id and row.standing == "in_force")
            setting.last_value_id = held[:1]
            setting.interpreted_by_id = held[:1].user_id
            setting.interpreted_from = held[:1].effective_from
            setting.interpreted_why = held[:1].why

    @api.depends("value_ids.effective_from")
    def _compute_differing_ids(self):
        for setting in self:
            setting.differing_ids = setting.value_ids.unit_id.filtered(setting._differs)

    @api.depends("unit_scope")
    @api.depends_context("uid")
    def _compute_may_change(self):
        """The city's administrators may, a county's only where units have their own."""
        is_administrator = self.env.user.has_group("jn_org.group_administrator")
        speaks_for_city = self.env["jn.setting.value"]._speaks_for_city()
        for setting in self:
            setting.may_change = is_administrator and (speaks_for_city or setting.unit_scope == "any")

    @api.depends("article_ids.words")
    def _compute_article_words(self):
        for setting in self:
            articles = setting.article_ids.sorted("number")
            setting.article_words = "\n".join(f"{article.display_name} {article.words}" for article in articles)

    @api.depends("floor", "unit_scope", "value_ids")
    @api.depends_context("lang")
    def _compute_floor_words(self):
        """What a unit may do with this setting, in a sentence."""
        words = {
            "min": self.env._("A county may only go to %(value)s or higher."),
            "max": self.env._("A county may only go to %(value)s or lower."),
            "none": self.env._("A county may choose freely."),
        }
        for setting in self:
            if setting.unit_scope == "city":
                setting.floor_words = self.env._("The same for the whole city.")
            else:
                setting.floor_words = words[setting.floor] % {"value": setting.current_words}
