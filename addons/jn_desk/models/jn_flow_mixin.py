from odoo import models

from odoo.addons.jn_revisit.models.jn_urging import URGERS

from ..const import CHANGED


class JnFlowMixin(models.AbstractModel):
    """Tells those at their screens when a record goes on (Art. 6: at once to the window and to the supervisors)."""

    _inherit = "jn.flow.mixin"

    def write(self, vals):
        written = super().write(vals)
        if "stage_id" in vals:
            self._desk_tell()
        return written

    def _desk_words(self):
        """What a line on the desk says of this record beside its name."""
        return ""

    def _desk_people(self):
        """Return {record: those who want to know at once that it went on}.

        Of work for people: who acts next, the supervisors and leaders above, who follows its case; of the rest nobody.
        """
        if "activity_ids" not in self._fields or "case_id" not in self._fields:
            return {}
        followers = self.env["jn.following"]._of(self.case_id)
        overseers = self._desk_overseers()
        return {
            work: work._flow_owners() | overseers[work.unit_id] | followers.get(work.case_id.id, self.env["res.users"])
            for work in self
        }

    def _desk_overseers(self):
        """Return {unit: the supervisors and leaders of its level}: they see a bad answer when the window does (Art. 6)."""
        known = self.env["ir.model.data"]._xmlid_to_res_id  # remembered, unlike what `ref` does
        groups = self.env["res.groups"].browse(known(f"jn_org.group_{role}") for role in URGERS)
        return {unit: (unit.hall_id | unit.county_id)._holding(groups) for unit in self.unit_id}

    def _desk_tell(self, told=None):
        """Let the screens of those people know ({record: people}, as a rule `_desk_people`); the bus sends upon commit."""
        for record, people in (self._desk_people() if told is None else told).items():
            news = {"model": self._name, "id": record.id, "case": record._desk_case().id}
            for user in people:
                user._bus_send(CHANGED, {**news, "name": record._desk_name(user)})

    def _desk_name(self, user):
        """What this record is called in the user's own language."""
        return self.with_context(lang=user.sudo().lang).display_name  # which language somebody speaks is no secret

    def _desk_case(self):
        return self.case_id if "case_id" in self._fields else self
