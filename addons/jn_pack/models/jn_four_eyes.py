from odoo import SUPERUSER_ID, models


class JnFourEyes(models.AbstractModel):
    """What one administrator writes and another one approves: who may approve it, and what to do where nobody may."""

    _name = "jn.four.eyes"
    _description = "Approved by somebody else"

    def _authors(self):
        """Who wrote this, and so cannot approve it."""
        raise NotImplementedError

    def _approvers(self):
        """Administrators who have written nothing of it."""
        group = self.env.ref("jn_org.group_administrator").sudo()  # who else is an administrator is asked for its name
        people = group.all_user_ids.filtered(lambda user: user.active and user.id != SUPERUSER_ID)
        return people - self._authors()

    def _who_may_approve(self):
        """The remedy, as a sentence."""
        others = self._approvers()
        if others:
            return self.env._("Ask one of the other administrators: %(names)s.", names=", ".join(others.mapped("name")))
        return self.env._(
            "There is no other administrator. Give a second person the role of administrator "
            "(System management, People), who then approves."
        )
