from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_rules import migration

from ..const import MIGRATION_POLICIES, MIGRATION_STATES
from ..forecast import Forecast

SYSTEM = {"state", "user_id", "started_at", "ended_at", "total", "moved", "preview", "version_id"}


class JnFlowMigration(models.Model):
    """The passage of running records to a published version: which stage to which, and what becomes of deadlines."""

    _name = "jn.flow.migration"
    _description = "Passage of running records"
    _order = "id desc"

    version_id = fields.Many2one("jn.flow.version", string="To version", required=True, readonly=True, ondelete="restrict")
    flow_id = fields.Many2one(related="version_id.flow_id", string="Process")
    policy = fields.Selection(MIGRATION_POLICIES, string="Running deadlines", required=True, default="earlier")
    reason = fields.Text(help="Stands in the history of every record that moves.")
    state = fields.Selection(MIGRATION_STATES, required=True, readonly=True, default="draft")
    user_id = fields.Many2one("res.users", string="By", readonly=True, default=lambda self: self.env.user)
    started_at = fields.Datetime(readonly=True, string="Begun at")
    ended_at = fields.Datetime(readonly=True, string="Finished at")
    map_ids = fields.One2many("jn.flow.migration.map", "migration_id", string="Where records go")
    line_ids = fields.One2many("jn.flow.migration.line", "migration_id", string="Could not move", readonly=True)
    is_complete = fields.Boolean(compute="_compute_is_complete", string="Every stage is mapped")
    total = fields.Integer(string="Records", readonly=True)
    moved = fields.Integer(readonly=True)
    failed = fields.Integer(compute="_compute_failed", string="Could not move (number)")
    progress = fields.Float(compute="_compute_progress")
    preview = fields.Html(readonly=True, sanitize=False)

    @api.depends("map_ids.to_stage_id")
    def _compute_is_complete(self):
        for passage in self:
            passage.is_complete = bool(passage.map_ids) and all(row.to_stage_id for row in passage.map_ids)

    @api.depends("line_ids")
    def _compute_failed(self):
        for passage in self:
            passage.failed = len(passage.line_ids)

    @api.depends("total", "moved", "failed")
    def _compute_progress(self):
        for passage in self:
            passage.progress = 100 * (passage.moved + passage.failed) / passage.total if passage.total else 0

    @api.depends("version_id")
    def _compute_display_name(self):
        for passage in self:
            passage.display_name = self.env._("Passage to %(version)s", version=passage.version_id.display_name)

    @api.model_create_multi
    def create(self, vals_list):
        passages = super().create(vals_list)
        for passage in passages:
            passage._check_target()
            if not self.env.su and (passage.state != "draft" or passage.user_id != self.env.user):
                passage._refuse_by_hand()
        return passages

    def write(self, vals):
        if not self.env.su and (SYSTEM & set(vals) or any(passage.state != "draft" for passage in self)):
            self._refuse_by_hand()
        if {"policy", "map_ids"} & set(vals):  # what was shown would no longer happen
            vals = {**vals, "preview": False}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_in_preparation(self):
        if any(passage.state != "draft" for passage in self):
            raise NotPossible(self.env._("A passage that has begun is kept as evidence and cannot be deleted."))

    def action_refresh(self):
        """Count again who stands where, and propose stages of equal code where none is chosen."""
        for passage in self._preparing():
            passage._refresh_map()
        return True

    def action_preview(self):
        """Tell how many records would go where and which deadlines would change; nothing is written but this page."""
        for passage in self._preparing():
            passage._refresh_map()
            passage._check_complete()
            told = Forecast(passage).told()
            # the page is the system's
            passage.sudo().preview = self.env["ir.qweb"]._render("jn_flow.migration_preview", told)
        return True

    def action_run(self):
        """Let the records move, batch by batch; who asks may go on working meanwhile."""
        self.ensure_one()
        self._preparing()
        self._check_target()
        self._refresh_map()
        self._check_complete()
        now = self.env["jn.clock"]._now()
        total = sum(self.map_ids.mapped("count"))
        # who may was checked; the state is the system's
        self.sudo().write({"state": "running", "user_id": self.env.uid, "started_at": now, "total": total, "preview": False})
        self.env["jn.flow.migration.sweep"]._sweep_wake(now)
        return True

    def action_reload(self):
        """Show how far it is."""
        return True

    @api.model
    def _prepared(self, version):
        """Return the passage to `version` in preparation, made when there is none."""
        found = self.search([("version_id", "=", version.id), ("state", "=", "draft")], limit=1)
        found = found or self.create({"version_id": version.id})
        found._refresh_map()
        return found

    def _shown(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def _preparing(self):
        self.check_access("write")
        if any(passage.state != "draft" for passage in self):
            raise NotPossible(self.env._("%(passage)s has begun already. Open its result instead.",
                                         passage=self[:1].display_name))
        return self

    def _check_target(self):
        version = self.version_id
        if version.state != "published":
            raise NotPossible(self.env._(
                "%(version)s is not published: running records move to published versions only. Publish it first.",
                version=version.display_name,
            ))
        if not version.in_force:
            raise NotPossible(self.env._(
                "%(version)s is not in force. Running records move to the version that new ones begin on: %(current)s.",
                version=version.display_name, current=version.flow_id.current_version_id.display_name or "–",
            ))

    def _check_complete(self):
        """Refuse unless every open stage in which records stand has its target."""
        standing = self._others()._standing()
        mapping = {row.from_stage_id.id: row.to_stage_id.id for row in self.map_ids}
        missing = migration.unmapped([stage.id for stage in standing], mapping)
        if missing:
            names = ", ".join(self.env["jn.flow.stage"].browse(missing).mapped("display_name"))
            raise NotPossible(self.env._(
                "The map of stages leaves out %(stages)s, where records stand. Choose for each where they go.", stages=names,
            ))
        if not standing:
            raise NotPossible(self.env._("No running record stands on another version of this process: nothing needs to move."))

    def _refresh_map(self):
        standing = self._others()._standing()
        targets = {stage.id: stage.code for stage in self.version_id.stage_ids if stage.kind != "end"}
        proposed = migration.proposal({stage.id: stage.code for stage in standing}, targets)
        rows = {row.from_stage_id: row for row in self.map_ids}
        gone = [Command.delete(row.id) for stage, row in rows.items() if stage not in standing]
        counts = [Command.update(rows[stage].id, {"count": count}) for stage, count in standing.items() if stage in rows]
        new = [
            Command.create({"from_stage_id": stage.id, "to_stage_id": proposed[stage.id], "count": count})
            for stage, count in standing.items() if stage not in rows
        ]
        self.sudo().write({"map_ids": gone + counts + new})  # counts are the system's; who may was checked by the caller

    def _others(self):
        return self.flow_id.version_ids - self.version_id

    def _claim(self, limit):
        """Lock and return up to `limit` records that are still to move; what others hold just now is left for later.

        One stage after the other, which an index goes by: in order of numbers, all that has ended would be walked through.
        """
        model = self.env[self.flow_id.model]
        table = SQL.identifier(model._table)
        # first statement on these rows in its transaction: rows another node has claimed are skipped
        rows = self.env.execute_query(SQL(
            "SELECT id FROM %s r WHERE stage_id = ANY(%s) AND %s ORDER BY stage_id LIMIT %s FOR UPDATE SKIP LOCKED",
            table, self._sources().ids, self._untried(), limit,
        ))
        return model.browse([row[0] for row in rows])

    def _left(self):
        """How many records are still to be tried."""
        table = SQL.identifier(self.env[self.flow_id.model]._table)
        [[count]] = self.env.execute_query(SQL(
            "SELECT count(*) FROM %s r WHERE stage_id = ANY(%s) AND %s", table, self._sources().ids, self._untried()
        ))
        return count

    def _sources(self):
        """Every open stage of the other versions: who reaches an unmapped one meanwhile is told apart, not lost."""
        return self._others().stage_ids.filtered(lambda stage: stage.kind != "end")

    def _untried(self):
        return SQL(
            "NOT EXISTS (SELECT FROM jn_flow_migration_line l WHERE l.migration_id = %s AND l.res_id = r.id)", self.id
        )

    def _finish(self):
        self.write({"state": "done", "ended_at": self.env["jn.clock"]._now()})
        self.flow_id._retire_idle()

    def _refuse_by_hand(self):
        raise NotPossible(self.env._("A passage is begun with its buttons, and what has begun is not changed any more."))
