from odoo import models

from odoo.addons.jn_org.exceptions import NotPossible

from ..duties import Duties


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        """Nobody goes while open work hangs on them; what others were told as well is planned for those alone then."""
        if vals.get("active") is False:
            self._check_handed_over()
            self.env["mail.activity"].sudo().search([("user_id", "in", self.ids)]).unlink()  # the system plans, whoever archives
        return super().write(vals)

    def action_archive(self):
        """Archive people; for the first one with open work, ask who takes it over instead."""
        busy = next((user for user in self if user.active and Duties(user, self).lines()), None)
        return self.env["jn.handover"]._ask(busy) if busy else super().action_archive()

    def _check_handed_over(self):
        for user in self.filtered("active"):
            lines = Duties(user, self).lines()
            if lines:
                raise NotPossible(
                    self.env._("%(person)s still has open work; hand it over first: %(work)s.", person=user.name, work="；".join(lines))
                )
