from odoo import api, fields, models, tools

from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_rules import validation

from ..const import VERSION_STATES

LIFECYCLE = {"state", "effective_from", "approver_id"}


class JnFlowVersion(models.Model):
    """One edition of a process. A published edition never changes; records stay on the one they began with."""

    _name = "jn.flow.version"
    _description = "Process version"
    _order = "flow_id, number desc"

    flow_id = fields.Many2one("jn.flow", required=True, ondelete="cascade", index=True)
    number = fields.Integer(required=True, readonly=True, default=1)
    state = fields.Selection(VERSION_STATES, required=True, default="draft", readonly=True)
    effective_from = fields.Datetime(readonly=True)
    author_id = fields.Many2one("res.users", readonly=True, default=lambda self: self.env.user)
    approver_id = fields.Many2one("res.users", readonly=True)
    reason = fields.Text()
    stage_ids = fields.One2many("jn.flow.stage", "version_id")
    move_ids = fields.One2many("jn.flow.move", "version_id")
    timer_ids = fields.One2many("jn.flow.timer", "version_id")

    _number_unique = models.Constraint("UNIQUE(flow_id, number)", "A process has each version number once.")

    @api.depends("flow_id.name", "number")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._("%(flow)s, version %(number)s", flow=version.flow_id.name, number=version.number)

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        # what was stored counts, not what was given: default_state in a context would slip through
        if any(version.state != "draft" or version.effective_from or version.approver_id for version in versions):
            self._check_lifecycle(LIFECYCLE)
        return versions

    def write(self, vals):
        self._check_lifecycle(set(vals))
        self._check_draft(set(vals) - LIFECYCLE)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_draft({"unlink"})

    def action_publish(self):
        """Put the draft into force from now on; refuse with the list of what would strand a record."""
        self.check_access("write")  # the button is hidden from staff, the method is not
        for version in self:
            version._publish(self.env["jn.clock"]._now())
        return True

    def _publish(self, effective_from):
        self._check_draft({"state"})
        self._check_sound()
        self.env.flush_all()  # what Odoo computes on effects is settled while this is still a draft
        self.sudo().write({  # state is read-only for everyone: this is its one writer
            "state": "published",
            "effective_from": effective_from,
            "approver_id": self.env.uid,
        })
        self.env.registry.clear_cache()

    def _check_sound(self):
        found = self._findings()
        if found:
            lines = "\n".join(f"· {self._sentence(finding)}" for finding in found)
            raise NotPossible(self.env._(
                "%(version)s cannot be published yet. Please mend:\n%(findings)s",
                version=self.display_name, findings=lines,
            ))

    def _check_lifecycle(self, touched):
        if not self.env.su and touched & LIFECYCLE:
            raise NotPossible(self.env._("A version is put into force with the button Publish, which checks it first."))

    def _check_draft(self, touched):
        if touched and any(version.state != "draft" for version in self):
            raise NotPossible(self.env._(
                "A published version never changes, because cases run on it. Make a new draft from it and change that one."
            ))

    def _findings(self):
        """Return the defects of this version as `jn_rules.validation.Finding`s, those of its own rows last."""
        self.ensure_one()
        compiled = self._compile()
        stages = [validation.Stage(s.id, s.code, s.kind) for s in self.stage_ids]
        idle = [(t.id, t.code) for t in self.timer_ids if t.at_end == "event" and not t.event]
        return [
            *validation.findings(stages, compiled["moves"], idle),
            *(finding for move in self.move_ids for finding in move._findings()),
            *(finding for timer in self.timer_ids for finding in timer._findings()),
        ]

    def _sentence(self, finding):
        words = {
            "no_start": self.env._("No stage is of kind start, so no record could begin."),
            "second_start": self.env._("Stage %(name)s is a second start; a process has one.", name=finding.name),
            "unreachable": self.env._("Stage %(name)s cannot be reached from the start.", name=finding.name),
            "dead_end": self.env._("Stage %(name)s is a dead end: no way leads from it to an end.", name=finding.name),
            "no_overflow": self.env._("Move %(name)s has a limit but no stage for when it is used up.", name=finding.name),
            "idle_timer": self.env._("Timer %(name)s does nothing when its time is over.", name=finding.name),
            "bad_guard": self.env._("Move %(name)s has a condition that cannot be read on this model.", name=finding.name),
        }
        return words[finding.code]

    def _in_force(self, now):
        """Return the newest published version that is effective at `now`, or none."""
        live = self.filtered(lambda v: v.state == "published" and v.effective_from <= now)
        return live.sorted(lambda v: (v.effective_from, v.number))[-1:]

    def _start_stage(self):
        return self.stage_ids.filtered(lambda stage: stage.kind == "start")[:1]

    @tools.ormcache("self.id")
    def _compiled(self):
        """Return `_compile()` of a published version, kept until the registry's caches are cleared."""
        return self._compile()

    def _compile(self):
        """Return the version as the pure functions read it: {'moves': (Move, …), 'timers': (Timer, …)}."""
        version = self.sudo()  # configuration is read for everybody
        return {
            "moves": tuple(move._pure() for move in version.move_ids),
            "timers": tuple(timer._pure() for timer in version.timer_ids),
        }
