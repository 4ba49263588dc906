import logging

from odoo import api, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import groupby

from ..migrator import Migrator

_logger = logging.getLogger(__name__)


class JnFlowMigrationSweep(models.AbstractModel):
    """Moves the records of running passages, a batch a transaction; what fails is split until the culprit stands alone."""

    _name = "jn.flow.migration.sweep"
    _inherit = "jn.sweep"
    _description = "Sweep of passages to another version"
    _sweep_order = 5  # before time limits end: what moves takes its limits along

    @api.model
    def _sweep_next(self):
        running = self._running()
        return min(running.mapped("started_at")) if running else None

    @api.model
    def _sweep_batch(self, limit=500):
        """Move up to `limit` records of the oldest running passage; return how many were tried."""
        passage = self._running()[:1]
        if not passage:
            return 0
        records = passage._claim(limit)
        if not records:
            if not passage._left():  # else another node holds them: the next run takes them
                passage._finish()
            return 0
        records.invalidate_recordset()  # what was read before the claim may be old
        targets = {row.from_stage_id: row.to_stage_id for row in passage.map_ids}
        moved = 0
        for stage, group in groupby(records, lambda record: record.stage_id):
            batch = records.browse([record.id for record in group])
            moved += self._move(passage, batch, stage, targets.get(stage))
        passage.moved += moved
        if not passage._left():
            passage._finish()
        return len(records)

    def _move(self, passage, records, stage, target):
        """Move records that share one stage, all or, where that fails, the ones that can; return how many moved."""
        try:
            with self.env.cr.savepoint():
                self._pass(passage, records, target)
                return len(records)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise  # nobody's fault: the batch is claimed again
        except Exception as error:
            if len(records) == 1:
                _logger.exception("passage %s: %s stays where it is", passage.id, records)
                self._keep(passage, records, stage, error)
                return 0
            half = len(records) // 2
            parts = (records[:half], records[half:])
            return sum(self._move(passage, part, stage, target) for part in parts)

    def _pass(self, passage, records, target):
        if not target:
            raise ValueError(self.env._("its stage is not in the map: it came there while the passage was running"))
        # the history names who began the passage; its rights were checked then
        records = records.with_user(passage.user_id).sudo()
        migrator = Migrator(records, target, passage.policy, self.env["jn.clock"]._now()).plan()
        migrator.carry_out(passage.reason or None)
        self.env.flush_all()  # what cannot be stored fails here, inside the savepoint

    def _keep(self, passage, record, stage, error):
        self.env["jn.flow.migration.line"].create({
            "migration_id": passage.id,
            "res_model": record._name,
            "res_id": record.id,
            "name": record.display_name,
            "stage_id": stage.id,
            "why": str(error),
        })

    def _running(self):
        passages = self.env["jn.flow.migration"].sudo()  # the sweep is the system's
        return passages.search([("state", "=", "running")], order="started_at, id")
