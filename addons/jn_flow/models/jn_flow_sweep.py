import logging

from odoo import api, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL, groupby

_logger = logging.getLogger(__name__)


class JnFlowSweep(models.AbstractModel):
    """Ends the time limits that are over: marks them missed and raises their event."""

    _name = "jn.flow.sweep"
    _inherit = "jn.sweep"
    _description = "Sweep of deadlines"
    _sweep_order = 10
    _sweep_limit = 1000  # what is read once per batch is shared by more

    @api.model
    def _sweep_next(self):
        [[due]] = self.env.execute_query(SQL("SELECT min(due_at) FROM jn_flow_deadline WHERE state = 'running'"))
        return due

    @api.model
    def _sweep_batch(self, limit=_sweep_limit):
        """Handle up to `limit` due deadlines, oldest first; two nodes may do this at once."""
        rows = self._claim(limit)
        self.env["jn.flow.ledger"]._miss([row[0] for row in rows])
        for (model, timer_id), group in groupby(rows, lambda row: row[1:4:2]):
            timer = self.env["jn.flow.timer"].sudo().browse(timer_id)  # configuration is read for everybody
            # Time limits are nobody's doing.
            self._finish(timer, self.env[model].sudo().browse([row[2] for row in group]))
        return len(rows)

    def _claim(self, limit):
        """Return (id, model, record id, timer id) of due deadlines, locked; those another node has claimed are skipped.

        As the first statement of a fresh transaction. What another node has committed since is no
        error but a reason to claim again, so it is not logged as one.
        """
        self.env.cr.execute(
            SQL(
                """SELECT id, res_model, res_id, timer_id FROM jn_flow_deadline
                   WHERE state = 'running' AND due_at <= %s ORDER BY due_at, id LIMIT %s FOR UPDATE SKIP LOCKED""",
                self.env["jn.clock"]._now(), limit,
            ),
            log_exceptions=False,
        )
        return self.env.cr.fetchall()

    def _finish(self, timer, records):
        if timer.at_end != "event":
            return
        try:
            with self.env.cr.savepoint():
                records._flow_fire(timer.event, timer=timer)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise  # nobody's fault: the batch is claimed again
        except Exception as error:
            if len(records) == 1:
                _logger.exception("timer %s failed on %s", timer.code, records)
                self.env["jn.flow.engine"]._fail(records, timer.name, error, timer_id=timer.id)
            else:
                for record in records:  # one bad record must not hold up the others
                    self._finish(timer, record)
