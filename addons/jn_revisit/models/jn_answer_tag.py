from odoo import api, fields, models


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

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a reason with this code.")

    @api.model
    def _offered(self, matter):
        """The reasons that can be given for a matter: those for every matter and its own."""
        return self.search(["|", ("matter_ids", "=", False), ("matter_ids", "in", matter.ids)])
