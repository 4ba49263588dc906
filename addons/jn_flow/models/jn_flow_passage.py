from odoo import fields, models


class JnFlowPassage(models.Model):
    """One stay of one record in one stage. Written by the engine only, never edited."""

    _name = "jn.flow.passage"
    _inherit = ["jn.flow.fact", "jn.archived"]
    _description = "Passage"
    _order = "id desc"
    _log_access = False  # who and when are facts of their own here; each column fewer makes each case quicker to take in
    _archive_moment = "left_at"

    unit_id = fields.Many2one("jn.unit", readonly=True)
    version_id = fields.Many2one("jn.flow.version", readonly=True, ondelete="restrict")
    stage_id = fields.Many2one("jn.flow.stage", required=True, readonly=True, ondelete="restrict")
    move_id = fields.Many2one("jn.flow.move", readonly=True, ondelete="restrict")
    event = fields.Char(readonly=True, help="What led into this stage.")
    loop = fields.Char(readonly=True)
    entered_at = fields.Datetime(required=True, readonly=True)
    left_at = fields.Datetime(readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, string="By")
    timer_id = fields.Many2one("jn.flow.timer", readonly=True, string="By time limit", ondelete="restrict")
    note = fields.Text(readonly=True)

    _open_unique = models.UniqueIndex("(res_model, res_id) WHERE left_at IS NULL")
    _record_index = models.Index("(res_model, res_id, entered_at)")
    # costs next to nothing to keep, because rows arrive in the order of time; what the last months need is found by it
    _entered_index = models.Index("USING BRIN (entered_at)")
