from odoo import api, fields, models


class JnMessageAddress(models.Model):
    """By which name of its own an account's platform knows a phone number (WeChat: the OpenID)."""

    _name = "jn.message.address"
    _description = "Address at a platform"
    _rec_name = "address"

    account_id = fields.Many2one("jn.message.account", required=True, readonly=True, ondelete="cascade")
    number = fields.Char(required=True, readonly=True, groups=fields.NO_ACCESS, help="In E.164.")
    address = fields.Char(required=True, readonly=True)

    _number_unique = models.UniqueIndex("(account_id, number)", "This number is bound already.")
    _address_unique = models.UniqueIndex("(account_id, address)", "This address is bound already.")

    @api.model
    def _addresses(self, account, numbers):
        """Return {number: address} of those `numbers` that are known at `account`."""
        found = self.search([("account_id", "=", account.id), ("number", "in", list(numbers))])
        return {row.number: row.address for row in found}

    @api.model
    def _number_of(self, account, address):
        """The number behind an address, or the address itself where none is bound."""
        return self.search([("account_id", "=", account.id), ("address", "=", address)]).number or address

    @api.model
    def _bind(self, account, number, address):
        """Let `address` alone stand for `number`, and for no other."""
        old = self.search([("account_id", "=", account.id), "|", ("number", "=", number), ("address", "=", address)])
        if len(old) == 1 and (old.number, old.address) == (number, address):
            return old
        old.unlink()
        return self.create({"account_id": account.id, "number": number, "address": address})

    @api.model
    def _leave(self, account, address):
        """Forget an address that can no longer be reached."""
        self.search([("account_id", "=", account.id), ("address", "=", address)]).unlink()
