import base64
import secrets

from odoo import api, fields, models

from odoo.addons.jn_intake import spreadsheets
from odoo.addons.jn_org.exceptions import NotPossible

from ..const import PASSWORD_BYTES


class JnRosterPassword(models.TransientModel):
    """Initial passwords, shown once to who hands them out; only their hashes are stored with the people."""

    _name = "jn.roster.password"
    _description = "Initial passwords"

    count = fields.Integer(readonly=True)
    name = fields.Char(readonly=True)
    file = fields.Binary(readonly=True, attachment=False)

    @api.model
    def _give(self, logins):
        """Give new passwords to those of these logins that nobody has used yet; return the window with the list."""
        self.env["jn.roster.door"]._check_role()
        people = self.env["res.users"].search([("login", "in", logins)]).filtered(lambda user: not user.login_date)
        if not people:
            raise NotPossible(self.env._("Everybody of this file has logged in already, or was known before it."))
        rows = []
        for person in people:
            password = secrets.token_urlsafe(PASSWORD_BYTES)
            person.password = password
            units = "、".join(person.unit_ids.mapped("display_name"))
            rows.append([person.name, units, person.login, password])
        headings = [self.env._("Name"), self.env._("Units"), self.env._("Login"), self.env._("Initial password")]
        values = {
            "count": len(people),
            "name": self.env._("Initial passwords") + ".xlsx",
            "file": base64.b64encode(spreadsheets.write(headings, rows)),
        }
        window = {"type": "ir.actions.act_window", "res_model": self._name, "view_mode": "form", "target": "new"}
        return {**window, "name": self.env._("Initial passwords"), "res_id": self.create(values).id}

    @api.autovacuum
    def _gc_lists(self):
        """Nothing remembers a password longer than a window is open."""
        self.search([]).unlink()
