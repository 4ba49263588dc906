from odoo import fields, models

from ..compiled import Place
from ..const import STAGE_KINDS, STAGE_LEVELS


class JnFlowStage(models.Model):
    """A place in the process where a record can stand."""

    _name = "jn.flow.stage"
    _inherit = ["jn.flow.coded", "jn.audited"]
    _description = "Process stage"
    _order = "version_id, sequence, id"

    kind = fields.Selection(STAGE_KINDS, required=True, default="work")
    sequence = fields.Integer(default=10)
    fold = fields.Boolean(help="Folded in the board.")
    help_text = fields.Text(translate=True, string="What is done here")
    level = fields.Selection(STAGE_LEVELS, required=True, default="unit", help="At which level the owners sit (Art. 3, 4).")
    group_ids = fields.Many2many("res.groups", string="Owners", help="Whose turn it is in this stage.")

    _code_unique = models.Constraint("UNIQUE(version_id, code)", "A version has each code once. Choose another code.")

    def _place(self):
        return Place(self.id, self.code, self.kind, self.level, tuple(self.group_ids.ids))
