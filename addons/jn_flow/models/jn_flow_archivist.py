from datetime import date, datetime

from odoo import api, models
from odoo.tools import SQL

PATIENCE = "2s"  # for a lock: whoever comes after a change of a table that waits for its readers waits as well
NEVER = date.min  # no matter ended before it: everything stays together


class JnFlowArchivist(models.AbstractModel):
    """Keeps as many years together as an administrator wants (`jn.archived`).

    Rows of what ended earlier move into tables of their own; those of years that are wanted together after all move back.
    """

    _name = "jn.flow.archivist"
    _inherit = "jn.sweep"
    _description = "Sweep of past years"
    _sweep_order = 200  # after everything that may still want these rows
    _sweep_limit = 10_000  # most are only looked at

    @api.model
    def _sweep_next(self):
        before, now = self._before(), self.env["jn.clock"]._now()
        if before is None:
            return None
        if self._apart(before) or not self._is_over(before):
            return now
        return None if before == NEVER else datetime(now.year + 1, 1, 1)

    @api.model
    def _sweep_batch(self, limit):
        """Take the first step that is due: tables follow the model's own, rows move back, a pass goes on. One process at a time."""
        self._wait_for_others()
        if any([model._archive_follow() for model in self._models()]):
            return 1
        before = self._before()
        handled = 0 if before is None else self._bring_back(before, limit) or self._go_on(before, limit)
        if not handled:
            self._weigh()
        return handled

    def _wait_for_others(self):
        """Have this transaction alone at work here.

        Who waits sees what the other did, for locking a table begins no snapshot; one that was killed may hold it a moment longer.
        """
        self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", PATIENCE))
        self.env.cr.execute("LOCK TABLE jn_flow_archive IN SHARE UPDATE EXCLUSIVE MODE", log_exceptions=False)

    @api.model
    def _before(self):
        """The day before which a matter must have ended for its rows to be archived. Years are those of UTC.

        `NEVER` if everything shall stay together, None as long as no pack says it.
        """
        try:
            years = self.env["jn.setting"]._get("archive.years")
        except KeyError:
            return None
        return date(max(self.env["jn.clock"]._now().year - years, NEVER.year), 1, 1) if years > 0 else NEVER

    def _models(self):
        return self.env["jn.archived"]._archive_models()

    def _passes(self):
        return self.env["jn.flow.archive"].sudo()  # crons have no person, and monitors ask without one

    def _is_over(self, before):
        return before == NEVER or self._passes()._is_over(before)

    def _apart(self, before):
        """[(model, its table)] with rows of years that are wanted together."""
        return [(model, table) for model in self._models() for table in model._archive_apart(before.year)]

    def _bring_back(self, before, limit):
        """Move rows back that are wanted together after all, `limit` at most; return how many."""
        for model, table in self._apart(before)[:1]:
            self._passes()._forget(before)
            return model._archive_return(table, limit)
        return 0

    def _go_on(self, before, limit):
        """Go on with the first pass that is not over; return what it did, 0 if all are."""
        passes = self._passes()._begin(before) if before > NEVER else ()
        return passes[0]._go_on(limit) if passes else 0

    def _weigh(self):
        """Bring the statistics of all tables together up to date, where PostgreSQL has done so for the model's own."""
        for model in self._models():
            if model._archive_is_stale():
                model._archive_weigh()
