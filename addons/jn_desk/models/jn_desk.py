from odoo import api, models

from odoo.addons.jn_org.const import LEAVE_ROLES

COUNTS = ("today", "yellow", "red", "back")


class JnDesk(models.AbstractModel):
    """The first screen: what waits for the reader today."""

    _name = "jn.desk"
    _description = "My day"

    @api.model
    @api.readonly
    def page(self, show=None):
        """Return the reader's desk.

        :param show: today, yellow, red or back: only these lines; the counts stay whole
        :return: {"lists": [...], "counts": {today, yellow, red, back}, "leave": bool, "deputised": [names of units]}
        """
        pages = [row._page(show) for row in self.env["jn.desk.list"]._mine()]
        user = self.env.user
        stood = self.env["jn.unit"].browse(self.env["jn.role.holder"]._stood_in(user))
        return {
            "lists": pages,
            "counts": {name: sum(page["counts"].get(name, 0) for page in pages) for name in COUNTS},
            "leave": any(user.has_group(f"jn_org.group_{role}") for role, _label in LEAVE_ROLES),
            "deputised": stood.mapped("display_name"),
        }
