from odoo import api, fields, models

from ..const import DOORS, KINDS


class JnIntakeUpload(models.Model):
    _inherit = "jn.intake.upload"

    kind = fields.Selection(string="File of", selection_add=KINDS, ondelete={code: "cascade" for code, _label in KINDS})

    def _door(self):
        """Units, people and matters come in by doors of their own."""
        return self.env[DOORS[self.kind]] if self.kind in DOORS else super()._door()

    @api.model
    def _key_of(self, data):
        return data.get("ref") or data.get("code") or data.get("login")

    def action_passwords(self):
        """Give the people of this file who have never logged in new initial passwords, to be handed to them."""
        self.ensure_one()
        self._check_person()
        logins = self.sudo().row_ids.filtered(lambda row: row.status == "created").mapped("ref")  # their own file
        return self.env["jn.roster.password"]._give(logins)
