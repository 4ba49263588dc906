import base64
from contextvars import ContextVar

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from ..archive import unzip_files, zip_files
from ..const import PROPOSAL_KINDS, PROPOSAL_STATES

# The proposal that is being carried out. Not the context: a caller over RPC could forge that.
carried_out = ContextVar("jn_pack_proposal", default=None)


class JnPackProposal(models.Model):
    """What one administrator proposes to put into force, or to take out, and another one decides about.

    Once a regulation is in force, the browser knows no other way: packs and settings change what holds for everybody.
    """

    _name = "jn.pack.proposal"
    _inherit = ["jn.kept", "jn.four.eyes"]
    _description = "Proposal about packs and settings"
    _order = "id desc"
    _rec_name = "title"

    kind = fields.Selection(PROPOSAL_KINDS, required=True)
    title = fields.Char(required=True)
    pack_id = fields.Many2one("jn.pack", ondelete="cascade", index="btree_not_null")
    file = fields.Binary(string="The pack's files", attachment=True)
    filename = fields.Char()
    publish = fields.Boolean(string="Processes come into force")
    state = fields.Selection(PROPOSAL_STATES, required=True, default="waiting")
    reason = fields.Text(required=True)
    author_id = fields.Many2one("res.users", string="Proposed by", required=True, ondelete="restrict")
    proposed_at = fields.Datetime(required=True)
    decided_by_id = fields.Many2one("res.users", ondelete="restrict")
    decided_at = fields.Datetime()
    note = fields.Text(string="What the decider says")
    changed = fields.Json(string="What was changed")
    plan = fields.Json(string="What changes", compute="_compute_plan")
    may_decide = fields.Boolean(compute="_compute_may_decide")

    @api.depends("state", "changed", "file", "pack_id")
    @api.depends_context("lang")
    def _compute_plan(self):
        """What it would change today; of one carried out, what it did."""
        for proposal in self:
            proposal.plan = proposal._planned() if proposal.state == "waiting" else proposal.changed

    @api.depends("state", "author_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for proposal in self:
            proposal.may_decide = proposal.state == "waiting" and self.env.user in proposal._approvers()

    @api.model
    def _propose(self, values):
        """Put a proposal on record, as the user; the one writer of new ones."""
        if not (values.get("reason") or "").strip():
            raise BadInput(self.env._("A proposal needs a reason: whoever decides must know why. Please write one."))
        facts = {"author_id": self.env.uid, "proposed_at": self.env["jn.clock"]._now()}
        proposal = self.sudo().create({**values, **facts}).sudo(False)  # kept by the system: this is its one writer
        if not proposal._approvers():
            raise NotPossible(self.env._("The proposal would wait for ever. %(remedy)s", remedy=proposal._who_may_approve()))
        return proposal

    @api.model
    def _propose_files(self, files, publish, reason):
        """Propose to apply `files` ({path: bytes}), which are kept as they are now."""
        Pack = self.env["jn.pack"]
        Pack._check_administrator()
        data = Pack._load(files)
        self.env["jn.setting.value"]._check_authority(Pack._scope(data).unit)
        return self._propose({
            "kind": "apply",
            "title": Pack._title(data),
            "pack_id": Pack._named(data).id,
            "file": base64.b64encode(zip_files(files)),
            "filename": f"{data['pack.yaml']['code']}.zip",
            "publish": publish,
            "reason": reason,
        })

    @api.model
    def _propose_end(self, pack, reason):
        """Propose to take a pack on top out of force."""
        pack._check_administrator()
        pack._check_withdrawable()
        return self._propose({"kind": "end", "title": pack.title, "pack_id": pack.id, "reason": reason})

    def _shown(self):
        """Return the action that shows this proposal."""
        return {
            "type": "ir.actions.act_window",
            "name": self.title,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_decide(self):
        """Open the form in which another administrator than the author approves or refuses."""
        self.ensure_one()
        self._check_decider()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide"),
            "res_model": "jn.pack.decision",
            "view_mode": "form",
            "target": "new",
            "context": {"default_proposal_id": self.id},
        }

    def action_take_back(self):
        """The author no longer wants it."""
        for proposal in self:
            proposal._check_waiting()
            if proposal.author_id != self.env.user:
                raise NotAllowed(self.env._("Only %(author)s, who proposed it, takes it back.", author=proposal.author_id.name))
            proposal._end("taken_back", False)
        return True

    def _approve(self, note):
        """Carry it out, as the user who approves it."""
        self.ensure_one()
        self._check_decider()
        changed = self._planned()
        token = carried_out.set(self.id)
        try:
            pack = self._carry_out()
        finally:
            carried_out.reset(token)
        self._end("done", note, changed=changed, pack_id=pack.id)

    def _refuse(self, note):
        self.ensure_one()
        self._check_decider()
        if not (note or "").strip():
            raise BadInput(self.env._("A refusal needs a reason, so that %(author)s knows what to mend.", author=self.author_id.name))
        self._end("refused", note)

    def _carry_out(self):
        if self.kind == "end":
            self.pack_id._withdraw()
            return self.pack_id
        return self.env["jn.pack"]._apply(self._files(), publish=self.publish)

    def _planned(self):
        """What it would change today, by file: see `lines.grouped`."""
        if self.kind == "end":
            return self.pack_id._end_groups()
        try:
            return self.env["jn.pack"]._plan_groups(self._files())
        except BadInput as error:  # what stands below has changed meanwhile
            return [{"file": self.filename, "rows": [{"articles": [], "sentence": str(error), "is_note": True}]}]

    def _files(self):
        return unzip_files(base64.b64decode(self.with_context(bin_size=False).file))

    def _end(self, state, note, **more):
        now = self.env["jn.clock"]._now()
        # as in _propose; who decides was checked
        self.sudo().write({"state": state, "note": note, "decided_by_id": self.env.uid, "decided_at": now, **more})

    def _authors(self):
        return self.author_id

    def _check_decider(self):
        self.check_access("read")
        self._check_waiting()
        if self.env.user not in self._approvers():
            raise NotAllowed(self.env._(
                "The proposal “%(title)s” was written by %(author)s, who cannot decide about it. %(remedy)s",
                title=self.title, author=self.author_id.name, remedy=self._who_may_approve(),
            ))

    def _check_waiting(self):
        if self.state != "waiting":
            raise NotPossible(self.env._("The proposal “%(title)s” has been decided already. Make a new one.", title=self.title))
