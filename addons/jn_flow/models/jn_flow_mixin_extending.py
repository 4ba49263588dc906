from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

ASK, DECIDE = "extension_asked", "extension_decided"


class JnFlowMixin(models.AbstractModel):
    """More time for a limit: one person asks with a reason, another decides (decision B6)."""

    _inherit = "jn.flow.mixin"

    @api.depends("next_due_at")
    def _compute_flow_buttons(self):
        super()._compute_flow_buttons()
        for record in self:
            record.flow_buttons = [*(record.flow_buttons or ()), *record._flow_extension_buttons()]

    def ask_extension(self, timer, amount, reason):
        """Ask for `amount` more, in its own unit, of the running limit whose code is `timer`; returns True."""
        self.ensure_one().check_access("read")
        self._flow_check_may_ask()
        deadline = self._flow_extensible(timer)
        self._flow_check_extension(deadline, amount, reason)
        # Checked above; staff write no facts themselves.
        self.env["jn.flow.extension"].sudo()._ask(self, deadline, amount, reason.strip())
        return True

    def decide_extension(self, ok=True, note=None):
        """Grant the extension that was asked for, or refuse it with a reason; returns True."""
        self.ensure_one().check_access("read")
        request = self.env["jn.flow.extension"]._open_for(self)
        if not request:
            raise NotPossible(self.env._("No extension is waiting for a decision here. Reload the page to see what is."))
        request._check_may_decide(self)
        if not ok and not (isinstance(note, str) and note.strip()):
            raise BadInput(self.env._("Please say why the extension is refused."))
        request.sudo()._decide(self.sudo(), bool(ok), note)  # checked above; staff write no facts themselves
        return True

    def _flow_extension_buttons(self):
        """The buttons that lead to the two forms, each only for who may use it now."""
        self.ensure_one()
        found = []
        if self._flow_may_ask() and self._flow_extensible_now():
            form = "jn_flow.jn_flow_extension_ask_action"
            found.append({"event": ASK, "name": self.env._("Ask for an extension"), "form": form, "note": False})
        request = self._flow_timers_to_extend() and self.env["jn.flow.extension"].sudo()._open_for(self)  # shown to who may decide
        if request and request.with_env(self.env)._may_decide(self):
            form = "jn_flow.jn_flow_extension_decide_action"
            found.append({"event": DECIDE, "name": self.env._("Decide on the extension"), "form": form, "note": False})
        return found

    def _flow_timers_to_extend(self):
        timers = self.flow_version_id.sudo().timer_ids  # configuration is read for everybody
        return timers.filtered("extend_limit")

    def _flow_extensible_now(self):
        """Return the running limits of this record that could still be extended and are not asked about already."""
        timers, now = self._flow_timers_to_extend(), self.env["jn.clock"]._now()
        if not timers or self.env["jn.flow.extension"].sudo()._open_for(self):  # a request that waits is one for everybody
            return self.env["jn.flow.deadline"]
        rows = self._flow_deadlines().filtered(lambda row: row.state == "running" and row.due_at > now and row.timer_id in timers)
        return rows.filtered(lambda row: self._flow_extensions_left(row.timer_id) > 0)

    def _flow_extensions_left(self, timer):
        # Whatever was granted counts, seen or not.
        return self._flow_extension_limit(timer) - len(self.env["jn.flow.extension"].sudo()._granted_for(self, timer))

    def _flow_extension_limit(self, timer):
        """How often the limit may be extended for this record."""
        return timer.extend_limit

    def _flow_may_ask(self):
        return self._flow_holds(self.stage_id.sudo().group_ids)  # configuration is read for everybody

    def _flow_check_may_ask(self):
        if not self._flow_may_ask():
            stage = self.stage_id.sudo()  # configuration is read for everybody
            raise NotAllowed(self.env._(
                "More time is asked for by whose turn it is: %(roles)s of the responsible unit.",
                roles=", ".join(stage.group_ids.mapped("name")) or self.env._("nobody at present"),
            ))

    def _flow_extensible(self, timer):
        rows = self._flow_extensible_now().filtered(lambda row: row.timer_id.code == timer)
        if not rows:
            raise NotPossible(self.env._(
                "This time limit cannot be extended now: it is not running, its time is over, or it has been extended "
                "or asked about as often as the regulation allows."
            ))
        return rows

    def _flow_check_extension(self, deadline, amount, reason):
        most = deadline.timer_id.extend_most
        is_number = isinstance(amount, (int, float)) and not isinstance(amount, bool)
        if not is_number or not 0 < amount <= most or (deadline.timer_id._counts_days() and amount != int(amount)):
            unit = dict(deadline.timer_id._fields["unit"]._description_selection(self.env))[deadline.timer_id.unit]
            raise BadInput(self.env._("An extension adds more than 0 and at most %(most)s %(unit)s.", most=f"{most:g}", unit=unit))
        if not isinstance(reason, str) or not reason.strip():
            raise BadInput(self.env._("Please say why more time is needed."))
