from odoo import api, fields, models, tools

from odoo.addons.jn_org.exceptions import NotPossible

from ..compiled import Compiled
from ..const import VERSION_PHASES, VERSION_STATES
from ..copier import Copier
from ..inspector import Inspector
from ..wording import sentence

LIFECYCLE = {
    "state", "effective_from", "approver_id", "author_id", "editor_ids", "based_on_id",
    "validated_at", "compared_at", "submitted_at",
}


class JnFlowVersion(models.Model):
    """One edition of a process. A published edition never changes; records stay on the one they began with."""

    _name = "jn.flow.version"
    _inherit = ["jn.flow.version.life", "jn.audited"]
    _description = "Process version"
    _order = "flow_id, number desc"

    flow_id = fields.Many2one("jn.flow", required=True, ondelete="cascade", index=True, string="Process")
    number = fields.Integer(required=True, readonly=True, default=1)
    state = fields.Selection(VERSION_STATES, required=True, default="draft", readonly=True)
    phase = fields.Selection(VERSION_PHASES, compute="_compute_phase", string="How far it is")
    in_force = fields.Boolean(compute="_compute_in_force")
    effective_from = fields.Datetime(readonly=True, string="In force from")
    author_id = fields.Many2one("res.users", readonly=True, default=lambda self: self.env.user)
    editor_ids = fields.Many2many("res.users", string="Changed by", readonly=True, copy=False)
    approver_id = fields.Many2one("res.users", readonly=True)
    based_on_id = fields.Many2one("jn.flow.version", readonly=True, ondelete="set null", string="Copied from")
    reason = fields.Text()
    validated_at = fields.Datetime(readonly=True, string="Checked at")
    compared_at = fields.Datetime(readonly=True)
    submitted_at = fields.Datetime(readonly=True)
    stage_ids = fields.One2many("jn.flow.stage", "version_id")
    move_ids = fields.One2many("jn.flow.move", "version_id")
    timer_ids = fields.One2many("jn.flow.timer", "version_id", string="Time limits")
    finding_ids = fields.One2many("jn.flow.finding", "version_id", readonly=True)

    _number_unique = models.Constraint("UNIQUE(flow_id, number)", "A process has each version number once.")

    @api.depends("flow_id.display_name", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for version in self:
            flow = version.flow_id.display_name
            version.display_name = self.env._("%(flow)s, version %(number)s", flow=flow, number=version.number)

    @api.depends("state", "validated_at", "compared_at", "submitted_at")
    def _compute_phase(self):
        steps = {"submitted_at": "submitted", "compared_at": "compared", "validated_at": "validated"}
        for version in self:
            passed = next((phase for mark, phase in steps.items() if version[mark]), "draft")
            version.phase = passed if version.state == "draft" else version.state

    @api.depends("flow_id.current_version_id")
    def _compute_in_force(self):
        for version in self:
            version.in_force = version == version.flow_id.current_version_id

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        # what was stored counts, not what was given: default_state in a context would slip through
        if any(version._is_ahead() for version in versions):
            self._check_lifecycle(LIFECYCLE)
            self.env["jn.flow"]._forget_editions()
        return versions

    def write(self, vals):
        self._check_lifecycle(set(vals))
        self._check_draft(set(vals) - LIFECYCLE)
        written = super().write(vals)
        if {"state", "effective_from"} & set(vals):
            self.env["jn.flow"]._forget_editions()
        return written

    def copy(self, default=None):  # pylint: disable=method-required-super  # parts point at each other, a plain copy would not
        """A copy of a version is the next draft of its process, whatever `default` says."""
        return self.browse().concat(*(version._new_draft() for version in self))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_draft({"unlink"})

    def _new_draft(self):
        self.ensure_one()
        return Copier(self).draft()

    def _publish(self, effective_from, reason=None):
        """Put the draft into force from `effective_from` on; the one writer of the state published."""
        self._check_draft({"state"})
        self._check_sound()
        self.env.flush_all()  # what Odoo computes on effects is settled while this is still a draft
        given = {"reason": reason} if reason else {}
        self.sudo().write({  # state is read-only for everyone: this is its one writer
            "state": "published",
            "effective_from": effective_from,
            "approver_id": self.env.uid,
            **{key: value for key, value in given.items() if value != self.reason},
        })
        self.flow_id._retire_idle()

    def _check_sound(self):
        """Refuse what would strand a record. A year that is not loaded is for whoever publishes by hand (B4)."""
        found = [finding for finding in self._findings() if finding.blocks and finding.kind != "calendar"]
        self._refuse(found)

    def _refuse(self, found):
        if found:
            lines = "\n".join(f"· {sentence(self.env, finding)}" for finding in found)
            raise NotPossible(self.env._(
                "%(version)s cannot be published yet. Please mend:\n%(findings)s",
                version=self.display_name, findings=lines,
            ))

    def _is_ahead(self):
        """Whether this version claims more than that its user has just begun it."""
        marks = self.state != "draft" or self.effective_from or self.approver_id or self.editor_ids
        return marks or self.validated_at or self.compared_at or self.submitted_at or self.author_id != self.env.user

    def _check_lifecycle(self, touched):
        if not self.env.su and touched & LIFECYCLE:
            raise NotPossible(self.env._(
                "A version is put into force with the buttons of its form: check, compare, submit, and publish by somebody else."
            ))

    def _check_draft(self, touched):
        if touched and any(version.state != "draft" for version in self):
            raise NotPossible(self.env._(
                "A published version never changes, because cases run on it. Make a new draft from it and change that one."
            ))

    def _findings(self):
        """Return the defects of this version as `jn_rules.validation.Finding`s, what blocks publishing first."""
        self.ensure_one()
        return Inspector(self.sudo()).findings()  # effects are Odoo's own actions, which our people may not read

    def _in_force(self, now):
        """Return the newest published version that is effective at `now`, or none."""
        live = self.filtered(lambda v: v.state == "published" and v.effective_from <= now)
        return live.sorted(lambda v: (v.effective_from, v.number))[-1:]

    def _pure_moves(self):
        """Return the moves as the pure functions read them, in their order."""
        return tuple(move._pure() for move in self.sudo().move_ids)  # configuration is read for everybody

    @tools.ormcache("self.id")
    def _compiled(self):
        """Return a published version as the engine reads it, kept until the registry's caches are cleared."""
        version = self.sudo()  # configuration is read for everybody
        return Compiled(
            id=version.id,
            moves=version._pure_moves(),
            arrows={move.id: move._arrow() for move in version.move_ids},
            stages={stage.id: stage._place() for stage in version.stage_ids},
            limits={timer.id: timer._limit() for timer in version.timer_ids},
        )
