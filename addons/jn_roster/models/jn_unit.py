from odoo import models

from odoo.addons.jn_org.exceptions import NotPossible

from ..duties import UnitDuties, counted

MOST = 5  # names in a sentence


class JnUnit(models.Model):
    _inherit = "jn.unit"

    def write(self, vals):
        """No unit goes while cases, units below or people hang on it."""
        if vals.get("active") is False:
            self.filtered("active")._check_left()
        return super().write(vals)

    def action_archive(self):
        """Archive units; for the first one with open work, ask which window takes it over instead."""
        ready = self.filtered("active")
        busy = next((unit for unit in ready if not ready._below_left() and UnitDuties(unit).lines()), None)
        return self.env["jn.unit.handover"]._ask(busy) if busy else super().action_archive()

    def _below_left(self):
        """Active units that lie below these and are not among them."""
        return self.sudo().search([("id", "child_of", self.ids)]) - self.sudo()  # archiving is the administrator's

    def _check_left(self):
        """Refuse units with something open, in a sentence that says what and what to do."""
        if below := self._below_left():
            raise NotPossible(self.env._("Units lie below: %(units)s. Archive or move them first.", units=_some(below)))
        is_open = [("unit_id", "in", self.ids), ("closed_at", "=", False)]
        cases = self.env["jn.case"].sudo()  # archiving is the administrator's, who sees every unit
        if count := cases.search_count(is_open):
            raise NotPossible(
                self.env._(
                    "%(count)s cases are open here, among them %(cases)s. Hand them over to another window first.",
                    count=count, cases=_some(cases.search(is_open, limit=MOST)),
                )
            )
        if staying := UnitDuties(self).staying():
            work = "、".join(counted(self.env, records) for records in staying)
            raise NotPossible(
                self.env._("Still owed in the unit's own name: %(work)s. Let it be done or withdrawn first; then the unit can close.", work=work)
            )
        users = self.sudo().user_ids  # who works where is the administrator's
        people = users.filtered(lambda user: not set(user.unit_ids.filtered("active").ids) - set(self.ids))
        if people:
            raise NotPossible(self.env._("People work nowhere else: %(people)s. Give them another unit first.", people=_some(people)))


def _some(records):
    """The first few names."""
    return "、".join(records[:MOST].mapped("display_name"))
