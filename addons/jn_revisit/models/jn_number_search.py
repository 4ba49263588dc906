from contextlib import nullcontext

from odoo import api, fields, models

from odoo.addons.jn_message.const import HOME_CODE
from odoo.addons.jn_rules import phones


class JnNumberSearch(models.Model):
    """Who looked for a citizen by the whole number, and when (decision D12)."""

    _name = "jn.number.search"
    _inherit = "jn.append.only"
    _description = "Search by number"
    _order = "at desc, id desc"
    _rec_name = "number_masked"

    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True)
    number_masked = fields.Char(string="Number (masked)", required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)

    @api.model
    def _keep(self, numbers):
        """Put on record that the user looks for these numbers (E.164); what our own code looks for is no search."""
        if self.env.su or not numbers:
            return
        now = self.env["jn.clock"]._now()
        rows = [
            {"user_id": self.env.uid, "number_masked": phones.mask(number.removeprefix(HOME_CODE)), "at": now}
            for number in numbers
        ]
        # Odoo searches in transactions that only read: the record of it is then one of its own.
        with self.env.registry.cursor() if self.env.cr.readonly else nullcontext(self.env.cr) as cr:
            self.with_env(self.env(cr=cr)).sudo().create(rows)  # facts are written by the system
