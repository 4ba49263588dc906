import json
from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, KeyMissing

from ..signed import Refused

# Settings that say what stands for what.
MAPPINGS = ("data", "params", "templates")


class JnMessageAccount(models.Model):
    """An account with a carrier or platform; its secrets live in odoo.conf or the environment, never here."""

    _name = "jn.message.account"
    _inherit = ["jn.audited"]
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

    callback_url = fields.Char(
        string="Address for the provider's calls",
        compute="_compute_callback_url",
        help="Give this address to the provider: receipts and answers come in there.",
    )
    secrets_state = fields.Text(
        string="Secrets", compute="_compute_secrets_state", help="The options that are read, and whether they are set."
    )

    _positive = models.Constraint(
        "CHECK (retry_minutes > 0 AND retry_times > 0)",
        "Minutes and tries must be more than 0.",
    )

    @api.constrains("settings", "channel", "endpoint")
    def _check_settings(self):
        for account in self:
            settings = account._read_settings()
            if settings is None:
                raise BadInput(self.env._('The settings of an account are a JSON object like {"sign_name": "…"}.'))
            wrong = [name for name in MAPPINGS if not isinstance(settings.get(name, {}), dict)]
            if wrong:
                names = ", ".join(wrong)
                raise BadInput(self.env._('In the settings %(names)s must look like {"name": "value"}.', names=names))
            given = {**settings, "endpoint": account.endpoint}
            missing = [name for name in account._needed_settings() if not given.get(name)]
            if missing:
                raise BadInput(self.env._("The account also needs: %(names)s.", names=", ".join(missing)))

    def _needed_settings(self):
        """The settings that this account must give; `endpoint` is its address."""
        return ()

    def _example_settings(self):
        """What settings of this account's channel look like."""
        return {}

    def _template_of(self, message, name):
        """The platform's template for a message: its own in `templates`, else the setting `name`."""
        return self._setting("templates", {}).get(message.template_id.code) or self._setting(name)

    def _read_settings(self):
        """The settings as a dict, None if they are none."""
        try:
            settings = json.loads(self.settings or "")
        except ValueError:
            return None
        return settings if isinstance(settings, dict) else None

    @api.depends("channel", "settings")
    def _compute_callback_url(self):
        for account in self:
            path = account._callback_path() if account._origin else None
            account.callback_url = f"{account.get_base_url()}{path}" if path else False

    @api.depends("channel", "settings", "secret_name")
    def _compute_secrets_state(self):
        marks = {True: self.env._("set"), False: self.env._("missing")}
        for account in self:
            parts = account._secret_parts() if account.channel else ()
            rows = (f"jn_{account._secret_option(part)}: {marks[account._has_secret(part)]}" for part in parts)
            account.secrets_state = "\n".join(rows)

    @api.onchange("channel")
    def _onchange_channel(self):
        """Show what the channel needs, as long as nothing has been entered."""
        if not self._read_settings():
            self.settings = json.dumps(self._example_settings(), ensure_ascii=False, indent=2)

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

    @api.model
    def _called_back(self, account_id, channel):
        """The account whose address a provider calls; raises Refused."""
        domain = [("id", "=", account_id), ("channel", "=", channel)]
        account = self.sudo().search(domain)  # providers have no login
        if not account:
            raise Refused("account")
        return account

    def _secret(self, part=""):
        """The account's secret, or another `part` of it; raises KeyMissing."""
        self.ensure_one()
        return self.env["jn.secret"]._key(self._secret_option(part))

    def _secret_option(self, part):
        return "_".join(filter(None, (self.secret_name or self.channel, part)))

    def _secret_parts(self):
        """The parts of its secret that this account needs, "" for the secret itself."""
        return ("",)

    def _has_secret(self, part):
        try:
            return bool(self._secret(part))
        except KeyMissing:
            return False

    def _callback_path(self):
        """Where the account's provider calls us, None if it does not."""
        return None
