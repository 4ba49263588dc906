from odoo import api, fields, models


class JnWechatFollower(models.Model):
    """Which follower of an official account has which phone number."""

    _name = "jn.wechat.follower"
    _description = "Follower of a WeChat account"
    _rec_name = "number"

    account_id = fields.Many2one("jn.message.account", required=True, readonly=True, ondelete="cascade")
    number = fields.Char(required=True, readonly=True, help="In E.164.")
    openid = fields.Char(string="OpenID", required=True, readonly=True)

    _number_unique = models.UniqueIndex("(account_id, number)", "This number is bound already.")
    _openid_unique = models.UniqueIndex("(account_id, openid)", "This follower is bound already.")

    @api.model
    def _openids(self, account, numbers):
        """Return {number: openid} of those `numbers` that follow `account`."""
        found = self.search([("account_id", "=", account.id), ("number", "in", list(numbers))])
        return {follower.number: follower.openid for follower in found}

    @api.model
    def _number_of(self, account, openid):
        """The number of a follower, or the openid where none is bound."""
        return self.search([("account_id", "=", account.id), ("openid", "=", openid)]).number or openid

    @api.model
    def _bind(self, account, number, openid):
        """Let `openid` alone stand for `number`, and for no other."""
        old = self.search([("account_id", "=", account.id), "|", ("number", "=", number), ("openid", "=", openid)])
        if len(old) == 1 and (old.number, old.openid) == (number, openid):
            return old
        old.unlink()
        return self.create({"account_id": account.id, "number": number, "openid": openid})

    @api.model
    def _leave(self, account, openid):
        self.search([("account_id", "=", account.id), ("openid", "=", openid)]).unlink()
