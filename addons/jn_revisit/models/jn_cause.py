from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnCause(models.Model):
    """Why citizens were dissatisfied, as a tree that the pack begins and the city carries on (Art. 10: 查找原因)."""

    _name = "jn.cause"
    _inherit = ["jn.audited"]
    _description = "Cause"
    _order = "sequence, id"
    _parent_store = True
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    parent_id = fields.Many2one("jn.cause", string="Part of", index="btree_not_null", ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("jn.cause", "parent_id", string="Causes below")
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    pack_id = fields.Many2one("jn.pack", readonly=True, ondelete="restrict")
    department_ids = fields.Many2many(
        "jn.unit",
        string="Only for matters of",
        domain="[('kind', '=', 'department')]",
        help="The sending departments whose matters can have this cause; empty: every matter.",
    )
    article_ids = fields.Many2many("jn.article", string="Articles")

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a cause with this code. Choose another code.")

    @api.depends("name", "parent_path")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for cause in self:
            cause.display_name = " / ".join(above.name for above in cause._way() if above.name)

    @api.constrains("parent_id")
    def _check_tree(self):
        if self._has_cycle():
            raise BadInput(self.env._("A cause cannot be a part of itself. Choose another one above it."))

    def _way(self):
        """The causes from the top of the tree down to this one."""
        ids = [int(part) for part in (self.parent_path or "").split("/") if part]
        return self.browse(ids) if ids else self

    @api.model
    def _offered(self, matter):
        """The causes that a report about a matter may name: the leaves for every matter and those of its department."""
        fields_of = ["|", ("department_ids", "=", False), ("department_ids", "in", matter.department_id.ids)]
        return self.search([*fields_of, ("child_ids", "=", False)])

    @api.model
    def _coded(self, word):
        """The cause with this code, or none."""
        return self.search([("code", "=", word.strip())]) if isinstance(word, str) and word.strip() else self.browse()
