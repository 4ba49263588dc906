from odoo import fields, models

from odoo.addons.jn_org.exceptions import NotPossible

from .jn_flow_engine import in_engine


class JnFlowFailure(models.Model):
    """An effect or an event that could not be carried out: a row for people, not a line in a log."""

    _name = "jn.flow.failure"
    _description = "Failure of an effect"
    _order = "id desc"
    _rec_name = "what"

    res_model = fields.Char(readonly=True)
    res_ids = fields.Json(readonly=True)
    what = fields.Char(readonly=True)
    error = fields.Text(readonly=True)
    at = fields.Datetime(readonly=True)
    action_id = fields.Many2one("ir.actions.server", string="Effect", readonly=True, ondelete="set null")
    timer_id = fields.Many2one("jn.flow.timer", string="Time limit", readonly=True, ondelete="set null")
    solved = fields.Boolean()

    def action_open_records(self):
        """Open the records that it happened on."""
        self.ensure_one()
        action = {"type": "ir.actions.act_window", "name": self.what, "res_model": self.res_model}
        return {**action, "domain": [("id", "in", self.res_ids or [])], "views": [[False, "list"], [False, "form"]]}

    def action_retry(self):
        """Carry out once more what failed, and mark it as solved when it works."""
        self.check_access("write")
        for failure in self.filtered(lambda row: not row.solved):
            failure.sudo()._retry()  # checked above; effects belong to the process, not to who asks
            failure.solved = True
        return True

    def action_solve(self):
        """Mark what a person has dealt with."""
        self.check_access("write")
        self.solved = True
        return True

    def _retry(self):
        self.ensure_one()
        if not (self.action_id or self.timer_id):
            raise NotPossible(self.env._("This cannot be repeated. Mend it by hand, then mark it as solved."))
        records = self.env[self.res_model].browse(self.res_ids or []).exists()
        try:
            with self.env.cr.savepoint():
                self._run_again(records)
        except Exception as error:  # whatever it was, the person who tries again reads it
            raise NotPossible(self.env._("It failed again: %(error)s", error=str(error))) from error

    def _run_again(self, records):
        if self.timer_id:
            records._flow_fire(self.timer_id.event, timer=self.timer_id)
            return
        token = in_engine.set(True)
        try:
            context = {"active_model": records._name, "active_ids": records.ids, "active_id": records[:1].id}
            self.action_id.with_context(**context).run()
        finally:
            in_engine.reset(token)
