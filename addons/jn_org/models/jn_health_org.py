from odoo import api, models
from odoo.fields import Datetime, Domain

from .. import const
from ..health import GREEN, RED, YELLOW, Row, window


class JnHealthOrg(models.AbstractModel):
    """Whether the work that falls due with time is done in time, and whether every window has its people."""

    _name = "jn.health.org"
    _inherit = ["jn.health.check"]
    _description = "Health of the organisation"

    @api.model
    def _health_machine(self):
        return [*(self._sweep_row(sweep) for sweep in self.env["jn.sweep"]._sweep_all()), self._cron_row()]

    @api.model
    def _health_duties(self):
        rows = [self._people_row(role) for role in const.NEEDED_ROLES]
        return [*rows, self._unit_row()] if self._sees_all() else rows  # who works nowhere lies in no supervisor's sight

    @api.model
    def _sweep_row(self, sweep):
        """How long the oldest thing that is due has been waiting for this sweep."""
        now = self.env["jn.clock"]._now()
        due = sweep.sudo()._sweep_next()  # a moment only: it tells nothing of what is due
        lag = max((now - due).total_seconds(), 0) if due else 0
        yellow, red = self._sweep_limits()
        colour = RED if lag > red * 60 else YELLOW if lag > yellow * 60 else GREEN
        name = self.env["ir.model"]._get(sweep._name).name
        advice = self.env._("Work is waiting. See that the server for scheduled work (cron) runs, then its log.") if lag else ""
        is_late = colour != GREEN
        return Row(f"sweep.{sweep._name}", self.env._("In time: %(sweep)s", sweep=name), colour, int(lag // 60) if is_late else 0,
                   due if is_late else None, advice if is_late else "", self._sweep_window(sweep, now))

    @api.model
    def _sweep_limits(self):
        """After how many minutes of waiting a sweep is yellow, and red."""
        return const.SWEEP_YELLOW, const.SWEEP_RED

    @api.model
    def _sweep_window(self, sweep, now):
        """A window on what is due in a sweep, for rooms that know one; None otherwise."""
        return None

    @api.model
    def _cron_row(self):
        """Scheduled work of ours that is switched off or keeps failing."""
        crons = self.env["ir.cron"].sudo().with_context(active_test=False)  # monitors and staff cannot read it
        domain = Domain("model_id.model", "=like", "jn.%") & (Domain("active", "=", False) | Domain("failure_count", ">", 0))
        bad = crons.search(domain)
        failing = [Datetime.to_datetime(cron.first_failure_date) for cron in bad if cron.first_failure_date]
        advice = self.env._("Switched off or failing: %(names)s. A system administrator switches it on under Settings, "
                            "Technical, Scheduled Actions.", names=", ".join(bad.mapped("name")))
        action = window(self.env._("Scheduled work"), "ir.cron", list(domain), context={"active_test": False})
        return Row("crons", self.env._("Scheduled work"), RED if bad else GREEN, len(bad), min(failing, default=None),
                   advice if bad else "", action)

    @api.model
    def _people_row(self, role):
        """Windows for which nobody holds a role that Art. 4 asks for (decision D5)."""
        group, label = self.env.ref(f"jn_org.group_{role}"), self._role_name(role)
        holds = Domain("active", "=", True) & Domain("all_group_ids", "in", group.ids)
        domain = Domain("kind", "=", "window") & Domain("user_ids", "not any", holds)
        if not self._sees_all():
            domain &= Domain("id", "in", self.env.user.sight_unit_ids.ids)
        ids = self.env["jn.unit"].sudo().search(domain).ids  # staff cannot read each other's groups
        advice = self.env._("Appoint a %(role)s for each of these windows under People, or name a deputy (Art. 4).", role=label)
        name = self.env._("Windows without a %(role)s", role=label)
        action = window(self.env._("Windows without a %(role)s", role=label), "jn.unit", [("id", "in", ids)])
        return Row(f"people.{role}", name, RED if ids else GREEN, len(ids), None, advice if ids else "", action, duty=True)

    @api.model
    def _unit_row(self):
        """People whose role needs a unit and who work for none."""
        ids = self.env["res.users"]._without_unit().ids
        name = self.env._("People with a role and without a unit")
        advice = self.env._("They see nothing and nothing reaches them. Open each under People and choose the units they work for.")
        action = window(name, "res.users", [("id", "in", ids)])
        return Row("people.unit", name, YELLOW if ids else GREEN, len(ids), None, advice if ids else "", action, duty=True)

    @api.model
    def _sees_all(self):
        """Whether what is told is told to the system or to an administrator."""
        return self.env.su or self.env.user.has_group("jn_org.group_administrator")

    @api.model
    def _role_name(self, role):
        return dict(self.env["jn.role.holder"]._fields["role"]._description_selection(self.env))[role]
