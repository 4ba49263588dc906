from odoo import SUPERUSER_ID, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_pack.models.jn_pack_proposal import carried_out

from ..const import PHASE_MARKS
from ..wording import sentence


class JnFlowVersionLife(models.AbstractModel):
    """The way of a version: checked, compared, submitted by its author, published by somebody else, retired."""

    _name = "jn.flow.version.life"
    _inherit = ["jn.four.eyes"]
    _description = "Life of a process version"

    def action_new_draft(self):
        """Open a new draft that begins as a copy of this version; publishing it again is how to roll back."""
        self.ensure_one()
        self.check_access("create")
        return self._new_draft()._shown()

    def action_validate(self):
        """Look the draft over; what is found stands on its page, and what blocks publishing keeps it a draft."""
        for draft in self._editable():
            found = draft._findings()
            rows = self.env["jn.flow.finding"].sudo()  # kept by the system: this is their one writer
            draft.sudo().finding_ids.unlink()  # as above
            rows.create([rows._prepare_finding_values(draft, finding) for finding in found])
            passed = not any(finding.blocks for finding in found)
            # a new check begins the way anew
            draft._mark({**dict.fromkeys(PHASE_MARKS), "validated_at": passed and self._now()})
        return True

    def action_compare(self):
        """Show what would change against the version in force; it is asked for before anybody approves."""
        self.ensure_one()
        draft = self._editable()
        if not draft.validated_at:
            raise NotPossible(self.env._("%(version)s has not been checked since its last change. Press Check first.",
                                         version=draft.display_name))
        draft._mark({"compared_at": self._now()})
        return self.env["jn.flow.comparison"]._opened(draft.flow_id.current_version_id, draft)

    def action_submit(self):
        """Ask another administrator to approve."""
        for draft in self._editable():
            if not (draft.validated_at and draft.compared_at):
                raise NotPossible(self.env._(
                    "%(version)s must be checked and compared since its last change before it is submitted.",
                    version=draft.display_name,
                ))
            draft._check_somebody_else()
            draft._mark({"submitted_at": self._now()})
        return True

    def action_withdraw(self):
        """Take a submitted draft back to go on with it."""
        self._editable()._mark({"submitted_at": False})
        return True

    def action_publish(self):
        """Open the form with which another administrator than its authors approves and publishes the draft."""
        self.ensure_one()
        self._check_approver()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Approve and publish"),
            "res_model": "jn.flow.publish",
            "view_mode": "form",
            "target": "new",
            "context": {"default_version_id": self.id},
        }

    def action_retire(self):
        """Take a version that is not in force out of the list of those that could be; it stays readable."""
        self.check_access("write")
        for version in self:
            if version.state == "draft":
                raise NotPossible(self.env._("%(version)s is a draft. Delete it if it is not wanted.",
                                             version=version.display_name))
            if version == version.flow_id.current_version_id:
                raise NotPossible(self.env._(
                    "%(version)s is in force: without it no record could begin. Publish another version first.",
                    version=version.display_name,
                ))
        self._retire()
        return True

    def action_migrate(self):
        """Open the preparation of a passage of running records to this version."""
        self.ensure_one()
        self.check_access("write")
        return self.env["jn.flow.migration"]._prepared(self)._shown()

    def _approve(self, effective_from, reason):
        """Publish as an approver: a person with the right, who has written nothing of it, with a reason, not in the past."""
        self.ensure_one()
        self._check_approver()
        if not (reason or "").strip():
            raise BadInput(self.env._("Publishing %(version)s needs a reason. Please write one.", version=self.display_name))
        now = self._now()
        if effective_from and effective_from < now:
            raise BadInput(self.env._(
                "%(version)s cannot come into force in the past: what has happened, happened by the old version. "
                "Choose a later moment, or leave it empty for now.", version=self.display_name,
            ))
        self._refuse([finding for finding in self._findings() if finding.blocks])
        self._publish(effective_from or now, reason.strip())

    def _check_approver(self):
        self.check_access("write")  # the button is hidden from staff, the method is not
        self._check_draft({"state"})
        if not self.submitted_at:
            raise NotPossible(self.env._(
                "%(version)s has not been submitted for approval. Its author checks, compares and submits it first.",
                version=self.display_name,
            ))
        if self.env.user in self._authors():
            raise NotAllowed(self.env._(
                "%(version)s was written by %(author)s, who cannot approve it. %(remedy)s",
                version=self.display_name, author=self.env.user.name, remedy=self._who_may_approve(),
            ))

    def _check_somebody_else(self):
        if not self._approvers():
            raise NotPossible(self.env._("%(version)s would wait for ever. %(remedy)s",
                                         version=self.display_name, remedy=self._who_may_approve()))

    def _authors(self):
        return self.author_id | self.editor_ids

    def _editable(self):
        """These drafts, which the user may change."""
        self.check_access("write")
        self._check_draft({"state"})
        return self

    def _touched(self):
        """A part has changed: what was checked, compared and submitted is no longer what is there."""
        # what a proposal brings was written by its author, not by whoever carries it out
        by_hand = self.env.uid != SUPERUSER_ID and not carried_out.get()
        people = self.env.user if by_hand else self.env["res.users"]
        for draft in self.sudo():  # marks are the system's
            changed = {mark: False for mark in PHASE_MARKS if draft[mark]}
            new = people - draft.author_id - draft.editor_ids
            if changed or new:
                draft.write({**changed, "editor_ids": [(4, user.id) for user in new]})

    def _mark(self, values):
        self.sudo().write(values)  # the marks of the way are the system's; who may was checked by the caller

    def _retire(self):
        self.sudo().write({"state": "retired"})  # state is read-only for everyone: this is its one writer of retired

    def _standing(self):
        """{open stage of these versions: how many records stand in it}, stages without records left out."""
        found = {}
        for model, versions in self.grouped(lambda version: version.flow_id.model).items():
            stages = versions.stage_ids.filtered(lambda stage: stage.kind != "end")
            if model in self.env:
                rows = self.env[model].sudo()._read_group(  # counted for everybody
                    [("stage_id", "in", stages.ids)], ["stage_id"], ["__count"]
                )
                found.update({stage.with_env(self.env): count for stage, count in rows})
        return found

    def _standing_on(self):
        """Those of these versions on which an open record stands."""
        return self.browse({stage.version_id.id for stage in self._standing()})

    def _now(self):
        return self.env["jn.clock"]._now()

    def _shown(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def _finding_words(self):
        """The findings as sentences with their weight, for the forms that show them: [(blocks, sentence)]."""
        return [(finding.blocks, sentence(self.env, finding)) for finding in self._findings()]
