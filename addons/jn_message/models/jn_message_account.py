import json
from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput


class JnMessageAccount(models.Model):
    """An account with a carrier or platform; its secrets live in odoo.conf or the environment, never here."""

    _name = "jn.message.account"
    _description = "Message account"
    _order = "channel, unit_id, id"

    name = fields.Char(required=True)
    channel = fields.Selection(selection="_select_channel", required=True)
    unit_id = fields.Many2one("jn.unit", ondelete="restrict", help="Serves this unit and those below; empty: all.")
    active = fields.Boolean(default=True)
    endpoint = fields.Char(help="The address of the platform's server.")
    settings = fields.Text(
        default="{}",
        required=True,
        help="What the channel needs to know and is no secret, as JSON: signature, numbers of templates.",
    )
    secret_name = fields.Char(
        help="The secret is read from the option jn_<name> of odoo.conf or from JN_<NAME> in the environment."
    )
    gives_receipts = fields.Boolean(default=True, help="Without receipts, handed over counts as delivered.")
    retry_minutes = fields.Integer(default=5, required=True, help="Wait before the second try; doubled each time.")
    retry_times = fields.Integer(default=5, required=True, help="Tries in all before sending counts as failed.")

    _positive = models.Constraint(
        "CHECK (retry_minutes > 0 AND retry_times > 0)",
        "Minutes and tries must be more than 0.",
    )

    @api.constrains("settings")
    def _check_settings(self):
        for account in self:
            try:
                is_object = isinstance(json.loads(account.settings), dict)
            except ValueError:
                is_object = False
            if not is_object:
                raise BadInput(self.env._('The settings of an account are a JSON object like {"sign_name": "…"}.'))

    @api.model
    def _select_channel(self):
        return self.env["jn.channel"]._selection()

    @api.model
    def _ladder(self, unit):
        """The accounts that serve `unit` (may be empty), one per channel, in the order in which they are tried."""
        above = self.env["jn.unit"]._ancestors_and_self(unit.id)
        accounts = self.sudo().search([("unit_id", "in", [False, *above])])  # staff cannot read accounts
        nearest = {}
        for account in accounts.sorted(lambda account: above.index(account.unit_id.id) if account.unit_id else -1):
            nearest[account.channel] = account
        codes = self.env["jn.channel"]._codes_for(unit)
        # Staff cannot read accounts.
        return self.browse().sudo().union(*(nearest[code] for code in codes if code in nearest))

    def _next_rung(self, unit):
        """The account to try for `unit` when this one has failed, empty if there is none."""
        self.ensure_one()
        ladder = list(self._ladder(unit))
        place = ladder.index(self) + 1 if self in ladder else len(ladder)
        return ladder[place] if place < len(ladder) else self.browse()

    def _retry_delay(self, attempts):
        """The wait after so many failed tries, None when it is time to give up."""
        self.ensure_one()
        if attempts >= self.retry_times:
            return None
        return timedelta(minutes=self.retry_minutes * 2 ** (attempts - 1))

    def _setting(self, name, default=None):
        """One of the account's settings."""
        self.ensure_one()
        return json.loads(self.settings).get(name, default)

    def _secret(self):
        """The account's secret; raises KeyMissing."""
        self.ensure_one()
        return self.env["jn.secret"]._key(self.secret_name or self.channel)
