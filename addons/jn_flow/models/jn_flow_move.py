from odoo import api, fields, models

from odoo.addons.jn_rules import moves

from ..compiled import Arrow, domain


class JnFlowMove(models.Model):
    """An arrow of the process: what leads from one stage to another, who may, and what follows."""

    _name = "jn.flow.move"
    _inherit = ["jn.flow.guarded", "jn.audited"]
    _description = "Process move"
    _order = "version_id, sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    from_stage_id = fields.Many2one(
        "jn.flow.stage", ondelete="cascade", index=True, help="Empty: the way into the process, on the event started."
    )
    event = fields.Char(required=True)
    to_stage_id = fields.Many2one("jn.flow.stage", required=True, ondelete="cascade")
    outcome = fields.Char(help="What the record's result says after this move; empty: nothing yet.")
    group_ids = fields.Many2many("res.groups", string="Who may", help="Empty: only the system.")
    second_person = fields.Boolean(help="Must be someone other than who made the last move.")
    note_required = fields.Boolean(string="Reason needed")
    form = fields.Char(help="External id of the window that asks for what this move needs.")
    loop = fields.Char(help="Name of the counter of returns that this move adds to.")
    loop_limit = fields.Integer(help="How often the counter may be used; 0: without limit.")
    overflow_stage_id = fields.Many2one("jn.flow.stage", ondelete="cascade", help="Where it leads once the limit is reached.")
    effect_model_id = fields.Many2one("ir.model", compute="_compute_effect_model_id", compute_sudo=True)
    effect_ids = fields.One2many("ir.actions.server", "jn_move_id", string="Effects")

    @api.depends("version_id.flow_id.model")
    def _compute_effect_model_id(self):
        for move in self:
            move.effect_model_id = self.env["ir.model"]._get(move.version_id.flow_id.model)

    def _pure(self):
        return moves.Move(
            self.id, self.from_stage_id.id or None, self.event, self.to_stage_id.id,
            self.loop or None, self.loop_limit or None, self.overflow_stage_id.id or None,
        )

    def _arrow(self):
        return Arrow(domain(self.guard), self.outcome or None, tuple(action._jn_effect() for action in self.effect_ids))
