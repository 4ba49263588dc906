from odoo import api, models

from odoo.addons.jn_org.exceptions import NotAllowed
from odoo.addons.jn_rules import periods, tables

from ..trial import tried


class JnIntake(models.AbstractModel):
    """The one door for cases, which here learns who knocks: every batch is put on record by source."""

    _inherit = "jn.intake"

    @api.model
    def _take(self, items):
        """Take a batch; a login that belongs to a source sends the cases of that source only."""
        self._check_sender(items)
        results = super()._take(items)
        self.env["jn.intake.delivery"].sudo()._note(items, results)  # deliveries are written by the system
        return results

    @api.model
    def _try(self, items):
        """Return what `_take` would answer, and leave everything as it was."""
        return tried(self.env, lambda: self._take(items))

    @api.model
    def _check_role(self):
        """Refuse whoever is neither an administrator nor has the intake role."""
        if not self.env.su and not self.env.user.has_groups("jn_org.group_intake,jn_org.group_administrator"):
            raise NotAllowed(self.env._("Cases are taken from business systems with the intake role."))

    @api.model
    def _check_sender(self, items):
        """Refuse a batch in which a source's own login speaks for another source."""
        own = self.env["jn.intake.source"]._codes_of(self.env.uid)
        if not own or not isinstance(items, list):
            return
        named = {tables.text(item.get("source")) for item in items if isinstance(item, dict)}
        others = sorted(named - set(own) - {""})
        if others:
            raise NotAllowed(
                self.env._(
                    "This login sends for the source %(own)s only, not for %(others)s. Nothing of the batch was taken.",
                    own=own[0],
                    others=", ".join(others),
                )
            )

    @api.model
    def _zone(self):
        """The zone of the local times in files, tables and control totals: that of the city's calendar."""
        return self.env["jn.calendar"]._default()._rules_calendar().tz

    @api.model
    def _today(self):
        """The local day that the clock shows."""
        return periods.day_of(self.env["jn.clock"]._now(), self._zone())
