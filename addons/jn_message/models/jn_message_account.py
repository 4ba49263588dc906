import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import ormcache

from odoo.addons.jn_org.exceptions import BadInput, KeyMissing

from ..signed import Refused

# Settings that say what stands for what.
MAPPINGS = ("data", "params", "templates")


class JnMessageAccount(models.Model):
    """An account with a carrier or platform; its secrets live in odoo.conf or the environment, never here."""

    _name = "jn.message.account"
    _inherit = ["jn.cached", "jn.audited"]
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
    per_minute = fields.Integer(
        string="Most per minute",
        help="More than this are not handed over within a minute; the rest waits. 0: no limit.",
    )

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
    _rate_positive = models.Constraint("CHECK (per_minute >= 0)", "Most per minute is a number, or 0 for no limit.")

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
            missing = [name for name in account._channel()._account_needs(account) if not given.get(name)]
            if missing:
                raise BadInput(self.env._("The account also needs: %(names)s.", names=", ".join(missing)))

    def _channel(self):
        """The channel that speaks to this account's provider."""
        return self.env["jn.channel"]._channel_of(self)

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

    @api.depends("channel", "settings", "secret_name")
    def _compute_callback_url(self):
        for account in self:
            path = account._callback_path() if account._origin else None
            account.callback_url = f"{account.get_base_url()}{path}{account._channel()._account_query(account)}" if path else False

    @api.depends("channel", "settings", "secret_name")
    def _compute_secrets_state(self):
        marks = {True: self.env._("set"), False: self.env._("missing")}
        for account in self:
            parts = account._channel()._account_secrets(account) if account.channel else ()
            rows = (f"jn_{account._secret_option(part)}: {marks[account._has_secret(part)]}" for part in parts)
            account.secrets_state = "\n".join(rows)

    @api.onchange("channel")
    def _onchange_channel(self):
        """Show what the channel needs, as long as nothing has been entered."""
        if not self._read_settings():
            self.settings = json.dumps(self._channel()._channel_example, ensure_ascii=False, indent=2)

    @api.model
    def _select_channel(self):
        return self.env["jn.channel"]._selection()

    @api.model
    def _ladder(self, unit, matter_id=None):
        """The accounts that serve `unit` (may be empty) about a matter, one per channel, in the order in which they are tried."""
        return self.sudo().browse(self._ladder_ids(unit, matter_id).values())  # staff cannot read accounts

    @api.model
    def _ladder_ids(self, unit, matter_id=None):
        """The same as {channel: account's id}, without reading any row."""
        nearest = self._nearest(unit.id or None)
        return {code: nearest[code] for code in self.env["jn.channel"]._codes_for(unit, matter_id) if code in nearest}

    @api.model
    @ormcache("unit_id")
    def _nearest(self, unit_id):
        """Return {channel: id of the account nearest above a unit}."""
        above = self.env["jn.unit"]._ancestors_and_self(unit_id)
        serving = [row for row in self._every() if not row[1] or row[1] in above]
        by_distance = sorted(serving, key=lambda row: above.index(row[1]) if row[1] else -1)
        return {channel: account for account, _unit, channel in by_distance}

    @api.model
    @ormcache()
    def _every(self):
        """All accounts as (id, unit's id, channel), in order: a city's windows are many, and accounts few."""
        accounts = self.sudo().search([])  # staff cannot read accounts
        return [(account.id, account.unit_id.id, account.channel) for account in accounts]

    def _next_rung(self, unit, matter_id=None):
        """The account to try for `unit` and a matter when this one has failed, empty if there is none."""
        self.ensure_one()
        ladder = list(self._ladder(unit, matter_id))
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
        if not account or not account._channel()._account_is_called(account):
            raise Refused("account")
        return account

    def _secret(self, part=""):
        """The account's secret, or another `part` of it; raises KeyMissing."""
        self.ensure_one()
        return self.env["jn.secret"]._key(self._secret_option(part))

    def _callback_key(self, part=""):
        """What a provider signs its calls with; raises Refused where we have no such key."""
        try:
            return self._secret(part)
        except KeyMissing as error:
            raise Refused("key") from error

    def _secret_option(self, part):
        return "_".join(filter(None, (self.secret_name or self.channel, part)))

    def _has_secret(self, part):
        try:
            return bool(self._secret(part))
        except KeyMissing:
            return False

    def _callback_path(self):
        """Where the account's provider calls us, None if it does not."""
        return f"/jn/{self.channel}/{self._origin.id}" if self._channel()._account_is_called(self) else None
