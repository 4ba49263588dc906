from odoo import api, fields, models
from odoo.tools import SQL

ENDED = """
    EXISTS (SELECT FROM jn_flow_passage AS stay JOIN jn_flow_stage AS stage ON stage.id = stay.stage_id
            WHERE stay.res_model = t.res_model AND stay.res_id = t.res_id AND stay.left_at IS NULL
            AND stage.kind = 'end' AND stay.entered_at < %s)"""


class JnFlowArchive(models.Model):
    """One pass over one table: once, in the order of its numbers, what had ended before a day moves out of it; where it stands is kept.

    The passage in which a record stands stays: by it the record is known to have ended, and goes on if somebody opens it again.
    """

    _name = "jn.flow.archive"
    _inherit = "jn.kept"
    _description = "Archiving of past years"
    _order = "before desc, id"

    model_id = fields.Many2one("ir.model", string="What", required=True, readonly=True, ondelete="cascade")
    before = fields.Date(string="Ended before", required=True, readonly=True)
    last_id = fields.Integer(string="Looked at up to number", readonly=True)
    until_id = fields.Integer(string="Last number", readonly=True, help="What comes later is for the next pass.")
    moved = fields.Integer(string="Rows archived", readonly=True)
    progress = fields.Float(compute="_compute_progress", string="Progress (%)", aggregator=None)
    ended_at = fields.Datetime(string="Finished at", readonly=True)

    _pass_unique = models.UniqueIndex("(model_id, before)")

    @api.depends("last_id", "until_id", "ended_at")
    def _compute_progress(self):
        for each in self:
            each.progress = 100 if each.ended_at or not each.until_id else 100 * each.last_id / each.until_id

    @api.model
    def _is_over(self, before):
        """Whether every table has been gone through for what had ended before this day."""
        over = self.search_count([("before", "=", before), ("ended_at", "!=", False)])
        return over >= len(self.env["jn.archived"]._archive_models())

    @api.model
    def _begin(self, before):
        """The passes for what had ended before this day that are not over yet; those that were not begun begin."""
        passes = self.search([("before", "=", before)])
        known = set(passes.model_id.mapped("model"))
        fresh = [model for model in self.env["jn.archived"]._archive_models() if model._name not in known]
        passes += self.create([
            {"model_id": self.env["ir.model"]._get_id(model._name), "before": before, "until_id": model._archive_last()}
            for model in fresh
        ])  # fmt: skip
        return passes.filtered(lambda each: not each.ended_at)

    @api.model
    def _forget(self, before):
        """Forget the passes for what had ended later than this: it is wanted together again, and may have to go once more."""
        self.search([("before", ">", before)]).unlink()

    def _go_on(self, limit):
        """Look at the next rows, `limit` at most, and move those that may; return how many were looked at, 1 for any other step."""
        self.ensure_one()
        model = self.env[self.model_id.model]
        count, upto = model._archive_window(self.last_id, self.until_id, limit)
        if not count:
            model._archive_weigh(*model._archive_tables())
            self.ended_at = self.env["jn.clock"]._now()
            return 1
        # once more after a move: what only these pointed to is free now
        while years := model._archive_claim(self.last_id, upto, self.before, SQL(ENDED, self.before)):
            if any([model._archive_make(year) for year in years]):
                return 1  # the locks of making a table are held no longer than that takes
            self.moved += sum(model._archive_move(year, ids) for year, ids in years.items())
        self.last_id = upto
        return count
