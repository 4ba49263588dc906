from datetime import date, datetime

from odoo import api, models
from odoo.tools import SQL


class JnFlowArchivist(models.AbstractModel):
    """Moves the rows of what ended years ago into tables of their own (`jn.archived`), if an administrator wants that."""

    _name = "jn.flow.archivist"
    _inherit = "jn.sweep"
    _description = "Sweep of past years"
    _sweep_order = 200  # after everything that may still want these rows
    _sweep_limit = 10_000  # most are only looked at

    @api.model
    def _sweep_next(self):
        before = self._before()
        if not before:
            return None
        now = self.env["jn.clock"]._now()
        return datetime(now.year + 1, 1, 1) if self.env["jn.flow.archive"].sudo()._is_over(before) else now  # a moment only

    @api.model
    def _sweep_batch(self, limit):
        """Take the first step that is due: let tables follow the model's own, else go on with a pass. One process at a time."""
        [[alone]] = self.env.execute_query(SQL("SELECT pg_try_advisory_xact_lock(hashtextextended('jn.archived', 0))"))
        if not alone:
            return 0
        if any([model._archive_follow() for model in self.env["jn.archived"]._archive_models()]):
            return 1
        before = self._before()
        passes = before and self.env["jn.flow.archive"].sudo()._begin(before)  # crons have no person
        return passes[0]._go_on(limit) if passes else 0

    @api.model
    def _before(self):
        """The day before which a matter must have ended for its rows to be archived; None if none shall be. Years are those of UTC."""
        try:
            years = self.env["jn.setting"]._get("archive.years")
        except KeyError:  # no pack is applied yet
            return None
        return date(self.env["jn.clock"]._now().year - years, 1, 1) if years > 0 else None
