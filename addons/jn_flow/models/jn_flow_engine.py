import logging
from contextvars import ContextVar

from odoo import api, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import groupby

from odoo.addons.jn_rules import moves

from ..compiled import Place, holding
from ..const import STARTED
from ..timekeeper import Timekeeper
from .jn_flow_ledger import Stay

_logger = logging.getLogger(__name__)

# Set while the engine runs effects. Not the context: a caller over RPC could forge that.
in_engine = ContextVar("jn_flow_in_engine", default=False)


class JnFlowEngine(models.AbstractModel):
    """Moves records: asks `jn_rules` which way, writes it in sets, then lets the effects follow."""

    _name = "jn.flow.engine"
    _description = "Process engine"

    @api.model
    def _begin(self, records):
        """Lead records without a stage into the version in force for their unit."""
        new = records.filtered(lambda record: not record.stage_id)
        units = {record: record._flow_unit() for record in new}
        versions = {unit: self.env["jn.flow"]._version_for(records._name, unit) for unit in set(units.values())}
        for version, group in groupby(new, lambda record: versions[units[record]]):
            if not version:
                _logger.warning("no published process for %s: %s stay without a stage", records._name, len(group))
                continue
            self._first_move(records.browse([record.id for record in group]), version)

    def _first_move(self, records, version):
        """Take the way in whose condition holds; a process without one simply starts in its start stage."""
        for choice, ids in self._route(records, version, None, STARTED).items():
            if choice:
                self._take(records.browse(ids), version, choice, None, None)
            else:
                start = version._compiled().start()
                stay = Stay(version.id, start.id, None, STARTED, None, None, None)
                self._enter(records.browse(ids), version, start, stay)

    @api.model
    def _fire(self, records, event, note=None, timer=None):
        """Let `event` happen to `records`; return those that moved. What it cannot move, it leaves and logs."""
        moved = records.browse()
        for (version, stage), group in groupby(records, lambda record: (record.flow_version_id, record.stage_id)):
            if not stage:
                continue
            group = records.browse([record.id for record in group])
            for choice, ids in self._route(group, version, stage.id, event).items():
                if choice is None:
                    _logger.info("%s: event %s does not apply to %s in %s", records._name, event, ids, stage.code)
                    continue
                moved += self._take(group.browse(ids), version, choice, note, timer)
        return moved

    def _route(self, records, version, stage_id, event):
        known = version._compiled()
        return moves.route(
            records.ids, stage_id, event, known.moves,
            holds=lambda move, ids: holding(records.browse(ids), known.arrows[move.id].guard).ids,
            count=lambda loop, ids: self.env["jn.flow.ledger"]._loops(records._name, ids, loop),
        )

    def _take(self, records, version, choice, note, timer):
        move, known = choice.move, version._compiled()
        arrow, target = known.arrows[move.id], known.stages[choice.target]
        loop = None if choice.overflowed else move.loop
        stay = Stay(version.id, target.id, move.id, move.event, loop, timer and timer.id, note or None)
        self._enter(records, version, target, stay, outcome=arrow.outcome)
        if not choice.overflowed:  # what follows the move does not follow where it leads elsewhere
            self._effects(records, arrow.effects)
        return records

    def _enter(self, records, version, target: Place, stay, outcome=False):
        """Write the stage, its passage and its deadlines for records that share version and stage."""
        now, source = self.env["jn.clock"]._now(), records[:1].stage_id
        keeper = Timekeeper(records, version, now)
        keeper.keep(source, target)
        self.env["jn.flow.ledger"]._pass(records, keeper.unit_ids(), stay, now, keeper.ending, first=not source)
        edition = {} if source else {"flow_version_id": version.id}  # on which it stays
        records._flow_show({**edition, **records._flow_stage_values(target, outcome, now)}, keeper.values)

    def _effects(self, records, effects):
        token = in_engine.set(True)
        try:
            for effect in effects:
                self._effect(effect, holding(records, effect.when))
        finally:
            in_engine.reset(token)

    def _effect(self, effect, records):
        if records and effect.kind:  # part of the move: shares its fate
            self.env["jn.flow.effects"]._follow(records, effect)
        elif records:
            self._foreign_effect(effect, records)

    def _foreign_effect(self, effect, records):
        """Run an action of Odoo's own kinds; where it fails, the move stands and people are told."""
        context = {"active_model": records._name, "active_ids": records.ids, "active_id": records.ids[0]}
        action = self.env["ir.actions.server"].sudo().browse(effect.id).with_context(**context)  # of the process, not of who moves
        try:
            with self.env.cr.savepoint():
                action.run()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise  # nobody's fault: the whole transaction is tried again
        except Exception as error:
            _logger.exception("effect %s failed", action.display_name)
            self._fail(records, action.display_name, error, action_id=action.id)

    @api.model
    def _fail(self, records, what, error, **origin):
        """Leave a row on the health page: what did not work, on which records, and why; `origin` lets it be tried again."""
        self.env["jn.flow.failure"].sudo().create({  # the engine reports, whoever caused it
            "res_model": records._name,
            "res_ids": records.ids,
            "what": what,
            "error": str(error),
            "at": self.env["jn.clock"]._now(),
            **origin,
        })
