from odoo import api, models
from odoo.fields import Datetime

from ..exceptions import NotAllowed
from ..health import RED, worst

READERS = ("jn_org.group_administrator", "jn_org.group_supervisor")


class JnHealth(models.AbstractModel):
    """The health page: what each room's checks say, worst first, with what to do about it."""

    _name = "jn.health"
    _description = "Health"

    @api.model
    @api.readonly
    def page(self):
        """The rows for the screen: {"colour", "at", "rows"}; administrators see all, supervisors what lies in their sight."""
        if not any(self.env.user.has_group(group) for group in READERS):
            raise NotAllowed(self.env._("The health page is for administrators and supervisors."))
        rows = self._rows()
        told = [self._told(row) for row in sorted(rows, key=lambda row: ("red", "yellow", "green").index(row.colour))]
        return {"colour": worst(rows), "at": Datetime.to_string(self.env["jn.clock"]._now()), "rows": told}

    @api.model
    def _rows(self):
        """All rows of all rooms, as this user may see them."""
        return [row for check in self._checks() for row in check._health_rows()]

    @api.model
    def _machine_rows(self):
        """The rows that say whether the machine works; cheap enough to be asked every few seconds."""
        return [row for check in self._checks() for row in check._health_machine()]

    @api.model
    def _is_well(self, rows):
        """Whether no row of the machine is red; what people owe does not count."""
        return not any(row.colour == RED for row in rows if not row.duty)

    @api.model
    def _checks(self):
        names = self.env.registry.descendants(["jn.health.check"], "_inherit")
        return [self.env[name] for name in sorted(names) if name != "jn.health.check"]

    def _told(self, row):
        action = row.action if row.action and self.env[row.action["res_model"]].has_access("read") else False
        advice = row.advice if action or not (row.action and row.count) else self.env._("Tell an administrator.")
        oldest = row.oldest and Datetime.to_string(row.oldest)
        return {
            "code": row.code, "name": row.name, "colour": row.colour, "count": row.count, "oldest": oldest or False,
            "advice": advice, "action": row.count and action,
        }
