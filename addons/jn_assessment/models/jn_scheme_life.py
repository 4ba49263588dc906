from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .. import const

LIFE = {"state", "version", "active", "effective_on", "author_id", "editor_ids", "approver_id", "reason", "published_at"}


class JnSchemeLife(models.AbstractModel):
    """The way of a scheme's version: written by one person, published by another with a reason and a first day.

    A published version never changes; a sheet is made with the version that holds on its first day.
    """

    _name = "jn.scheme.life"
    _description = "Life of an assessment scheme"

    state = fields.Selection(const.SCHEME_STATES, required=True, default=const.DRAFT, readonly=True)
    effective_on = fields.Date(string="Holds from", readonly=True, help="For periods that begin then or later. Empty: always.")
    author_id = fields.Many2one("res.users", readonly=True, default=lambda self: self.env.user, ondelete="restrict")
    editor_ids = fields.Many2many("res.users", string="Changed by", readonly=True, copy=False)
    approver_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    published_at = fields.Datetime(readonly=True, copy=False)
    reason = fields.Text(readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.keys() & (LIFE - {"version", "active"}) for vals in vals_list):
            self._refuse_life()
        schemes = super().create([{**vals, "active": False} for vals in vals_list])  # until it is published
        schemes.filtered("unit_id")._check_scope()
        return schemes

    def write(self, vals):
        if vals.keys() - LIFE:
            self._touch()
        if not self.env.su and vals.keys() & LIFE:
            self._refuse_life()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if not self.env.su:
            self._touch()

    def copy_data(self, default=None):
        """A copy is the next draft of the same scheme, or the first of a unit's own when `default` names one."""
        rows = super().copy_data(default)
        newest = {
            scheme.code: scheme.version for scheme in self.with_context(active_test=False).search([], order="version")
        }
        frame = {"active": False, "total": False, "state": const.DRAFT, "effective_on": False, "author_id": self.env.uid}
        return [{**row, **frame, "version": newest.get(row["code"], 0) + 1} for row in rows]

    def action_new_version(self):
        """Open a draft that begins as a copy of this version; sheets of this version keep it."""
        self.ensure_one()
        self.check_access("write")
        return self._next_version()._shown()

    def action_publish(self):
        """Open the form with which another administrator approves and publishes this draft."""
        self.ensure_one()
        self._check_approver()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Approve and publish"),
            "res_model": "jn.scheme.publish",
            "view_mode": "form",
            "target": "new",
            "context": {"default_scheme_id": self.id},
        }

    def action_own(self):
        """Open the form that begins a county's or a hall's own scheme."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Own scheme of a unit"),
            "res_model": "jn.scheme.own",
            "view_mode": "form",
            "target": "new",
            "context": {"default_scheme_id": self.id},
        }

    def _next_version(self, unit=None):
        """Return a draft with the same indicators: the next version, or the first of `unit`'s own scheme."""
        own = {"unit_id": unit.id, "code": f"{self.code}_{unit.id}", "pack_id": False} if unit else {}
        # numbers, authors and states are the system's; that this person may write was checked by the caller
        successor = self.sudo().copy(own)
        fresh = {"scheme_id": successor.id}
        parts = successor.env["jn.indicator"].browse(self.indicator_ids.ids)
        twins = {one: one.copy({**fresh, "parent_id": False, "rate": False}) for one in parts}
        for one, twin in twins.items():
            twin.parent_id = twins.get(one.parent_id)
        for one, twin in twins.items():
            twin.rate = one.rate
        for extra in self.extra_ids:
            extra.sudo().copy(fresh)  # as above
        successor.total = self.total
        successor.editor_ids = False
        return successor.with_env(self.env)

    def _approve(self, effective_on, reason):
        """Publish as another than the authors, with a reason, for periods that begin on `effective_on` or later."""
        self.ensure_one()
        self._check_approver()
        if not (reason or "").strip():
            raise BadInput(self.env._("Publishing %(scheme)s needs a reason. Please write one.", scheme=self.name))
        self._check_first_day(effective_on)
        self.sudo()._publish(effective_on, reason.strip())  # state is read-only for everyone: checked above

    def _publish(self, effective_on=False, reason=False):
        """Put a draft into use; the one writer of the state published."""
        self._check_rivals()
        self._check_scores()
        siblings = self._versions().filtered("active")
        siblings.write({"active": False})
        siblings.flush_recordset(["active"])
        facts = {"approver_id": self.env.uid, "published_at": self.env["jn.clock"]._now(), "reason": reason}
        self.write({"state": const.PUBLISHED, "active": True, "effective_on": effective_on, **facts})

    def _versions(self):
        return self.with_context(active_test=False).search([("code", "in", self.mapped("code"))])

    def _version_for(self, day):
        """The published version of this scheme that holds in a period which begins on `day`; a sentence where there is none."""
        held = self._holding(day)
        if not held:
            message = self.env._(
                "%(scheme)s has no version that holds on %(day)s. Publish one, or choose a later period.",
                scheme=self.name,
                day=day,
            )
            raise NotPossible(message)
        return held

    def _holding(self, day):
        """The same, perhaps none."""
        published = self._versions().filtered(lambda one: one.state == const.PUBLISHED)
        live = published.filtered(lambda one: not one.effective_on or one.effective_on <= day)
        if not published.filtered("active"):
            return self.browse()
        return live.sorted(lambda one: (str(one.effective_on or ""), one.version))[-1:]

    def _check_first_day(self, day):
        """New rules are no news about the past: what has been counted was counted by the old version."""
        published = self._versions().filtered(lambda one: one.state == const.PUBLISHED)
        today = self.env["jn.clock"]._now().date()
        if published and (not day or day < today):
            raise BadInput(
                self.env._("%(scheme)s cannot hold from a day in the past. Choose %(day)s or later.", scheme=self.name, day=today)
            )
        if published.filtered(lambda one: one.effective_on and one.effective_on >= day):
            raise BadInput(self.env._("Another version of %(scheme)s holds from then on already.", scheme=self.name))

    def _check_rivals(self):
        """A unit is assessed by one scheme in a period."""
        rivals = self.search([
            ("unit_id", "=", self.unit_id.id),
            ("unit_kind", "=", self.unit_kind),
            ("state", "=", const.PUBLISHED),
            ("code", "!=", self.code),
        ])  # fmt: skip
        if rivals:
            message = self.env._(
                "%(other)s assesses the same units in the same periods already. Change that one instead.",
                other=rivals[0].display_name,
            )
            raise BadInput(message)

    def _check_scores(self):
        if not self.total or not self.indicator_ids:
            raise BadInput(self.env._("%(scheme)s does not say how its total is made.", scheme=self.name))

    def _check_approver(self):
        self.check_access("write")  # the button is hidden from staff, the method is not
        self._check_scope()
        if self.state != const.DRAFT:
            raise NotPossible(self.env._("%(scheme)s is published already.", scheme=self.display_name))
        if self.env.user in self.author_id | self.editor_ids:
            message = self.env._(
                "%(scheme)s was written by %(author)s, who cannot approve it. Ask another administrator.",
                scheme=self.display_name,
                author=self.env.user.name,
            )
            raise NotAllowed(message)

    def _check_scope(self):
        """A county's administrator has to do with its own units' schemes only (Art. 2, 17)."""
        user = self.env.user
        if self.env.su or not user.unit_ids or "city" in user.unit_ids.mapped("kind"):
            return
        if any(scheme.unit_id not in user.sight_unit_ids for scheme in self):
            raise NotAllowed(self.env._("Only the city's administrators may change the city's schemes."))

    def _touch(self):
        """A draft's part changes: refuse it for published versions, and note who did it."""
        self.check_access("write")  # before strangers are told what to do instead
        if any(scheme.state == const.PUBLISHED for scheme in self):
            message = self.env._(
                "%(scheme)s is published and never changes, because sheets rest on it. Make a new version and change that.",
                scheme=self[0].name,
            )
            raise NotPossible(message)
        self._check_scope()
        if self.env.uid != SUPERUSER_ID:
            new = self.filtered(lambda scheme: self.env.user not in scheme.author_id | scheme.editor_ids)
            new.sudo().editor_ids = [(4, self.env.uid)]  # who changed what is the system's to say

    @api.model
    def _refuse_life(self):
        raise NotPossible(self.env._("A scheme comes into force by being approved and published, not by hand."))

    def _shown(self):
        return {"type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form"}
