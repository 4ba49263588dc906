from datetime import timedelta

from odoo import api, models

from odoo.addons.jn_message.const import Result
from odoo.addons.jn_rules import phones

from .. import wechat
from ..const import AGAIN, BASE, BIND, CODES, EXAMPLE, LONGEST, RECEIPTS, TAKEN_ONCE_MINUTES, TAKERS, THANKS


class JnChannelWechat(models.AbstractModel):
    """Template messages of a WeChat official account (Art. 6, 7); who does not follow it cannot be reached."""

    _name = "jn.channel.wechat"
    _description = "WeChat"
    _inherit = ["jn.channel"]

    _channel_code = "wechat"
    _channel_ask_minutes = 5
    _channel_example = EXAMPLE
    _channel_needs = tuple(EXAMPLE)
    _channel_secrets = ("", "token", "aes")
    _channel_methods = ("GET", "POST")
    _channel_most_bytes = 64 * 1024

    @api.model
    def _channel_name(self):
        return self.env._("WeChat")

    @api.model
    def _hand_over_account(self, account, messages):
        openids = self._followers()._addresses(account, set(messages.mapped("recipient")))
        reached = messages.filtered(lambda message: message.recipient in openids)
        values = reached._filled_values()
        parcels = [self._prepare_parcel(account, message, openids, values[message.id]) for message in reached]
        answers = dict.fromkeys((messages - reached).ids, ("no_account", None))
        answers.update(wechat.send(self._client(account), parcels) if parcels else {})
        return {number: Result.of(CODES, *answer) for number, answer in answers.items()}

    @api.model
    def _prepare_parcel(self, account, message, openids, values):
        data = {name: _cut(name, values.get(source) or "") for name, source in account._setting("data").items()}
        openid, url = openids[message.recipient], values.get("url") or ""
        return wechat.Parcel(message.id, message.key, openid, account._template_of(message, "template_id"), data, url)

    @api.model
    def _ask_account(self, account, messages):
        """WeChat cannot be asked, but takes a key only once for ten minutes: until then the first try is repeated.

        Later, after more tries than one, or in the quiet hours, nobody but a person can tell.
        """
        now = self.env["jn.clock"]._now()
        oldest = now - timedelta(minutes=TAKEN_ONCE_MINUTES)
        fresh = messages.filtered(lambda message: not message.attempts and message.claimed_at >= oldest)
        fresh = fresh.filtered(lambda message: message._earliest(message.unit_id, now) == now)
        again = Result("again", error="not_sent", detail="cut off")
        return {**super()._ask_account(account, messages), **dict.fromkeys(fresh.ids, again)}

    @api.model
    def _client(self, account):
        return wechat.Client(account.endpoint or BASE, account._setting("appid"), account._secret())

    @api.model
    def _take_call(self, account, call):
        """Answer WeChat's test of our address, or take one call. What WeChat tells again changes nothing."""
        keys = wechat.Keys(account._setting("appid"), *map(account._callback_key, ("token", "aes")))
        query, now = call.args, self.env["jn.clock"]._now()
        if call.method == "GET":
            wechat.check(keys, query, now)
            return query.get("echostr") or ""
        news = wechat.read(keys, query, call.get_data(), now)
        taker = TAKERS.get(getattr(news, "event", None) or getattr(news, "type", None))
        if taker:
            self.env["jn.message.nonce"]._spend_once(account, query["msg_signature"], THANKS, AGAIN)
            getattr(self, taker)(account, news)
        return THANKS

    @api.model
    def _take_receipt(self, _account, call):
        receipt = Result.of(RECEIPTS, (call.status or "").replace(" ", ""), str(call.id))
        self.env["jn.message"]._take_receipts(self._channel_code, {receipt.external_id: receipt})

    @api.model
    def _take_scan(self, account, call):
        """Bind the number in the scene: only who holds the account's token can make such a QR code."""
        phone = phones.check((call.scene_id or "").removeprefix(BIND))
        if (call.scene_id or "").startswith(BIND) and phone.ok:
            self._followers()._bind(account, phone.e164, call.source)

    @api.model
    def _take_farewell(self, account, call):
        self._followers()._leave(account, call.source)

    @api.model
    def _take_click(self, account, call):
        """A button of the menu stands for the text in its key."""
        self._take_words(account, call, call.key, f"{call.source}-{call._data['CreateTime']}")

    @api.model
    def _take_text(self, account, call):
        self._take_words(account, call, call.content, str(call.id))

    @api.model
    def _take_words(self, account, call, words, external_id):
        number = self._followers()._number_of(account, call.source)
        self.env["jn.message"]._receive([self._prepare_text(account, external_id, number, words or "")])

    @api.model
    def _followers(self):
        return self.env["jn.message.address"].sudo()  # WeChat has no login


def _cut(name, words):
    """Cut words to what WeChat allows: it refuses the whole message otherwise."""
    return words[: LONGEST.get(name.rstrip("0123456789"))]
