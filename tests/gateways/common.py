"""What the tests of this folder share: an Odoo that may speak to loopback servers, with one account per provider."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

from odoo.tests.common import _super_send
from odoo.tools import config

from odoo.addons.jn_message.tests.common import MORNING, MessageCase

from .aliyun_server import Aliyun
from .carrier_server import Carrier
from .wechat_server import Wechat

SECRETS = {
    "jn_sms_id": Aliyun.key_id,
    "jn_sms": Aliyun.key_secret,
    "jn_sms_replies": Aliyun.word,
    "jn_carrier": Carrier.key,
    "jn_app": Carrier.key,
    "jn_wechat": Wechat.secret,
    "jn_wechat_token": Wechat.token,
    "jn_wechat_aes": Wechat.aes_key,
}
DETAILS = {
    "aliyun": {
        "provider": "aliyun",
        "sign_name": Aliyun.sign_name,
        "template_code": "SMS_1",
        "params": {"name": "applicant"},
    },
    "carrier": {"provider": "gateway"},
    "app": {},
    "wechat": {"appid": Wechat.appid, "template_id": Wechat.template, "data": {"thing1": "applicant"}},
}
CHANNELS = {"aliyun": "sms", "carrier": "sms"}

MINUTE = timedelta(minutes=1)
CHANNEL_LOG = "odoo.addons.jn_message.models.jn_channel"


class GatewayCase(MessageCase):
    """`self.serve(server, kind)` starts a loopback server and returns the account that speaks to it, alone on the ladder."""

    @classmethod
    def _request_handler(cls, session, request, /, **values):
        """Let calls to this machine pass as they are: Odoo's own handler cannot compare our pairs of timeouts."""
        if urlsplit(request.url).hostname == "127.0.0.1":
            return _super_send(session, request, **values)
        return super()._request_handler(session, request, **values)

    def setUp(self):
        super().setUp()
        (self.first + self.second).active = False
        self.carrier = Carrier(MORNING)
        for name, value in SECRETS.items():
            self.addCleanup(config.options.__setitem__, name, config.options.get(name))
            config[name] = value

    def run_sweeps(self, after=None):
        """Run what is due; the servers' clocks go with ours."""
        self.carrier.now = MORNING + (after or timedelta())
        super().run_sweeps(after)

    def serve(self, server, kind, **settings):
        self.enterContext(server)
        channel = CHANNELS.get(kind, kind)
        self._set("message.ladder", "list", [channel])
        return self.env["jn.message.account"].create(
            {
                "name": kind,
                "channel": channel,
                "endpoint": server.url + ("/cgi-bin/" if kind == "wechat" else "/"),
                "secret_name": "carrier" if kind == "carrier" else False,
                "settings": json.dumps({**DETAILS[kind], **settings}, ensure_ascii=False),
            }
        )

    def serve_aliyun(self, **settings):
        server = Aliyun()
        return server, self.serve(server, "aliyun", **settings)

    def serve_carrier(self, **settings):
        return self.carrier, self.serve(self.carrier, "carrier", **settings)

    def serve_app(self, **settings):
        return self.carrier, self.serve(self.carrier, "app", **settings)

    def serve_wechat(self, numbers=(), **settings):
        server = Wechat()
        account = self.serve(server, "wechat", **settings)
        for place, number in enumerate(numbers):
            self.env["jn.message.address"]._bind(account, number, f"openid-{place}")
            server.followers.add(f"openid-{place}")
        return server, account

    def cut_off(self, messages):
        """Let the process die that has handed messages over and not yet written it down."""
        self.env["jn.message.outbox"]._claim(500)
        self.env["jn.channel"]._called(messages[:1].channel, "_hand_over", messages.sudo())
        messages.sudo().claimant = "a process that died"


def numbers(amount):
    return [f"+86138053{place:05}" for place in range(amount)]


class OutboxCase(GatewayCase):
    """Messages go out to whichever server `self.serve_…()` has started."""

    def sent_to(self, *some):
        """Messages to these numbers, after the outbox has run."""
        messages = self.queue(*some)
        self.run_sweeps()
        return messages

    def queue(self, *some):
        return self.ask(self.env["jn.test.subject"].union(*(self.subject(number) for number in some)))
